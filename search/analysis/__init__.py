"""German analysis: text to tokens, by reviewed data and a closed vocabulary."""

from search.analysis.analyser import Analyser, Word, place_token, vocabulary_of
from search.analysis.compounds import known_ends

__all__ = ["Analyser", "Word", "known_ends", "place_token", "vocabulary_of"]

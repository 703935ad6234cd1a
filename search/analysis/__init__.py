"""German analysis: text to tokens, by reviewed data and a closed vocabulary."""

from search.analysis.analyser import Analyser, Word, place_token, vocabulary_of

__all__ = ["Analyser", "Word", "place_token", "vocabulary_of"]

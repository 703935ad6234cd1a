"""What a question means: place, radius, free of charge, phrases, words. Nothing is assumed that
could be meant otherwise; it is offered as a choice."""

from search.contract import Request
from search.index import SearchIndex
from search.understanding.what import Reading, Understood
from search.understanding.where import GIVEN_POINT, LARGEST_KM

__all__ = ["GIVEN_POINT", "LARGEST_KM", "Understood", "understand"]


def understand(request: Request, index: SearchIndex) -> Understood:
    """Raises nothing: whatever is typed means something, if only words nobody uses."""
    return Reading(request, index).result()

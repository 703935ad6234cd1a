"""Offers as editors keep them."""

from cms.offers.models.ended import EndedOfferRecord
from cms.offers.models.offer import OfferPage
from cms.offers.models.venue import OfferVenue
from cms.offers.models.vocabulary import Category, Kind
from cms.offers.workflow import OfferApproval

__all__ = ["Category", "EndedOfferRecord", "Kind", "OfferApproval", "OfferPage", "OfferVenue"]

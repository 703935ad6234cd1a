"""What the editor should know before publishing: freshness, address, doubtful places."""

from typing import Any

from wagtail.admin.panels import Panel

from cms.offers.labels import LocationState


class OfferStatusPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "offers/status_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["offer"] = self.instance
            context["doubtful"] = [
                venue
                for venue in self.instance.venues.all()
                if venue.location_state == LocationState.DOUBTFUL
            ]
            return context

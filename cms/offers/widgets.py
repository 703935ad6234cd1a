"""The map of the venue form: Leaflet from here, nothing from or to a third party."""

import json
from typing import Any

from django import forms
from wagtailgeowidget.panels import LeafletPanel
from wagtailgeowidget.widgets import LeafletField

_TRANSLATIONS = {
    "error_message_invalid_location": "Bitte als Breite und Länge schreiben, z. B. 51.96,7.63",
    "enter_location": "Straße und Hausnummer",
    "initialize_map": "Karte öffnen",
}


class KindCheckboxes(forms.CheckboxSelectMultiple):
    """Each box knows its category, so that kinds.js can show only those that fit."""

    class Media:
        js = ("offers/kinds.js",)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-category"] = value.instance.category_id
        return option


class VenueMap(LeafletField):
    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        attrs = super().build_attrs(*args, **kwargs)
        options = json.loads(attrs["data-leaflet-field-options-value"])
        options["translations"] = _TRANSLATIONS
        # A stored point is shown at once; only an empty one waits until the field is entered.
        options["showEmptyLocation"] = not self.value_data
        attrs["data-leaflet-field-options-value"] = json.dumps(options)
        return attrs

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            css={
                "all": (
                    "wagtailgeowidget/css/leaflet-field.css",
                    "leaflet/leaflet.css",
                    "offers/venue_map.css",
                )
            },
            js=(
                "leaflet/leaflet.js",
                "wagtailgeowidget/js/leaflet-field.js",
                "wagtailgeowidget/js/leaflet-field-controller.js",
                "offers/venue_geocoder.js",
            ),
        )


class VenueMapPanel(LeafletPanel):
    def widget_overrides(self) -> dict[str, forms.Widget]:
        return {self.field_name: VenueMap(address_field=self.address_field, srid=4326)}

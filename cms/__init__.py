"""The editors' half: Django and Wagtail around the catalogue's published state."""

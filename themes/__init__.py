"""The one look of site, preview and search page."""

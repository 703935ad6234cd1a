"""The published state of the directory: offers, regions, offices, snapshot, addresses, pages."""

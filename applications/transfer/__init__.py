"""Handing an accepted application on to another system: what it gets, and how."""

"""Measurements of speed and size; `make bench` prints them, no test depends on them."""

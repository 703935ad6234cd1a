"""Makes the static site from a snapshot; the only package that imports Pelican."""

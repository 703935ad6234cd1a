"""Derives the register in content/data from installed packages; run by hand, never by the site."""

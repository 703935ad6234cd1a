"""Asking the catalogue: German analysis, understanding of questions, ranking, engines."""

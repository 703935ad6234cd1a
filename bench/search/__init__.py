"""How good the answers of the search are, measured with judged questions."""

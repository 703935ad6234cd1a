"""The search as static files: what the browser needs to answer like the reference engine."""

from search.browser_index.writing import write_browser_index

__all__ = ["write_browser_index"]

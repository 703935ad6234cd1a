"""Which pages the directory has, and what is on each: pure, used by site, preview and search."""

from catalogue.directory.directory import Directory
from catalogue.directory.pages import Crumb, Page, PageKind
from catalogue.directory.single import editorial_page

__all__ = ["Crumb", "Directory", "Page", "PageKind", "editorial_page"]

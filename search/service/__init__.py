"""The search as a service: the page `/suche/` and the interface `/api/suche` over one published
state, from files and an engine alone."""

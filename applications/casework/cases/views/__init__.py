"""The pages: what comes in is checked by a form, what changes is one call of a service."""

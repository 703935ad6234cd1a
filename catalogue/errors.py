"""What can be wrong with published data, said so that a person can act on it."""


class CatalogueError(ValueError):
    """Published data does not keep the contract; the text says where, what, and what to do."""

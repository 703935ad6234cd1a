"""The four roles of the editors' half and what each may do to pages below its own."""

from enum import StrEnum


class Role(StrEnum):
    STATE_EDITOR = "state_editor"
    DISTRICT_EDITOR = "district_editor"
    MUNICIPAL_EDITOR = "municipal_editor"
    MUNICIPAL_AUTHOR = "municipal_author"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Role.STATE_EDITOR: "Staatskanzlei",
    Role.DISTRICT_EDITOR: "Kreisredaktion",
    Role.MUNICIPAL_EDITOR: "Redaktion",
    Role.MUNICIPAL_AUTHOR: "Mitarbeit",
}

_EDITOR = ("add_page", "change_page", "publish_page", "unlock_page")

PAGE_PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.STATE_EDITOR: (*_EDITOR, "lock_page"),
    Role.DISTRICT_EDITOR: _EDITOR,
    Role.MUNICIPAL_EDITOR: _EDITOR,
    # May add, and change what is the own; publishing is somebody else's.
    Role.MUNICIPAL_AUTHOR: ("add_page",),
}

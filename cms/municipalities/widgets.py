"""Inputs of Wagtail's forms with what they lack."""

from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea


class LabelledRichTextArea(DraftailRichTextArea):
    """The text area that people type in is not the input its label stands for: name it, too."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any]) -> dict[str, Any]:
        self.options["ariaLabelledBy"] = f"{attrs['id']}-label"
        return super().get_context(name, value, attrs)

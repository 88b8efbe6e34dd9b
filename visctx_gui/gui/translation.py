"""Messages of the science in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from visctx_gui.plan.wording import Message

CONTEXT = "Message"


def translated(sentence: Message) -> str:
    """The sentence in the language of the window, its places filled in."""
    if not sentence.template:
        return ""
    return sentence.translated(translated_template)


def translated_template(template: str) -> str:
    """A text marked `translatable` without places, such as an option's title."""
    return QCoreApplication.translate(CONTEXT, template) if template else ""

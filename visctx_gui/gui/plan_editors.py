"""Editors for the fields of a plan: each gives a plain value or says why its text is none."""

from __future__ import annotations

import types
import typing
from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.fields import Option
from visctx_gui.plan.wording import PlanError, message, translatable

LARGEST_WHOLE_NUMBER = 2**31 - 1

CHOICE_TITLES = {
    "adam": translatable("Adam"),
    "sgd": translatable("SGD with momentum"),
    "auto": translatable("Automatic"),
    "cpu": translatable("CPU"),
    "cuda": translatable("NVIDIA card"),
    "mps": translatable("Apple graphics"),
    "none": translatable("None"),
    "stored": translatable("As stored"),
    "grey": translatable("Grey"),
    "colour": translatable("Colour"),
    "unit": translatable("Values 0 to 1"),
    "standard": translatable("Standardised"),
    "strokes": translatable("Strokes"),
    "max": translatable("Maximum of 2 x 2"),
    "average": translatable("Mean of 2 x 2"),
    "stride": translatable("Steps of 2 px"),
    "relu": translatable("ReLU"),
    "leaky_relu": translatable("Leaky ReLU"),
    "elu": translatable("ELU"),
    "gelu": translatable("GELU"),
    "tanh": translatable("Tanh"),
    "sigmoid": translatable("Sigmoid"),
    "batch": translatable("Batch"),
    "local_response": translatable("Local response"),
    "disc": translatable("Disc"),
    "ring": translatable("Ring"),
    "half field": translatable("Half field"),
    "left": translatable("Left"),
    "right": translatable("Right"),
    "upper": translatable("Upper"),
    "lower": translatable("Lower"),
}


def choice_title(choice: str) -> str:
    """What a person reads for a word of a plan, translated."""
    return translated_template(CHOICE_TITLES.get(choice, choice))


class FieldEditor(Protocol):
    """What the form needs of an editor, which is a `QWidget` too."""

    edited: SignalInstance

    def value(self) -> Any:
        """The value as the plan wants it; raises `PlanError` for a text that is none."""

    def set_value(self, value: Any) -> None:
        """Show a value without emitting `edited`."""


class ChoiceEditor(QComboBox):
    """One of a few words."""

    edited = Signal()

    def __init__(self, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for choice in choices:
            self.addItem(choice_title(choice), choice)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentIndexChanged.connect(self._announce)

    def value(self) -> str:
        """The chosen word of the plan."""
        return str(self.currentData())

    def set_value(self, value: Any) -> None:
        """Choose a word; one that was not offered yet is added."""
        blocked = self.blockSignals(True)
        if self.findData(value) < 0:
            self.addItem(choice_title(str(value)), value)
        self.setCurrentIndex(self.findData(value))
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel over a form scrolls the form, unless the field has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _announce(self, _index: int) -> None:
        self.edited.emit()


class WholeNumberEditor(QSpinBox):
    """A whole number; also impossible ones can be typed, so that the reason can be shown."""

    edited = Signal()

    def __init__(self, facts: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(-LARGEST_WHOLE_NUMBER, LARGEST_WHOLE_NUMBER)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._minimum, self._maximum = facts.minimum, facts.maximum
        self.valueChanged.connect(self._announce)

    def set_value(self, value: Any) -> None:
        """Show a number."""
        blocked = self.blockSignals(True)
        self.setValue(int(value))
        self.blockSignals(blocked)

    def stepBy(self, steps: int) -> None:
        """The arrows stay inside the range."""
        wanted = self.value() + steps
        self.setValue(int(min(max(wanted, self._minimum), self._maximum)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel over a form scrolls the form, unless the field has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _announce(self, _value: int) -> None:
        self.edited.emit()


class TextEditor(QLineEdit):
    """A number, a list of numbers or words, or a text; empty means the usual value where one exists."""

    edited = Signal()

    def __init__(self, item_type: Any, is_list: bool, is_optional: bool) -> None:
        super().__init__()
        self._item_type, self._is_list, self._is_optional = item_type, is_list, is_optional
        if is_optional:
            self.setPlaceholderText(self.tr("as usual"))
        self.textEdited.connect(self._announce)

    def value(self) -> Any:
        """The value of the text.

        Raises
        ------
        PlanError
            For a text that is no number.
        """
        text = self.text().strip()
        if self._is_optional and not text:
            return None
        if self._is_list:
            return tuple(
                self._item(part) for part in text.replace(";", ",").split(",") if part.strip()
            )
        return self._item(text.replace(",", ".") if self._item_type is float else text)

    def set_value(self, value: Any) -> None:
        """Show a value."""
        values = value if isinstance(value, tuple) else (value,)
        self.setText("" if value is None else ", ".join(_text(one) for one in values))
        self.setCursorPosition(0)

    def _item(self, text: str) -> Any:
        text = text.strip()
        if self._item_type is str:
            return text
        try:
            return self._item_type(text)
        except ValueError as error:
            words = (
                translatable("'{text}' is not a whole number.")
                if self._item_type is int
                else translatable("'{text}' is not a number.")
            )
            raise PlanError(message(words, text=text)) from error

    def _announce(self, _text: str) -> None:
        self.edited.emit()


def _text(value: Any) -> str:
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)


def editor_for(hint: Any, facts: Option, choices: Sequence[str]) -> QWidget:
    """The editor for a field.

    Parameters
    ----------
    hint : type
        The field's type: int, float, str, tuples of these, each or None.
    facts : Option
        Range and choices of the field.
    choices : sequence of str
        Offered instead of the option's own where it has none.

    Returns
    -------
    QWidget
        That is a `FieldEditor` too.
    """
    offered = facts.choices or tuple(choices)
    if hint is str and offered:
        return ChoiceEditor(offered)
    if hint is int:
        return WholeNumberEditor(facts)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(one for one in arguments if one is not type(None))
        return TextEditor(inner, is_list=False, is_optional=True)
    if origin is tuple:
        return TextEditor(arguments[0], is_list=True, is_optional=False)
    return TextEditor(hint, is_list=False, is_optional=False)

"""A form made from the options of a plan: what cannot be done is refused at the field, while typing."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from visctx_gui.gui.plan_editors import FieldEditor, editor_for
from visctx_gui.gui.translation import translated, translated_template
from visctx_gui.plan.fields import option_of
from visctx_gui.plan.wording import PlanError

_CELLS_PER_FIELD = 2  # title, editor with unit


class PlanForm(QWidget):
    """Edits some fields of a plan; the others keep the values of the plan that was set.

    Parameters
    ----------
    plan : dataclass instance
        Made of fields by `plan.fields.option`.
    section : str
        The plan's name in refusals, such as ``training``.
    names : sequence of str
        The fields to show, in order.
    check : callable
        Raises `PlanError` for a plan that cannot be carried out.
    columns : int
        Fields beside each other.
    choices : mapping, optional
        Words to offer for a text field whose option names none.

    Attributes
    ----------
    changed : Signal
        After each edit, also one that is refused.
    """

    changed = Signal()

    def __init__(
        self,
        plan: Any,
        section: str,
        names: Sequence[str],
        check: Callable[[Any], None],
        *,
        columns: int = 1,
        choices: Mapping[str, Sequence[str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan = plan
        self._section = section
        self._check = check
        self._editors: dict[str, QWidget] = {}
        self._refusals: dict[str, QLabel] = {}
        self.refusal: PlanError | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        hints = typing.get_type_hints(type(plan))
        for place, name in enumerate(names):
            self._add(name, hints[name], place, columns, (choices or {}).get(name, ()))
        self._general = self._refusal_label()
        self._grid.addWidget(self._general, 2 * len(names) + 1, 0, 1, _CELLS_PER_FIELD * columns)
        for column in range(columns):
            self._grid.setColumnStretch(_CELLS_PER_FIELD * column + 1, 1)
        self.set_plan(plan)

    def _add(self, name: str, hint: Any, place: int, columns: int, choices: Sequence[str]) -> None:
        facts = option_of(self._plan, name)
        editor = editor_for(hint, facts, choices)
        title = QLabel(translated_template(facts.title))
        title.setBuddy(editor)
        tooltip = translated_template(facts.help)
        for widget in (title, editor):
            widget.setToolTip(tooltip)
        editor.setObjectName(f"{self._section}.{name}")
        editor.setAccessibleName(title.text())
        editor.setAccessibleDescription(tooltip)
        editor.setMinimumWidth(72)
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        refusal = self._refusal_label()
        row, cell = 2 * (place // columns), _CELLS_PER_FIELD * (place % columns)
        self._grid.addWidget(title, row, cell, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(_with_unit(editor, facts.unit), row, cell + 1)
        self._grid.addWidget(refusal, row + 1, cell, 1, _CELLS_PER_FIELD)
        cast(FieldEditor, editor).edited.connect(self._edited)
        self._editors[name], self._refusals[name] = editor, refusal

    def _refusal_label(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setVisible(False)
        return label

    def add_row(self, title: str, editor: QWidget) -> None:
        """Put one more field, which is not part of the plan, under the others."""
        label = QLabel(title)
        label.setBuddy(editor)
        label.setToolTip(editor.toolTip())
        row = 2 * len(self._editors)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(editor, row, 1)

    def editor(self, name: str) -> QWidget:
        """The editor of a field."""
        return self._editors[name]

    def plan(self) -> Any | None:
        """The plan as the fields say, None while one of them is refused."""
        return None if self.refusal else self._plan

    def set_plan(self, plan: Any) -> None:
        """Show another plan."""
        self._plan = plan
        for name, editor in self._editors.items():
            cast(FieldEditor, editor).set_value(getattr(plan, name))
        self.check_again()

    def check_again(self) -> None:
        """Check what the fields say, for instance because other data were loaded."""
        self.refusal = None
        try:
            self._read()
            self._check(self._plan)
        except PlanError as error:
            self.refusal = error
        self._show_refusal()

    def _read(self) -> None:
        values: dict[str, Any] = {}
        for name, editor in self._editors.items():
            try:
                values[name] = cast(FieldEditor, editor).value()
            except PlanError as error:
                raise PlanError(
                    error.what, error.advice, field=f"{self._section}.{name}"
                ) from error
        self._plan = replace(self._plan, **values)

    def _edited(self) -> None:
        self.check_again()
        self.changed.emit()

    def _show_refusal(self) -> None:
        wrong = self.refusal.field.removeprefix(f"{self._section}.") if self.refusal else ""
        text = ""
        if self.refusal is not None:
            text = f"{translated(self.refusal.what)} {translated(self.refusal.advice)}".strip()
        for name, editor in self._editors.items():
            _mark(editor, self._refusals[name], text if name == wrong else "", self.palette())
        known = wrong in self._editors
        _mark(None, self._general, "" if known else text, self.palette())


def _with_unit(editor: QWidget, unit: str) -> QWidget:
    if not unit:
        return editor
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(editor, 1)
    row.addWidget(QLabel(translated_template(unit)))
    return box


def _mark(editor: QWidget | None, label: QLabel, text: str, usual: QPalette) -> None:
    if label.text() == text and label.isHidden() == (not text):
        return
    red = usual.color(QPalette.ColorRole.BrightText)
    marked = QPalette(usual)
    marked.setColor(QPalette.ColorRole.WindowText, red)
    marked.setColor(QPalette.ColorRole.Text, red)
    label.setText(text)
    label.setPalette(marked)
    label.setVisible(bool(text))
    if editor is not None:
        editor.setPalette(marked if text else QPalette())
        editor.setProperty("refused", bool(text))

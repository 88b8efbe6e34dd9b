"""The page of named sets: kept, combined, and compared by what they do to two groups of classes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.lesion_messages import CompareSets, Dissociation
from visctx_gui.gui.named_sets import NamedSets
from visctx_gui.gui.panels.bench_page import BenchPage, part_of, row_of
from visctx_gui.gui.panels.class_group import ClassGroup
from visctx_gui.gui.panels.dissociation_pictures import dissociation_picture, verdict_words
from visctx_gui.gui.panels.folding_row import FoldingRow
from visctx_gui.gui.panels.run_bar import RunBar
from visctx_gui.gui.panels.set_list import SetList
from visctx_gui.gui.panels.split_picker import SplitPicker
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.style import small
from visctx_gui.gui.translation import translated
from visctx_gui.gui.widgets.dissociation_view import DissociationView
from visctx_gui.plan.unit_sets import Combination, UnitSet, check_unit_set
from visctx_gui.plan.wording import PlanError
from visctx_gui.presentation.dissociation import Dissociation as DissociationPicture
from visctx_gui.presentation.numbers import count_text

PLACE = "bench_sets"
LEAST_PICTURE = 88  # pixels of height, so that the page fits its place


class SetsPage(BenchPage):
    """The list at the left; two sets, two groups of classes and their picture at the right."""

    def __init__(
        self,
        client: EngineClient,
        selection: Selection,
        named_sets: NamedSets,
        parent: QWidget | None = None,
    ) -> None:
        words = self.tr("Compare")
        tooltip = self.tr("Measure what each of the two sets does to each of the two groups")
        empty = self.tr(
            "Which set matters for which classes will stand here. Keep a lesion as a set, then another, and compare the two."
        )
        super().__init__(client, selection, RunBar(words, tooltip), (empty, words), parent)
        self._sets = named_sets
        self._asked: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))
        self._verdict_with_names = ""
        self.list = SetList(client, selection, named_sets, self)
        self.set_a = self._set_picker(self.tr("Set A"))
        self.set_b = self._set_picker(self.tr("Set B"))
        self._make_combinations()
        self.group_1 = ClassGroup(
            self.tr("Classes 1"),
            self.tr("First group of classes: tick those that belong to it"),
            self,
        )
        self.group_2 = ClassGroup(
            self.tr("Classes 2"),
            self.tr("Second group of classes: tick those that belong to it"),
            self,
        )
        self.split_picker = SplitPicker(client, self)
        self.view = DissociationView(self)
        self.view.setMinimumHeight(LEAST_PICTURE)
        self.verdict = QLabel(self)
        self.verdict.setFont(small(self.font()))
        self.verdict.setWordWrap(True)
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.verdict.setFixedHeight(2 * self.verdict.fontMetrics().lineSpacing() + 2)
        self._lay_out_parts()
        self.list.told.connect(self.run_bar.say)
        self.list.refused.connect(self._show_refusal)
        self.view.value_hovered.connect(self.value_hovered)
        self.view.export_wanted.connect(self._save)
        named_sets.changed.connect(self._offer_sets)
        selection.lesion_changed.connect(self._follow_lesion)
        self.connect_page()
        self._offer_sets()
        self.show_data()

    # ---- making -------------------------------------------------------------------------------

    def _set_picker(self, title: str) -> QComboBox:
        picker = QComboBox(self)
        picker.setAccessibleName(title)
        picker.setToolTip(title)
        picker.setMinimumContentsLength(4)
        picker.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return picker

    def _make_combinations(self) -> None:
        tips: dict[Combination, tuple[str, str]] = {
            "and": (self.tr("and"), self.tr("A new set: units that are in both A and B")),
            "or": (self.tr("or"), self.tr("A new set: units that are in A or in B")),
            "minus": (self.tr("minus"), self.tr("A new set: units that are in A but not in B")),
        }
        self.combinations: dict[Combination, QPushButton] = {}
        for how, (text, tooltip) in tips.items():
            button = QPushButton(text, self)
            button.setObjectName(how)
            button.setToolTip(tooltip)
            button.setAccessibleName(text)
            button.setMinimumWidth(button.fontMetrics().horizontalAdvance(text) + 12)
            button.clicked.connect(self._combine)
            self.combinations[how] = button

    def _lay_out_parts(self) -> None:
        result = QWidget(self)
        column = QVBoxLayout(result)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.verdict)
        chosen = part_of(
            QLabel(self.tr("A"), self),
            self.set_a,
            QLabel(self.tr("B"), self),
            self.set_b,
            stretch_last=True,
        )
        row = chosen.layout()
        assert isinstance(row, QHBoxLayout)
        row.setStretchFactor(self.set_a, 1)
        pair = FoldingRow(chosen, part_of(*self.combinations.values()), self, first_grows=True)
        left = QWidget(self)
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        for part in (self.list, self.group_1, self.group_2):
            lines.addWidget(part)
        bar = row_of(self.split_picker, self.run_bar, stretch_last=True)
        self.lay_out([pair, bar], result, beside=left)

    # ---- sets ---------------------------------------------------------------------------------

    @Slot()
    def _offer_sets(self) -> None:
        names = self._sets.names
        for place, picker in enumerate((self.set_a, self.set_b)):
            before = picker.currentText()
            blocked = QSignalBlocker(picker)
            picker.clear()
            picker.addItems(names)
            kept = picker.findText(before)
            picker.setCurrentIndex(kept if kept >= 0 else min(place, len(names) - 1))
            blocked.unblock()
        if len(names) >= 2 and self.set_a.currentIndex() == self.set_b.currentIndex():
            self.set_b.setCurrentIndex(1 if self.set_a.currentIndex() == 0 else 0)
        for button in self.combinations.values():
            button.setEnabled(len(names) >= 2)
        self.show_emptiness()

    def show_emptiness(self) -> None:
        super().show_emptiness()
        if len(self._sets.names) < 2:
            self.run_bar.start_button.setEnabled(False)
            if self.result is None and self._client.data is not None:
                sentence, _ = self._empty_words
                self.empty_note.set_words(
                    sentence,
                    self.tr("Keep the current lesion as a set"),
                    self.list.keep_button.toolTip(),
                )
        self.empty_note.button.setEnabled(
            self._client.data is None or bool(self._sets.names[1:]) or bool(self._selection.lesion)
        )

    def fill(self) -> None:
        if self._client.data is not None and len(self._sets.names) < 2:
            self.list.keep_lesion()
        else:
            super().fill()

    @Slot()
    def _follow_lesion(self) -> None:
        self.show_emptiness()

    @property
    def _pair(self) -> tuple[UnitSet, UnitSet] | None:
        a, b = (self._sets.named(one.currentText()) for one in (self.set_a, self.set_b))
        return (a, b) if a is not None and b is not None else None

    @Slot()
    def _combine(self) -> None:
        button, pair = self.sender(), self._pair
        if pair is None or button is None:
            return
        how: Combination = button.objectName()  # type: ignore[assignment]
        names = {
            "and": self.tr("{a} and {b}"),
            "or": self.tr("{a} or {b}"),
            "minus": self.tr("{a} minus {b}"),
        }
        a, b = pair
        name = names[how].format(a=a.name, b=b.name)
        (added,) = self._sets.add([a.combined(how, b, name)])
        words = self.tr("New set '{name}': {n} units")
        self.run_bar.say(words.format(name=added.name, n=count_text(len(added.units))))

    # ---- comparing ----------------------------------------------------------------------------

    def show_data(self) -> None:
        """Halves of the classes, until a person chooses others."""
        data = self._client.data
        if data is not None:
            count = len(data.class_names)
            half = (count + 1) // 2
            self.group_1.offer(data.class_names, range(half))
            self.group_2.offer(data.class_names, range(half, count))

    def request(self) -> CompareSets | None:
        pair, network = self._pair, self._client.network
        classes = self.group_1.classes, self.group_2.classes
        if pair is None or network is None:
            return None
        if not all(classes) or set(classes[0]) & set(classes[1]):
            self.run_bar.say(self.tr("Each class may be in one group, and neither group empty."))
            return None
        try:
            for one in pair:
                check_unit_set(one, network.plan)
        except PlanError as error:
            self._show_refusal(error)
            return None
        self._asked = (pair[0].name, pair[1].name), (self.group_1.words, self.group_2.words)
        kind = self._selection.kind
        return CompareSets(
            lesion_a=pair[0].lesion(kind),
            lesion_b=pair[1].lesion(kind),
            classes_1=classes[0],
            classes_2=classes[1],
            split=self.split_picker.split,
            place=PLACE,
        )

    def show_result(self, result: Dissociation) -> None:
        sets, groups = self._asked
        self.view.set_dissociation(dissociation_picture(result, sets, groups))
        words = verdict_words(
            result, (self.tr("A"), self.tr("B")), (self.tr("classes 1"), self.tr("classes 2"))
        )
        self.verdict.setText(words)
        self.verdict.setToolTip(words)
        self._verdict_with_names = verdict_words(result, sets, groups)

    def measured_on(self, result: Dissociation) -> str:
        n = sum(share.n for share in result.intact)
        words = self.tr("{n} {split} images, at step {step}")
        return words.format(
            n=count_text(n), split=self.split_word(result.split), step=count_text(result.step)
        )

    def grey(self, grey: bool) -> None:
        self.view.set_waiting(grey)
        self.verdict.setEnabled(not grey)

    @Slot(object)
    def _show_refusal(self, error: PlanError) -> None:
        words = (translated(error.what), translated(error.advice))
        self.run_bar.say(" ".join(part for part in words if part))

    @Slot(object)
    def _save(self, picture: DissociationPicture) -> None:
        """In a file the verdict stands below the picture, with the names of sets and classes."""
        self.saver.save(replace(picture, note=self._verdict_with_names), "double-dissociation")

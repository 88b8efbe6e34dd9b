"""What all pages of the lesion bench do alike: ask, grow, stop, grow old, be empty."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import (
    DataFacts,
    Failed,
    NetworkFacts,
    OpenData,
    TrainingSnapshot,
)
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.panels.picture_saver import PictureSaver
from visctx_gui.gui.panels.run_bar import RunBar
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.translation import translated
from visctx_gui.gui.widgets.empty_note import EmptyNote
from visctx_gui.plan.data import DataPlan
from visctx_gui.presentation.numbers import count_text

LEAST_PICTURE_HEIGHT = 112  # pixels; a page fits its place in the smallest usual window


class BenchPage(QWidget):
    """Base of the pages. It asks only when a person presses its button.

    A page overrides `request`, `show_result`, `fraction`, `measured_on`, `grey` and `forget`.

    Attributes
    ----------
    result : object or None
        What is shown.
    value_hovered : Signal(str)
    """

    value_hovered = Signal(str)

    def __init__(
        self,
        client: EngineClient,
        selection: Selection,
        run_bar: RunBar,
        empty_words: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._client, self._selection = client, selection
        self.run_bar = run_bar
        self.result: Any = None
        self._weights = ""
        self._empty_words = empty_words
        self.empty_note = EmptyNote("", parent=self)
        self.answer = NewestAnswer(client, self)
        self.saver = PictureSaver(client, self)
        self._is_stale = False

    # ---- what a page says of itself -----------------------------------------------------------

    def request(self) -> Any:
        """What the start button asks, None where something is missing."""
        raise AssertionError("each page has a question of its own")

    def show_result(self, result: Any) -> None:
        """Show what was measured, all or a part of it."""

    def fraction(self, result: Any) -> float:
        """How much of it is measured, 0..1."""
        return 1.0

    def measured_on(self, result: Any) -> str:
        """What the numbers were measured on."""
        return ""

    def grey(self, grey: bool) -> None:
        """Make old numbers look old."""

    def forget(self) -> None:
        """The network or the images are others: nothing shown is of them."""

    # ---- making -------------------------------------------------------------------------------

    def lay_out(
        self, rows: list[QLayout | QWidget], content: QWidget, beside: QWidget | None = None
    ) -> None:
        """Rows of controls above, what was measured or the empty note below; `beside` at the left."""
        main = QWidget(self)
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for row in rows:
            if isinstance(row, QWidget):
                column.addWidget(row)
            else:
                column.addLayout(row)
        below = QWidget(self)
        self._pages = QStackedLayout(below)
        self._pages.addWidget(self.empty_note)
        self._pages.addWidget(content)
        column.addWidget(below, 1)
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        if beside is not None:
            parts.addWidget(beside)
        parts.addWidget(main)
        parts.setStretchFactor(parts.count() - 1, 1)
        parts.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 2, 8, 2)
        whole.addWidget(parts)

    def connect_page(self) -> None:
        """Follow the engine from now on; the last step of making a page."""
        self.run_bar.start_wanted.connect(self.start)
        self.run_bar.stop_wanted.connect(self.answer.cancel)
        self.empty_note.wanted.connect(self.fill)
        self.answer.partly.connect(self._on_part)
        self.answer.arrived.connect(self._on_result)
        self.answer.cancelled.connect(self._on_cancelled)
        self.answer.failed.connect(self._on_failure)
        self._client.network_changed.connect(self._follow_network)
        self._client.data_changed.connect(self._follow_data)
        self._client.training_moved.connect(self._follow_training)
        self._plan = self._client.network.plan if self._client.network is not None else None
        self._data_sha256 = self._client.data.sha256 if self._client.data is not None else ""
        self.show_emptiness()

    # ---- asking -------------------------------------------------------------------------------

    @property
    def is_loaded(self) -> bool:
        """Whether there are a network and images."""
        return self._client.network is not None and self._client.data is not None

    @property
    def class_names(self) -> tuple[str, ...]:
        """Names of the classes of the images, else those that the network was trained on."""
        network, data = self._client.network, self._client.data
        if data is not None:
            return data.class_names
        return network.class_names if network is not None else ()

    @Slot()
    def start(self) -> None:
        """Ask what the fields say."""
        wanted = self.request() if self.is_loaded else None
        if wanted is not None:
            self.ask(wanted)

    def ask(self, wanted: Any) -> None:
        """Ask; what was shown is old from now on."""
        self.run_bar.begin()
        self.grey(True)
        network = self._client.network
        self._weights = network.weights_sha256 if network is not None else ""
        self.answer.ask(wanted)
        self.show_emptiness()

    @Slot()
    def fill(self) -> None:
        """What the button of the empty note does."""
        if self._client.data is None:
            self._client.ask(OpenData(data=DataPlan()))
        else:
            self.start()

    # ---- being answered -----------------------------------------------------------------------

    @Slot(object)
    def _on_part(self, result: Any) -> None:
        self._take(result)
        self.run_bar.show_progress(self.fraction(result), self.measured_on(result))

    @Slot(object)
    def _on_result(self, result: Any) -> None:
        self._take(result)
        self.run_bar.end(self.measured_on(result))
        if self._weights_are_others(self._client.network):
            self._grow_old()  # they changed while it was measured

    def _take(self, result: Any) -> None:
        self.result = result
        self._is_stale = False
        self.grey(False)
        self.show_result(result)
        self.show_emptiness()

    @Slot()
    def _on_cancelled(self) -> None:
        if self.result is None:
            self.run_bar.end("")
        else:
            words = self.tr("stopped: {measured}")
            self.run_bar.end(words.format(measured=self.measured_on(self.result)))
        self.show_emptiness()

    @Slot(object)
    def _on_failure(self, failed: Failed) -> None:
        words = (translated(failed.what), translated(failed.advice))
        self.run_bar.end(" ".join(part for part in words if part))
        self.show_emptiness()

    # ---- growing old --------------------------------------------------------------------------

    @Slot(object)
    def _follow_network(self, network: NetworkFacts | None) -> None:
        plan = network.plan if network is not None else None
        if plan != self._plan:
            self._plan = plan
            self._drop()
            self.show_network()
        elif self._weights_are_others(network):
            self._grow_old()
        self.show_emptiness()

    def _weights_are_others(self, network: NetworkFacts | None) -> bool:
        """Whether a network has other weights than at the newest question."""
        return network is not None and network.weights_sha256 != self._weights

    def show_network(self) -> None:
        """Offer the layers of the network that is loaded now."""

    @Slot(object)
    def _follow_data(self, data: DataFacts | None) -> None:
        sha256 = data.sha256 if data is not None else ""
        if sha256 != self._data_sha256:
            self._data_sha256 = sha256
            self._drop()
            self.show_data()
        self.show_emptiness()

    def show_data(self) -> None:
        """Offer the classes of the images that are loaded now."""

    @Slot(object)
    def _follow_training(self, snapshot: TrainingSnapshot) -> None:
        if self.result is not None and snapshot.step != self.result.step:
            self._grow_old()

    def _grow_old(self) -> None:
        if self.result is None or self._is_stale or self.answer.waiting:
            return
        self._is_stale = True
        self.grey(True)
        words = self.tr("{measured}; the network has changed since")
        self.run_bar.say(words.format(measured=self.measured_on(self.result)))

    def _drop(self) -> None:
        self.answer.forget()
        self.result = None
        self._is_stale = False
        self.grey(False)
        self.run_bar.end("")
        self.forget()

    # ---- showing ------------------------------------------------------------------------------

    def show_emptiness(self) -> None:
        """The empty note while nothing is measured, otherwise what was measured."""
        self._pages.setCurrentIndex(0 if self.result is None else 1)
        if self._client.data is None:
            self.empty_note.set_words(
                self.tr("What lesions do to the answers will stand here; it needs images."),
                self.tr("Open the built-in digits"),
                self.tr("1,797 handwritten digits that ship with the program"),
            )
        elif self.answer.waiting:
            self.empty_note.set_words(self.tr("The first numbers are on their way."))
        else:
            sentence, button = self._empty_words
            self.empty_note.set_words(sentence, button, self.run_bar.start_button.toolTip())
        self.run_bar.start_button.setEnabled(self.is_loaded and not self.answer.waiting)

    def split_word(self, split: str) -> str:
        """What a split is called."""
        words = {"train": self.tr("training"), "validation": self.tr("validation")}
        return words.get(split, self.tr("test"))

    def images_words(self, n: int, n_all: int, split: str, step: int) -> str:
        """How many images, which, at which step."""
        words = (
            self.tr("all {n_all} {split} images, at step {step}")
            if n == n_all
            else self.tr("{n} of {n_all} {split} images, at step {step}")
        )
        return words.format(
            n=count_text(n),
            n_all=count_text(n_all),
            split=self.split_word(split),
            step=count_text(step),
        )


def row_of(*parts: QWidget, stretch_last: bool = False) -> QHBoxLayout:
    """Widgets in a row; the last one takes the rest, or nothing does."""
    row = QHBoxLayout()
    row.setSpacing(4)
    for part in parts:
        row.addWidget(part)
    if stretch_last:
        row.setStretchFactor(parts[-1], 1)
    else:
        row.addStretch(1)
    return row


def part_of(*parts: QWidget, stretch_last: bool = False) -> QWidget:
    """A row as one widget, for a place that may fold."""
    part = QWidget()
    row = row_of(*parts, stretch_last=stretch_last)
    row.setContentsMargins(0, 0, 0, 0)
    part.setLayout(row)
    return part

"""What the network sees of the current image, and what it answers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import ActivationView, Failed, ViewActivations
from visctx_gui.gui.elided_label import ElidedLabel
from visctx_gui.gui.panels.activation_pictures import answer_names, image_words, score_bars
from visctx_gui.gui.panels.late_veil import LateVeil
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.panels.picture_saver import PictureSaver
from visctx_gui.gui.panels.when_visible import PaintGate, WhenVisible
from visctx_gui.gui.selection import Selection
from visctx_gui.gui.style import GRID, small
from visctx_gui.gui.translation import translated
from visctx_gui.gui.widgets.bar_plot import BarPlotView
from visctx_gui.gui.widgets.image_view import ImageView

PLACE = "images"
LOWEST, HIGHEST = 20 * GRID, 28 * GRID  # ten classes are seen at once
NARROWEST_PICTURE = 17 * GRID  # its title is readable


class CurrentImage(QWidget):
    """The network's input beside the class scores; follows image, lesion and training."""

    def __init__(
        self, client: EngineClient, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._client, self._selection = client, selection
        self._shown: ViewActivations | None = None
        self.caption = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self.caption.setFont(small(self.font(), bold=True))
        self.picture = ImageView(self.tr("what the network sees"), self)
        self.picture.setMinimumWidth(NARROWEST_PICTURE)
        self.picture.setToolTip(
            self.tr("The image after everything that was done to make it fit, before normalisation")
        )
        self.scores = BarPlotView(self)
        self.note = QLabel(self)
        self.note.setFont(small(self.font()))
        self.note.setWordWrap(True)
        self.note.hide()
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.picture, 2)
        row.addWidget(self.scores, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.caption)
        column.addLayout(row, 1)
        column.addWidget(self.note)
        self.setMinimumHeight(LOWEST)
        self.setMaximumHeight(HIGHEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._veil = LateVeil((self.picture, self.scores), self)
        self._visible = WhenVisible(self)
        self._gate = PaintGate(self.picture)
        self._answer = NewestAnswer(client, self)
        self._saver = PictureSaver(client, self)
        self._connect()

    def _connect(self) -> None:
        self._visible.due.connect(self._ask)
        self._gate.due.connect(self._ask)
        self._answer.arrived.connect(self._show)
        self._answer.failed.connect(self._show_failure)
        self._answer.cancelled.connect(self._gate.open)
        self._client.network_changed.connect(self._want)
        self._client.data_changed.connect(self._want)
        self._client.training_moved.connect(self._gate.want)
        self._client.training_ended.connect(self._want)
        self._selection.image_changed.connect(self._want)
        self._selection.lesion_changed.connect(self._want)
        self.scores.export_wanted.connect(self._save)

    @Slot()
    def _want(self) -> None:
        self._visible.want()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HIGHEST)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._visible.shown()

    @Slot()
    def _ask(self) -> None:
        network, image = self._client.network, self._selection.image
        if network is None or (self._client.data is None and image.kind == "data"):
            return
        request = ViewActivations(
            layer=network.rows[-1].name, image=image, lesion=self._selection.lesion, place=PLACE
        )
        if request != self._shown:
            self._veil.wait()
        self._gate.close()
        self._answer.ask(request)

    @Slot(object)
    def _show(self, view: ActivationView) -> None:
        request = self._answer.request
        assert isinstance(request, ViewActivations)
        self._shown = request
        self._veil.lift()
        data, network = self._client.data, self._client.network
        names = data.class_names if data is not None else answer_names(network, data)
        self.picture.set_picture(view.input_picture)
        self.scores.set_bars(score_bars(view, answer_names(network, data)))
        self.caption.setText(
            self.tr("Current image: {image}").format(
                image=image_words(request.image, view.label, names)
            )
        )
        self._say(translated(view.note))
        self._gate.answer_shown()

    @Slot(object)
    def _show_failure(self, failed: Failed) -> None:
        self._veil.lift()
        self.picture.set_picture(None)
        self.scores.set_bars(None)
        self.caption.setText("")
        words = (translated(failed.what), translated(failed.advice))
        self._say(" ".join(part for part in words if part))
        self._gate.open()

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    @Slot(object)
    def _save(self, drawing: object) -> None:
        self._saver.save(drawing, "scores")

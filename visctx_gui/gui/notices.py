"""What the program has to say: in a banner above the panels, and in the log."""

from __future__ import annotations

import logging

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QToolBar, QVBoxLayout, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import Announcement, Failed
from visctx_gui.gui.style import GRID
from visctx_gui.gui.translation import translated
from visctx_gui.gui.widgets.message_banner import MessageBanner, Severity
from visctx_gui.plan.wording import Message, ReportableError, message, translatable

_logger = logging.getLogger("visctx_gui")

NOTE_SECONDS = 8
UNEXPECTED = translatable("Something unexpected happened: {reason}")
CARRY_ON = translatable(
    "You can go on working; save the network before closing, and send the details."
)


class Notices(QObject):
    """Shows failures, refusals and announcements, without ever stopping a person's work.

    Parameters
    ----------
    window : QMainWindow
        Gets the banner as a line of its own under the toolbar.
    """

    def __init__(self, window: QMainWindow, client: EngineClient) -> None:
        super().__init__(window)
        self._window = window
        self.banner = MessageBanner()
        self._bar = QToolBar(self.tr("Messages"), window)
        self._bar.setObjectName("messages_toolbar")
        self._bar.setMovable(False)
        self._bar.setContentsMargins(0, 0, 0, 0)
        self._bar.toggleViewAction().setVisible(False)
        self._line = QWidget()
        self._line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self._line)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        self._bar.addWidget(self._line)
        window.addToolBarBreak()
        window.addToolBar(self._bar)
        self._bar.hide()
        self._note_timer = QTimer(self)
        self._note_timer.setSingleShot(True)
        self._note_timer.timeout.connect(self._close_note)
        self.banner.installEventFilter(self)
        window.installEventFilter(self)
        client.failed.connect(self.show_failed)
        client.announced.connect(self.show_announcement)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line is there while the banner has something to say, as high as its words need."""
        kind = event.type()
        if watched is self._window:
            if kind == QEvent.Type.Resize:
                self._fit()
        elif kind in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.follow_banner()
        elif kind == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def follow_banner(self) -> None:
        """Show or hide the line; also needed after a layout was restored."""
        self._bar.setVisible(bool(self.banner.messages))
        self._fit()

    def _fit(self) -> None:
        layout = self.banner.layout()
        if layout is not None and self.banner.messages:
            height = layout.totalHeightForWidth(self._window.width() - 2 * GRID)
            self._line.setFixedHeight(height if height > 0 else layout.sizeHint().height())

    @Slot(object)
    def show_failed(self, failed: Failed) -> None:
        """A request failed; nothing has changed."""
        self._show(failed.what, failed.advice, failed.details, "error")

    @Slot(object)
    def show_refused(self, error: ReportableError) -> None:
        """Something was asked that cannot be done."""
        self._show(error.what, error.advice, "", "warning")

    @Slot(object)
    def show_announcement(self, announcement: Announcement) -> None:
        """The engine says something by itself: in the log, and as a line where it asks for attention."""
        text = f"{translated(announcement.what)} {translated(announcement.advice)}".strip()
        _logger.info("%s %s", announcement.what.english(), announcement.advice.english())
        if announcement.advice.template:
            self._show_note(text)

    def show_unexpected(self, reason: str, details: str) -> None:
        """A mistake of the program: shown with its traceback, already in the log."""
        self._put(message(UNEXPECTED, reason=reason), message(CARRY_ON), details, "error")

    def tell(self, text: str) -> None:
        """A short good message, such as where a file went."""
        _logger.info(text)
        self._show_note(text)

    def _show_note(self, text: str) -> None:
        self.banner.show_message(text, severity="note")
        self._note_timer.start(NOTE_SECONDS * 1000)

    @Slot()
    def _close_note(self) -> None:
        messages = self.banner.messages
        if messages and messages[-1].severity == "note":
            self.banner.close_newest()

    def _show(self, what: Message, advice: Message, details: str, kind: Severity) -> None:
        level = {"error": logging.ERROR, "warning": logging.WARNING}.get(kind, logging.INFO)
        _logger.log(level, "%s %s", what.english(), advice.english())
        if details:
            _logger.error(details)
        self._put(what, advice, details, kind)

    def _put(self, what: Message, advice: Message, details: str, kind: Severity) -> None:
        self.banner.show_message(translated(what), translated(advice), details, kind)

"""The card of the first minute: four things to do, over the window, gone with one click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from visctx_gui.gui.icons import icon
from visctx_gui.gui.style import GRID

_WIDTH = 560


class WelcomeCard(QFrame):
    """Lies over the middle of a window and follows its size.

    Attributes
    ----------
    train_wanted, lesion_wanted, images_wanted, experiments_wanted : Signal
        The four things to do; the card closes with each.
    shown_at_start_changed : Signal(bool)
        The check box.
    """

    train_wanted = Signal()
    lesion_wanted = Signal()
    images_wanted = Signal()
    experiments_wanted = Signal()
    shown_at_start_changed = Signal(bool)

    def __init__(self, window: QWidget, shown_at_start: bool) -> None:
        super().__init__(window)
        self._window = window
        self._choices: list[_Choice] = []
        self.setObjectName("welcome_card")
        self.setAccessibleName(self.tr("Welcome"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)  # stands out from what lies behind
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(self._make_head())
        column.addWidget(self._make_explanation())
        column.addLayout(self._make_choices())
        self.at_start = QCheckBox(self.tr("Show this at the start"), self)
        self.at_start.setChecked(shown_at_start)
        self.at_start.setToolTip(self.tr("View > Welcome card brings it back at any time."))
        self.at_start.toggled.connect(self.shown_at_start_changed)
        column.addWidget(self.at_start)
        window.installEventFilter(self)
        self.hide()

    def _make_head(self) -> QHBoxLayout:
        title = QLabel(self.tr("A small visual cortex, ready to be looked into"), self)
        font = title.font()
        font.setPixelSize(18)
        font.setBold(True)
        title.setFont(font)
        close = QToolButton(self)
        close.setAutoRaise(True)
        close.setIcon(icon("mdi6.close", self.palette()))
        close.setToolTip(self.tr("Close (Esc)"))
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.hide)
        self.close_button = close
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(close)
        return head

    def _make_explanation(self) -> QLabel:
        label = QLabel(
            self.tr(
                "A network with two stages of filters, models of areas V1 and V2, has learned to read "
                "handwritten digits. Its filters and activations stand behind this card."
            ),
            self,
        )
        label.setWordWrap(True)
        return label

    def _make_choices(self) -> QGridLayout:
        choices = (
            (
                self.tr("Train it yourself"),
                self.tr("Begin untrained and watch the filters form."),
                "mdi6.play",
                self.train_wanted,
            ),
            (
                self.tr("Lesion it"),
                self.tr("Switch filters off and see which digits suffer."),
                "mdi6.flash-off-outline",
                self.lesion_wanted,
            ),
            (
                self.tr("Open my images"),
                self.tr("Show it pictures of your own, or draw a digit."),
                "mdi6.image-plus-outline",
                self.images_wanted,
            ),
            (
                self.tr("Ready-made experiments"),
                self.tr("Start from a plan that is known to work."),
                "mdi6.flask-outline",
                self.experiments_wanted,
            ),
        )
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for place, (title, words, name, wanted) in enumerate(choices):
            button = _Choice(title, words, name, self)
            button.clicked.connect(self.hide)
            button.clicked.connect(wanted)
            grid.addWidget(button, place // 2, place % 2)
            self._choices.append(button)
        return grid

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._centre()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Come up in the middle, in front, ready for the keyboard."""
        super().showEvent(event)
        self.adjustSize()
        self._centre()
        self.raise_()
        self._choices[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the card."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _centre(self) -> None:
        room = self._window.rect()
        self.move(
            max(0, (room.width() - self.width()) // 2), max(0, (room.height() - self.height()) // 2)
        )


class _Choice(QPushButton):
    """A wide button: icon, title and one sentence."""

    def __init__(self, title: str, words: str, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.setAutoDefault(True)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(GRID + 4, GRID, GRID, GRID)
        row.setSpacing(GRID + 4)
        picture = QLabel(self)
        picture.setPixmap(icon(icon_name, self.palette()).pixmap(QSize(28, 28)))
        head = QLabel(title, self)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        sentence = QLabel(words, self)
        sentence.setWordWrap(True)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(head)
        texts.addWidget(sentence)
        texts.addStretch(1)
        row.addWidget(picture)
        row.addLayout(texts, 1)
        for label in (picture, head, sentence):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(76)

    def sizeHint(self) -> QSize:
        """The size of what stands on the button."""
        return self._row.sizeHint().expandedTo(QSize(0, 76))

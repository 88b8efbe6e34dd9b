"""How the window looks: palettes, fonts, spacing. Every colour of a widget comes from here or presentation."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from visctx_gui.presentation.colours import Role, role_colour

GRID = 8  # every margin and distance is a multiple of this, or half of it
BASE_TEXT_PIXELS = 13
SMALL_TEXT_PIXELS = 11

_Part = QPalette.ColorRole
LIGHT: dict[QPalette.ColorRole, str] = {
    _Part.Window: "#f4f5f7",
    _Part.WindowText: "#1d232b",
    _Part.Base: "#ffffff",
    _Part.AlternateBase: "#f0f2f5",
    _Part.Text: "#1d232b",
    _Part.PlaceholderText: "#6c747f",
    _Part.Button: "#eceef1",
    _Part.ButtonText: "#1d232b",
    _Part.BrightText: "#b3261e",
    _Part.ToolTipBase: "#ffffff",
    _Part.ToolTipText: "#1d232b",
    _Part.Light: "#ffffff",
    _Part.Midlight: "#e3e6ea",
    _Part.Mid: "#c3c8cf",
    _Part.Dark: "#a3a9b2",
    _Part.Shadow: "#6c747f",
    _Part.HighlightedText: "#ffffff",
}
DARK: dict[QPalette.ColorRole, str] = {
    _Part.Window: "#1f2329",
    _Part.WindowText: "#e4e7ec",
    # Lighter than the window: Fusion draws the frames of boxes and fields darker than the window.
    _Part.Base: "#2c323b",
    _Part.AlternateBase: "#323943",
    _Part.Text: "#e4e7ec",
    _Part.PlaceholderText: "#8f97a3",
    _Part.Button: "#2b3038",
    _Part.ButtonText: "#e4e7ec",
    _Part.BrightText: "#ff8a80",
    _Part.ToolTipBase: "#2b3038",
    _Part.ToolTipText: "#e4e7ec",
    _Part.Light: "#3d434d",
    _Part.Midlight: "#343a43",
    _Part.Mid: "#4a515c",
    _Part.Dark: "#14171b",
    _Part.Shadow: "#0b0d10",
    _Part.HighlightedText: "#101216",
}
DISABLED_TEXT = {False: "#9aa1ab", True: "#666e7a"}
WORDS_ON_BLACK = "#9aa1ab"  # on pictures, which are dark in both palettes
# The strip of a message: background and edge, by how bad it is.
BANNER_COLOURS: dict[bool, dict[str, tuple[str, str]]] = {
    False: {
        "note": ("#e9eefb", "#4b4fd0"),
        "warning": ("#fdf3dc", "#b7791f"),
        "error": ("#fde8e6", "#b3261e"),
    },
    True: {
        "note": ("#272b45", "#9aa0ff"),
        "warning": ("#3d331c", "#e0ab4f"),
        "error": ("#44211f", "#ff8a80"),
    },
}


def palette(dark: bool) -> QPalette:
    """Our palette. The one accent colour is that of what is selected."""
    made = QPalette()
    for part, colour in (DARK if dark else LIGHT).items():
        made.setColor(part, QColor(colour))
    accent = QColor(role_colour("selected", dark))
    for part in (_Part.Highlight, _Part.Link, _Part.Accent):
        made.setColor(part, accent)
    for part in (_Part.WindowText, _Part.Text, _Part.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(DISABLED_TEXT[dark]))
    disabled_highlight = QColor((DARK if dark else LIGHT)[_Part.Mid])
    made.setColor(QPalette.ColorGroup.Disabled, _Part.Highlight, disabled_highlight)
    return made


def is_dark(of: QPalette) -> bool:
    """Whether a widget with this palette is drawn light on dark."""
    return of.color(_Part.Window).lightness() < of.color(_Part.WindowText).lightness()


def colour_of(role: Role, of: QPalette) -> QColor:
    """The fixed colour of a role, in the variant that suits a palette."""
    return QColor(role_colour(role, is_dark(of)))


def muted(of: QPalette) -> QColor:
    """For axis text, units and other words that stand back."""
    return of.color(_Part.PlaceholderText)


def tabular(font: QFont, pixels: int = BASE_TEXT_PIXELS) -> QFont:
    """The font with figures of one width, so that changing numbers do not jump."""
    made = QFont(font)
    made.setPixelSize(pixels)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def small(font: QFont, bold: bool = False) -> QFont:
    """For captions and axes; figures of one width."""
    made = tabular(font, SMALL_TEXT_PIXELS)
    made.setBold(bold)
    return made


class SystemColours(QObject):
    """Keeps the application light or dark as the system is."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        application.styleHints().colorSchemeChanged.connect(self.follow)

    @Slot(Qt.ColorScheme)
    def follow(self, scheme: Qt.ColorScheme) -> None:
        """Take the palette for a colour scheme; light where the system does not say."""
        self._application.setPalette(palette(scheme == Qt.ColorScheme.Dark))


def apply_style(application: QApplication) -> SystemColours:
    """Fusion, our palette and our base font; follows the system between light and dark from now on."""
    application.setStyle("Fusion")
    font = application.font()
    font.setPixelSize(BASE_TEXT_PIXELS)
    application.setFont(font)
    follower = SystemColours(application)
    follower.follow(application.styleHints().colorScheme())
    return follower

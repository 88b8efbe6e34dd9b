"""Whether Qt can open a window here, found out without the abort that Qt answers with."""

from __future__ import annotations

import ctypes
import importlib
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

from visctx_gui.plan.wording import Message, message, translatable

_ANSWER_SECONDS = 1.0
_CHILD_SECONDS = 10.0
_NEEDS_NO_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
_CHILD = "from PySide6.QtGui import QGuiApplication; QGuiApplication([]); print('opened')"
_MISSING_LIBRARY = re.compile(r"(lib[\w.+-]+?\.so)[.\d]*: cannot open shared object")

DEBIAN_PACKAGES = {
    "libEGL.so": "libegl1",
    "libGL.so": "libgl1",
    "libGLX.so": "libglx0",
    "libOpenGL.so": "libopengl0",
    "libdbus-1.so": "libdbus-1-3",
    "libfontconfig.so": "libfontconfig1",
    "libfreetype.so": "libfreetype6",
    "libglib-2.0.so": "libglib2.0-0",
    "libgthread-2.0.so": "libglib2.0-0",
    "libxkbcommon.so": "libxkbcommon0",
    "libxkbcommon-x11.so": "libxkbcommon-x11-0",
    "libxcb-cursor.so": "libxcb-cursor0",
    "libxcb-icccm.so": "libxcb-icccm4",
    "libxcb-image.so": "libxcb-image0",
    "libxcb-keysyms.so": "libxcb-keysyms1",
    "libxcb-randr.so": "libxcb-randr0",
    "libxcb-render-util.so": "libxcb-render-util0",
    "libxcb-render.so": "libxcb-render0",
    "libxcb-shape.so": "libxcb-shape0",
    "libxcb-shm.so": "libxcb-shm0",
    "libxcb-sync.so": "libxcb-sync1",
    "libxcb-util.so": "libxcb-util1",
    "libxcb-xfixes.so": "libxcb-xfixes0",
    "libxcb-xinerama.so": "libxcb-xinerama0",
    "libxcb-xkb.so": "libxcb-xkb1",
    "libxcb.so": "libxcb1",
    "libX11-xcb.so": "libx11-xcb1",
    "libX11.so": "libx11-6",
    "libwayland-client.so": "libwayland-client0",
    "libwayland-cursor.so": "libwayland-cursor0",
}


def screen_problem() -> Message | None:
    """Why no window can be opened, in one sentence; None where one can."""
    library = missing_qt_library()
    if library is not None:
        return library
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if platform in _NEEDS_NO_SCREEN or not sys.platform.startswith("linux"):
        return None
    display, wayland = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    if not display and not wayland:
        return message(translatable("There is no screen: DISPLAY is not set."))
    if wayland and platform in ("", "wayland") and _wayland_answers(wayland):
        return None
    if display and platform in ("", "xcb") and x_display_answers(display):
        return _missing_plugin_library("libqxcb.so")
    return _child_verdict(display or wayland or "")


def missing_qt_library() -> Message | None:
    """The sentence for a Qt that cannot be imported; None where it can."""
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        return _library_sentence(str(error))
    return None


def _library_sentence(reason: str) -> Message:
    found = _MISSING_LIBRARY.search(reason)
    if found is None:
        return message(translatable("Qt cannot be used: {reason}."), reason=reason.rstrip("."))
    library = found.group(1)
    package = DEBIAN_PACKAGES.get(library)
    if package is None:
        return message(translatable("Qt needs the library {library}."), library=library)
    return message(
        translatable(
            "Qt needs the library {library} (on Debian or Ubuntu: apt-get install {package})."
        ),
        library=library,
        package=package,
    )


def _missing_plugin_library(name: str) -> Message | None:
    """Load Qt's platform plugin as Qt will do, only to hear what is missing."""
    module = importlib.import_module("PySide6.QtCore")
    plugin = Path(module.__file__ or "").parent / "Qt" / "plugins" / "platforms" / name
    if not plugin.exists():  # a Qt from the system: it says by itself what it lacks
        return _child_verdict(os.environ.get("DISPLAY", ""))
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return _library_sentence(str(error))
    return None


def x_display_answers(display: str) -> bool:
    """Whether an X server accepts a client without further proof of identity.

    Parameters
    ----------
    display : str
        Such as ``:0``, ``:99.0`` or ``host:10.0``.

    Returns
    -------
    bool
        False where nobody answers within a second, and where a key is asked for.
    """
    parts = re.fullmatch(r"(?:unix/?)?([^:]*):(\d+)(?:\.\d+)?", display)
    if parts is None:
        return False
    host, number = parts.group(1), int(parts.group(2))
    try:
        with _connected(host, number) as connection:
            connection.sendall(b"l\0" + (11).to_bytes(2, "little") + bytes(8))
            return connection.recv(1) == b"\x01"
    except OSError:
        return False


def _connected(host: str, number: int) -> socket.socket:
    if host:
        return socket.create_connection((host, 6000 + number), timeout=_ANSWER_SECONDS)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(_ANSWER_SECONDS)
    try:
        connection.connect(f"/tmp/.X11-unix/X{number}")
    except OSError:
        connection.close()
        raise
    return connection


def _wayland_answers(display: str) -> bool:
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / display
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_ANSWER_SECONDS)
            connection.connect(str(path))
    except OSError:
        return False
    return True


def _child_verdict(display: str) -> Message | None:
    """Let a child process try: if Qt aborts, only the child is gone."""
    try:
        child = subprocess.run(
            [sys.executable, "-c", _CHILD],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_CHILD_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return message(translatable("The screen {display} does not answer."), display=display)
    if child.returncode == 0 and "opened" in child.stdout:
        return None
    if _MISSING_LIBRARY.search(child.stderr) is not None:
        return _library_sentence(child.stderr)
    if "xcb-cursor0 or libxcb-cursor0 is needed" in child.stderr and not _cursor_library_found():
        return _library_sentence("libxcb-cursor.so.0: cannot open shared object")
    return message(translatable("The screen {display} does not answer."), display=display)


def _cursor_library_found() -> bool:
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError:
        return False
    return True

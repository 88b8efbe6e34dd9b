"""Whether a window can be opened, without opening one."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from visctx_gui.commands import screen
from visctx_gui.commands.screen import missing_qt_library, screen_problem, x_display_answers

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland")


@pytest.fixture(autouse=True)
def qt_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt can be imported, and no screen is known."""
    monkeypatch.setattr(screen, "missing_qt_library", lambda: None)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)


class Child:
    """Stands for the child process that tries Qt."""

    def __init__(self, code: int, out: str = "", errors: str = "") -> None:
        self.answer = subprocess.CompletedProcess([], code, out, errors)
        self.calls = 0

    def __call__(self, *_arguments: Any, **_options: Any) -> subprocess.CompletedProcess[str]:
        self.calls += 1
        return self.answer


@linux
def test_no_display_needs_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    child = Child(0, "opened")
    monkeypatch.setattr(screen.subprocess, "run", child)
    problem = screen_problem()
    assert problem is not None
    assert "DISPLAY is not set" in problem.english()
    assert child.calls == 0


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "offscreen:size=800x600", "vnc"])
def test_a_platform_without_a_screen_is_always_fine(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert screen_problem() is None


@linux
@pytest.mark.parametrize(
    ("child", "words"),
    [
        (Child(0, "opened\n"), None),
        (Child(-6, "", "could not connect to display :9"), "The screen :9 does not answer."),
        (
            Child(1, "", "libxcb-icccm.so.4: cannot open shared object file"),
            "libxcb-icccm.so (on Debian or Ubuntu: apt-get install libxcb-icccm4)",
        ),
    ],
)
def test_a_doubtful_display_is_tried_in_a_child(
    child: Child, words: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setattr(screen, "x_display_answers", lambda display: False)
    monkeypatch.setattr(screen.subprocess, "run", child)
    problem = screen_problem()
    assert child.calls == 1
    if words is None:
        assert problem is None
    else:
        assert problem is not None
        assert words in problem.english()


@linux
def test_a_missing_cursor_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    errors = (
        "From 6.5.0, xcb-cursor0 or libxcb-cursor0 is needed to load the Qt xcb platform plugin."
    )
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setattr(screen, "x_display_answers", lambda display: False)
    monkeypatch.setattr(screen.subprocess, "run", Child(-6, "", errors))
    monkeypatch.setattr(screen, "_cursor_library_found", lambda: False)
    problem = screen_problem()
    assert problem is not None
    assert "apt-get install libxcb-cursor0" in problem.english()


@linux
def test_a_child_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(*_arguments: Any, **_options: Any) -> None:
        raise subprocess.TimeoutExpired("python", 1)

    monkeypatch.setenv("DISPLAY", "nonsense")
    monkeypatch.setattr(screen.subprocess, "run", hangs)
    problem = screen_problem()
    assert problem is not None
    assert problem.english() == "The screen nonsense does not answer."


@linux
@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("libEGL.so.1: cannot open shared object file: No such file", "apt-get install libegl1"),
        ("libstrange.so.3: cannot open shared object file", "Qt needs the library libstrange.so."),
        ("No module named 'PySide6'", "Qt cannot be used: No module named 'PySide6'."),
    ],
)
def test_a_qt_that_cannot_be_imported_is_explained(
    reason: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(name: str) -> None:
        raise ImportError(reason)

    monkeypatch.setattr(screen.importlib, "import_module", fails)
    problem = missing_qt_library()
    assert problem is not None
    assert words in problem.english()


@pytest.fixture
def x_server() -> Any:
    """Makes servers that answer one client with the given first byte."""
    sockets: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def serve(first_byte: bytes) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        sockets.append(server)

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(64)
                connection.sendall(first_byte)

        threads.append(threading.Thread(target=answer))
        threads[-1].start()
        return f"127.0.0.1:{server.getsockname()[1] - 6000}"

    yield serve
    for thread in threads:
        thread.join(5)
    for one in sockets:
        one.close()


@pytest.mark.parametrize(
    ("first_byte", "answers"), [(b"\x01", True), (b"\x00", False), (b"\x02", False)]
)
def test_an_x_server_is_asked_to_let_us_in(x_server: Any, first_byte: bytes, answers: bool) -> None:
    display = x_server(first_byte)
    if int(display.split(":")[1]) < 0:
        pytest.skip("the system gave a port below that of X servers")
    assert x_display_answers(display) == answers


@pytest.mark.parametrize("display", ["", "nonsense", ":", ":x", "127.0.0.1:59535", ":48151"])
def test_displays_that_are_none_do_not_answer(display: str) -> None:
    assert not x_display_answers(display)


@linux
def test_a_wayland_socket_that_answers_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("wayland-9")
        server.listen()
        assert screen_problem() is None

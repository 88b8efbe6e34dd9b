"""What every test stands on: own folders, no unexpected log records, no modal boxes, nothing left behind."""

from __future__ import annotations

import gc
import importlib.util
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_QT_PLUGIN_SETTINGS = ("qt_api", "qt_log_level_fail", "qt_log_ignore")
_OBJECTS_BETWEEN_ROUNDS = 200_000
_FOLDERS = {
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "VISCTX_RUNS": "runs",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--slow``, and the settings of the Qt plugin where it is not installed."""
    parser.addoption("--slow", action="store_true", help="also run tests marked slow")
    if importlib.util.find_spec("pytestqt") is None:
        for name in _QT_PLUGIN_SETTINGS:
            parser.addini(name, "used by pytest-qt, which is not installed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave slow tests out unless they are asked for, and show failures in their usual place."""
    if config.getoption("--slow"):
        return
    skip = pytest.mark.skip(reason="slow: run with --slow")
    for item in items:
        if item.get_closest_marker("slow") is not None:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the person's own settings, data or runs."""
    home = tmp_path_factory.mktemp("home")
    for variable, name in _FOLDERS.items():
        (home / name).mkdir()
        monkeypatch.setenv(variable, str(home / name))
    monkeypatch.delenv("VISCTX_DATA", raising=False)
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        settings = core.QSettings
        for kind in (settings.Format.IniFormat, settings.Format.NativeFormat):
            settings.setPath(kind, settings.Scope.UserScope, str(home / "config"))


class ExpectedLog:
    """Says which warnings and errors a test means to cause."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def __call__(self, part: str) -> None:
        """Expect records whose text holds `part`."""
        self._parts.append(part)

    def unexpected(self, records: list[logging.LogRecord]) -> list[str]:
        """Texts of the warnings and errors that nothing was said about."""
        texts = [
            f"{record.levelname} {record.name}: {record.getMessage()}"
            for record in records
            if record.levelno >= logging.WARNING
        ]
        return [text for text in texts if not any(part in text for part in self._parts)]


@pytest.fixture(autouse=True)
def expect_log(caplog: pytest.LogCaptureFixture) -> Iterator[ExpectedLog]:
    """Call it with a part of a warning's text that is expected; every other one fails the test.

    A test that has looked at the records by itself takes them away with ``caplog.clear()``.
    """
    expected = ExpectedLog()
    yield expected
    unexpected = expected.unexpected([*caplog.get_records("setup"), *caplog.get_records("call")])
    if unexpected:
        pytest.fail("unexpected log records:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture(autouse=True)
def _no_modal_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A box that waits for a person would hang the tests: it raises instead."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None:
        return
    boxes = {
        widgets.QMessageBox: ("about", "critical", "information", "question", "warning", "exec"),
        widgets.QFileDialog: (
            "getExistingDirectory",
            "getOpenFileName",
            "getOpenFileNames",
            "getSaveFileName",
            "exec",
        ),
        widgets.QInputDialog: ("getDouble", "getInt", "getItem", "getText"),
    }
    for box, names in boxes.items():
        for name in names:
            monkeypatch.setattr(box, name, _refusal(f"{box.__name__}.{name}"))


def _refusal(name: str) -> object:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise AssertionError(f"{name} would wait for a person; patch it in the test")

    return refuse


@pytest.fixture(autouse=True)
def _nothing_left_behind(_own_folders: None, expect_log: ExpectedLog) -> Iterator[None]:
    """Threads, Qt threads, timers and windows of a test end with it."""
    from tests.leaks import Watch

    watch = Watch()
    with watch.watching():
        yield
    left = watch.left_behind()
    if left:
        pytest.fail("left behind:\n" + "\n".join(left), pytrace=False)


@pytest.fixture
def real_data() -> Path:
    """Folder with real data sets, where ``VISCTX_TEST_DATA`` names one; else the test is skipped."""
    named = os.environ.get("VISCTX_TEST_DATA")
    if not named:
        pytest.skip("VISCTX_TEST_DATA is not set: no real data")
    return Path(named)


@pytest.fixture(autouse=True, scope="session")
def _garbage_in_this_thread_only() -> Iterator[None]:
    """As in the window: an automatic round in an engine's thread would destroy widgets there."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _garbage_now_and_then() -> Iterator[None]:
    """A full round costs 0.2 s with torch loaded, so it waits until there is something to win."""
    yield
    if gc.get_count()[0] > _OBJECTS_BETWEEN_ROUNDS:
        gc.collect()

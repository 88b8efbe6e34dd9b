"""The window under abuse: panels opened and closed, mistakes in slots, closing in the middle of work."""

# ruff: noqa: F811 (a fixture that is imported and asked for looks like a redefinition)

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import make_window, settings  # noqa: F401
from tests.gui.panels.examples import snapshot
from visctx_gui.gui.error_hooks import ErrorHooks

TIMES = 100


def active_timers(window):
    return [timer for timer in window.findChildren(QTimer) if timer.isActive()]


def counts(qtbot, window):
    """Numbers of everything that could be left over, once single-shot timers have run out."""
    qtbot.waitUntil(lambda: not active_timers(window))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()
    objects = window.findChildren(QObject)
    animations = window.findChildren(QAbstractAnimation)  # Qt's own, between two layouts
    return {
        "objects": len(objects) - len(animations),
        "threads": threading.active_count(),
        "windows": len(QApplication.topLevelWidgets()),
        "receivers": window.client.receivers("2network_changed(PyObject)"),
    }


PANELS = ("network", "images", "filters", "activations_1", "training", "lesion", "log")


@pytest.mark.parametrize("name", PANELS)
def test_fault_57_a_panel_closed_and_reopened_a_hundred_times_leaves_nothing(
    qtbot, make_window, name
):
    window = make_window()
    dock = window.panels.docks[name]

    def close_and_open():
        dock.close()
        dock.bring_up()
        QApplication.processEvents()

    close_and_open()
    before = counts(qtbot, window)
    for _ in range(TIMES):
        close_and_open()
    assert counts(qtbot, window) == before


def test_fault_57_a_hundred_further_activation_panels_leave_nothing(qtbot, make_window):
    window = make_window()

    def open_and_close():
        window.panels.add_activations()
        window.panels.docks["activations_2"].close()

    for _ in range(10):
        open_and_close()
    before = counts(qtbot, window)
    for _ in range(TIMES):
        open_and_close()
    assert counts(qtbot, window) == before
    assert window.panels.activation_names == ["activations_1"]


@pytest.fixture
def hooks(make_window):
    window = make_window()
    made = ErrorHooks(window.notices.show_unexpected, window)
    yield window
    made.take_off()


def test_fault_54_a_slot_that_raises_is_a_banner_and_the_window_lives(
    hooks, expect_log, monkeypatch
):
    expect_log("Unexpected error")
    window = hooks

    def raising(_text):
        raise RuntimeError("a mistake in a panel")

    monkeypatch.setattr(window.status._value, "setText", raising)
    window.panels.value_hovered.emit("conv1 3")
    (shown,) = window.notices.banner.messages
    assert "RuntimeError: a mistake in a panel" in shown.what
    assert "Traceback" in shown.details
    window.client.train(snapshot(step=1250))
    assert window.status.job_text == "training epoch 2/5, 0:10 left"


def test_fault_54_a_thread_that_raises_is_a_banner_too(qtbot, hooks, expect_log):
    expect_log("Unexpected error")

    def work():
        raise ValueError("a mistake in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(hooks.notices.banner.messages))
    assert "a mistake in a thread" in hooks.notices.banner.messages[-1].what


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QObject, QSettings, Slot
from visctx_gui import application
from visctx_gui.engine.messages import NewNetwork, SaveNetwork
from visctx_gui.plan.network import NetworkPlan

app = application.make_application()
moment, folder = sys.argv[1], Path(sys.argv[2])
window, hooks = application.compose(
    app, settings=QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
)


class Closer(QObject):
    @Slot(object)
    def training(self, snapshot):
        if snapshot.step >= 3:
            self.say_and_close()

    @Slot()
    def painted(self):
        self.say_and_close()

    @Slot(object)
    def loaded(self, data):
        if moment == "training":
            window.training.train_new(NewNetwork(network=NetworkPlan()))
        else:
            window.client.ask(SaveNetwork(path=str(folder / "kept.safetensors")))
            self.say_and_close()

    def say_and_close(self):
        print("closing", flush=True)
        if moment != "signal":
            window.close()


closer = Closer()
if moment == "start":
    window.first_painted.connect(closer.painted)
else:
    window.client.data_changed.connect(closer.loaded)
    window.client.training_moved.connect(closer.training)
window.show()
code = app.exec()
assert window.ended_well
assert "torch" in sys.modules or moment == "start"
hooks.take_off()
sys.exit(code)
"""


def start(moment: str, folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, moment, str(folder)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("moment", ["start", "training", "saving"])
def test_fault_49_closing_in_the_middle_of_work_ends_with_zero(moment, tmp_path):
    process = start(moment, tmp_path)
    out, errors = process.communicate(timeout=100)
    assert process.returncode == 0, errors
    assert "closing" in out
    assert "QThread" not in errors
    assert "Traceback" not in errors
    temporary = [path for path in tmp_path.iterdir() if "tmp" in path.name]
    assert temporary == []


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no SIGTERM for a process of this kind"
)
def test_fault_50_sigterm_closes_like_the_button(tmp_path):
    process = start("signal", tmp_path)
    assert process.stdout is not None
    assert process.stdout.readline() == "closing\n"
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=100)
    assert process.returncode == 0, errors
    assert (tmp_path / "settings.ini").exists()


def test_the_window_is_composed_without_torch():
    program = (
        "import sys; from visctx_gui import application as a; app = a.make_application();"
        "window, hooks = a.compose(app); window.client.start = lambda: None; window.show();"
        "[app.processEvents() for _ in range(20)]; window.close();"
        "print('torch' in sys.modules, 'matplotlib' in sys.modules)"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.stdout.split() == ["False", "False"], done.stderr

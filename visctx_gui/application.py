"""The only place that composes the window: log, hooks, engine client, main window, and a clean end."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from visctx_gui import __version__
from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.bridge.engine_thread import EngineEntry
from visctx_gui.engine.messages import EngineOptions
from visctx_gui.gui.error_hooks import ErrorHooks, SignalsOfTheSystem
from visctx_gui.gui.garbage_rounds import GarbageRounds
from visctx_gui.gui.log_files import log_folder, start_log
from visctx_gui.gui.log_relay import LogRelay
from visctx_gui.gui.main_window import MainWindow
from visctx_gui.gui.style import apply_style

NAME = "visctx-gui"
ENGINE_STILL_RUNS = 3
_logger = logging.getLogger("visctx_gui")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def main(arguments: Sequence[str] = ()) -> int:
    """Open the window and stay until it is closed.

    Parameters
    ----------
    arguments : sequence of str
        For Qt, such as ``-platform offscreen``.

    Returns
    -------
    int
        0, or what `QApplication.exit` was given. The process ends at once with 3 where the engine
        does not end in time; files are only ever replaced atomically, so none is harmed.
    """
    application = make_application(arguments)
    window, hooks = compose(application)
    window.show()
    return stay(application, window, hooks)


def stay(application: QApplication, window: MainWindow, hooks: ErrorHooks) -> int:
    """Run until the window is closed, and clear up behind it.

    Returns
    -------
    int
        As `main`.
    """
    code = application.exec()
    if not window.ended_well:
        _give_up()
    hooks.take_off()
    qInstallMessageHandler(None)
    return code


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """Qt's application object with our name and style."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    application = QApplication([NAME, *arguments])
    application.setApplicationName(NAME)
    application.setApplicationVersion(__version__)
    apply_style(application)
    return application


def compose(
    application: QApplication,
    options: EngineOptions | None = None,
    settings: QSettings | None = None,
    logs: Path | None = None,
    run_engine: EngineEntry | None = None,
) -> tuple[MainWindow, ErrorHooks]:
    """Make the window with everything it needs; nothing is shown or started yet.

    Parameters
    ----------
    application : QApplication
    options : EngineOptions, optional
        Device and folders of the engine.
    settings : QSettings, optional
        Where the layout is kept; the user's own file by default.
    logs : Path, optional
        Folder of the log files; the platform's own by default.
    run_engine : callable, optional
        What the engine's thread runs; None is the engine itself.

    Returns
    -------
    (MainWindow, ErrorHooks)
        The hooks are on; `ErrorHooks.take_off` takes them off again.
    """
    relay = LogRelay()
    folder = start_log(logs or log_folder(), relay.handler)
    qInstallMessageHandler(_log_qt_message)
    if settings is None:
        settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, NAME, NAME)
    client = EngineClient(options or EngineOptions(), run_engine=run_engine)
    window = MainWindow(client, settings, relay, folder)
    relay.setParent(window)
    client.setParent(window)
    hooks = ErrorHooks(window.notices.show_unexpected, window)
    SignalsOfTheSystem(window.close, window)
    GarbageRounds(client, window)
    _logger.info("visctx-gui %s started", __version__)
    return window, hooks


def _log_qt_message(kind: QtMsgType, _context: object, text: str) -> None:
    _logger.log(_QT_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)


def _give_up() -> None:
    """The engine hangs: write all stacks and leave without waiting for it."""
    _logger.critical("The engine did not end in time; the stacks of all threads follow.")
    logging.shutdown()
    folder = log_folder()
    try:
        with Path(folder, "stacks.txt").open("a", encoding="utf-8") as file:
            faulthandler.dump_traceback(file, all_threads=True)
    except OSError:
        if sys.stderr is not None:
            faulthandler.dump_traceback(sys.stderr, all_threads=True)
    os._exit(ENGINE_STILL_RUNS)

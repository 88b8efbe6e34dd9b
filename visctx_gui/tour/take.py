"""Opens the window for a tour, with folders of its own, and lets the visit run."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from visctx_gui.application import compose, make_application, stay
from visctx_gui.engine.messages import EngineOptions
from visctx_gui.gui.log_files import end_log
from visctx_gui.gui.main_window import MainWindow
from visctx_gui.gui.style import palette
from visctx_gui.tour.album import Album
from visctx_gui.tour.request import TourRequest
from visctx_gui.tour.script import whole_visit
from visctx_gui.tour.visit import Visit

LIMIT_SECONDS = 150.0


def take_tour(request: TourRequest, limit_seconds: float = LIMIT_SECONDS) -> list[Path]:
    """Open the window, visit it and close it again.

    The layout, runs and logs of the person are not touched: all of these go into a folder that is
    removed at the end.

    Parameters
    ----------
    request : TourRequest
    limit_seconds : float
        For the whole visit.

    Returns
    -------
    list of Path
        The pictures, in the order in which they were taken.

    Raises
    ------
    PlanError
        Where the folder for the pictures cannot be made.
    ReportableError
        Where the visit failed or took too long.
    KeyboardInterrupt
        Where the window was closed before the end.
    """
    # The networks of the tour are tiny: more threads gain nothing, and wait long for one another
    # where other programs run. Read when torch is loaded, which the window does after its first paint.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    album = Album(request.folder)
    album.make_folder()
    application = make_application()
    application.setPalette(palette(request.dark))
    with tempfile.TemporaryDirectory(prefix="visctx-gui-tour-", ignore_cleanup_errors=True) as name:
        _visit(application, request, Path(name), album, limit_seconds)
    return album.paths


def _visit(
    application: QApplication, request: TourRequest, own: Path, album: Album, limit_seconds: float
) -> None:
    settings = QSettings(str(own / "settings.ini"), QSettings.Format.IniFormat)
    options = EngineOptions(device="cpu", runs_folder=str(own / "runs"))
    window, hooks = compose(application, options, settings, own / "log")
    try:
        window.resize(request.width, request.height)
        visit = Visit(whole_visit(window, album), limit_seconds, lambda: _complaint(window), window)
        visit.ended.connect(window.close)
        window.first_painted.connect(visit.begin)
        window.show()
        stay(application, window, hooks)
        through, failure = visit.is_through, visit.failure
    finally:
        window.deleteLater()
        end_log()
    if failure is not None:
        raise failure
    if not through:
        raise KeyboardInterrupt  # by Ctrl-C, or by the hand of somebody who watched


def _complaint(window: MainWindow) -> str:
    """What the window says has gone wrong, empty while nothing has."""
    for told in window.notices.banner.messages:
        if told.severity != "note":
            return f"{told.what} {told.advice}".strip()
    return ""

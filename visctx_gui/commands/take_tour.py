"""`visctx-gui tour`: pictures of the real window and each of its panels."""

from __future__ import annotations

import argparse
import os

from visctx_gui.commands.console import say
from visctx_gui.commands.screen import missing_qt_library, screen_problem
from visctx_gui.plan.wording import PlanError
from visctx_gui.tour.request import DEFAULT_SIZE, THEMES, tour_request

NAME = "tour"
SUMMARY = "visit the real window by a script and save a picture of each panel; needs no screen"
EXAMPLE = "visctx-gui tour --out pictures --size 1920x1080 --theme dark"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Options of ``tour``."""
    parser.add_argument("--out", metavar="DIR", help="folder for the pictures")
    parser.add_argument(
        "--size",
        metavar="WIDTHxHEIGHT",
        default=DEFAULT_SIZE,
        help=f"size of the window in pixels (default {DEFAULT_SIZE})",
    )
    parser.add_argument(
        "--theme",
        metavar="THEME",
        default=THEMES[0],
        help=f"{' or '.join(THEMES)} (default {THEMES[0]})",
    )


def carry_out(options: argparse.Namespace) -> int:
    """Take the tour; the pictures are named on standard output."""
    request = tour_request(options.out, options.size, options.theme)
    library = missing_qt_library()
    if library is not None:
        raise PlanError(library)
    if screen_problem() is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from visctx_gui.tour.take import take_tour

    for path in take_tour(request):
        say(str(path))
    return 0

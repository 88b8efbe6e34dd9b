"""Starts the program as a person does and tells when the window and its filters were painted.

Runs in a process of its own and takes the steps of `visctx-gui` without a command, in their order.
"""

from __future__ import annotations

import sys
import time


def main(arguments: list[str]) -> None:
    """Open the window and tell what was painted when; whoever started this process ends it."""
    from visctx_gui import command_line
    from visctx_gui.commands.open_window import check_screen

    command_line.parse([])
    check_screen()
    from visctx_gui.application import compose, make_application

    imported = time.monotonic()
    application = make_application()
    window, _hooks = compose(application)
    composed = time.monotonic()
    from visctx_gui.benchmarks.start_observer import StartObserver

    StartObserver(window, arguments[0], {"imported": imported, "composed": composed})
    window.show()
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1:])

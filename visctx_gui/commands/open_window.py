"""`visctx-gui` without a command: the window, or one sentence why it cannot be opened here."""

from __future__ import annotations

import argparse

from visctx_gui.commands.screen import screen_problem
from visctx_gui.plan.wording import PlanError, message, translatable


def check_screen() -> None:
    """Refuse where Qt cannot open a window.

    Raises
    ------
    PlanError
        With the reason and the two ways on.
    """
    problem = screen_problem()
    if problem is not None:
        raise PlanError(
            problem,
            message(
                translatable(
                    "'visctx-gui run' needs no screen, and QT_QPA_PLATFORM=offscreen opens an unseen window."
                )
            ),
        )


def carry_out(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    check_screen()
    from visctx_gui.application import main

    return int(main())

"""The thread that the engine runs in: torch is imported there, behind the open window."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from visctx_gui.engine.mailbox import Inbox, Outbox
from visctx_gui.engine.messages import Cancelled, EngineOptions, Failed
from visctx_gui.plan.wording import message, translatable

EngineEntry = Callable[[Inbox, Outbox, EngineOptions], None]

log = logging.getLogger(__name__)


def run_real_engine(inbox: Inbox, outbox: Outbox, options: EngineOptions) -> None:
    """Import the engine, and torch with it, in the calling thread and run it to its end."""
    from visctx_gui.engine.engine import run

    run(inbox, outbox, options)


class EngineThread(QThread):
    """Runs the engine until the inbox is closed.

    Parameters
    ----------
    inbox, outbox : Inbox, Outbox
    options : EngineOptions
    run_engine : callable, optional
        None is the engine itself.
    parent : QObject, optional
    """

    reply_waits = Signal()  # without arguments: PySide6 loses references to emitted values

    def __init__(
        self,
        inbox: Inbox,
        outbox: Outbox,
        options: EngineOptions,
        run_engine: EngineEntry | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("engine")
        self._inbox = inbox
        self._outbox = outbox
        self._options = options
        self._run_engine = run_engine or run_real_engine

    def run(self) -> None:
        """Run the engine; what escapes it is told as text, and nobody is left waiting."""
        try:
            self._run_engine(self._inbox, self._outbox, self._options)
        except BaseException:
            self._tell_of_the_end(traceback.format_exc())

    def _tell_of_the_end(self, details: str) -> None:
        log.error("The engine has stopped:\n%s", details)
        self._inbox.close()
        self._outbox.put(
            Failed(
                generation=0,
                request_id=0,
                what=message(translatable("The engine has stopped.")),
                advice=message(translatable("Save what you can and start the program again.")),
                details=details,
                expected=False,
            )
        )
        for request in self._inbox.take_all():
            self._outbox.put(
                Cancelled(generation=request.generation, request_id=request.request_id)
            )

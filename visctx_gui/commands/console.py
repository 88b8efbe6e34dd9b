"""Writing to a terminal, a file, a pipe or nothing at all, in any encoding."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TextIO

from visctx_gui.plan.wording import Message

_PLAIN_LINE_SECONDS = 5.0
_BAR_SECONDS = 0.1
_BAR_CHARACTERS = 24


def prepare_streams() -> None:
    """Let characters that the encoding lacks be written as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def silence_broken_pipe() -> None:
    """Send what is left to nowhere: the reader has gone, and the exit must not complain again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def say(text: str) -> None:
    """Write a line to standard output, where there is one."""
    if sys.stdout is not None:
        print(text)


def complain(text: str) -> None:
    """Write a line to standard error, where there is one that still takes it."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            print(text, file=sys.stderr, flush=True)


class ProgressLine:
    """Progress on standard error: a bar on a terminal, a plain line now and then elsewhere."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._on_terminal = self._stream is not None and self._stream.isatty()
        self._last_time = float("-inf")
        self._last_words = ""
        self._width = 0

    def show(self, what: Message, fraction: float, seconds_left: float) -> None:
        """Show how far the work is.

        Parameters
        ----------
        what : Message
            What is being done.
        fraction : float
            0..1, NaN where it is not known.
        seconds_left : float
            NaN where it is not known.
        """
        now, words = time.monotonic(), what.english()
        wait = _BAR_SECONDS if self._on_terminal else _PLAIN_LINE_SECONDS
        new_work = what.template != self._last_words
        if not new_work and now - self._last_time < wait:
            return
        self._last_time, self._last_words = now, what.template
        if self._on_terminal:
            self._redraw(f"{_bar(fraction)} {words}{_left(seconds_left)}")
        else:
            self._write(f"{_percent(fraction)}{words}{_left(seconds_left)}\n")

    def end(self) -> None:
        """Leave the terminal's line free for what follows."""
        if self._on_terminal and self._width:
            self._redraw("")
            self._write("\r")

    def _redraw(self, line: str) -> None:
        try:
            columns = os.get_terminal_size(self._stream.fileno()).columns if self._stream else 80
        except (OSError, ValueError):
            columns = 80
        line = line[: max(10, columns - 1)]
        self._write("\r" + line.ljust(self._width))
        self._width = len(line)

    def _write(self, text: str) -> None:
        if self._stream is None:
            return
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):  # the reader has gone: the work itself goes on
            self._stream = None


def _bar(fraction: float) -> str:
    known = fraction if fraction == fraction else 0.0
    filled = round(min(1.0, max(0.0, known)) * _BAR_CHARACTERS)
    return f"[{'=' * filled}{' ' * (_BAR_CHARACTERS - filled)}]"


def _percent(fraction: float) -> str:
    return f"{100 * fraction:3.0f} % " if fraction == fraction else ""


def _left(seconds: float) -> str:
    if seconds != seconds or seconds < 1:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    return f", {minutes} min {rest} s left" if minutes else f", {rest} s left"

"""Progress on terminals, in files and where nobody reads."""

from __future__ import annotations

import io
import math

import pytest

from visctx_gui.commands import console
from visctx_gui.commands.console import ProgressLine, complain, say
from visctx_gui.plan.wording import message

WORK, OTHER = message("Work {n}", n=1), message("Other work")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Gone(io.StringIO):
    """A pipe whose reader has left."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_a_file_gets_a_line_for_each_piece_of_work_and_not_for_each_step() -> None:
    stream = io.StringIO()
    line = ProgressLine(stream)
    for step in range(100):
        line.show(WORK, step / 100, 3.0)
    line.show(OTHER, 1.0, math.nan)
    line.end()
    assert stream.getvalue() == "  0 % Work 1, 3 s left\n100 % Other work\n"


def test_a_terminal_gets_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(range(100))
    monkeypatch.setattr(console.time, "monotonic", lambda: float(next(times)))
    stream = Terminal()
    line = ProgressLine(stream)
    line.show(WORK, 0.5, 75.0)
    line.show(WORK, 0.75, math.nan)
    line.end()
    shown = stream.getvalue().split("\r")
    assert shown[1] == "[============            ] Work 1, 1 min 15 s left"
    assert shown[2].rstrip() == "[==================      ] Work 1"
    assert len(shown[2]) == len(shown[1])
    assert "\n" not in stream.getvalue()
    assert shown[-1] == ""


def test_unknown_progress_is_shown_without_a_number() -> None:
    stream = io.StringIO()
    ProgressLine(stream).show(WORK, math.nan, math.nan)
    assert stream.getvalue() == "Work 1\n"


def test_fault_70_work_goes_on_when_the_reader_has_left() -> None:
    line = ProgressLine(Gone())
    line.show(WORK, 0.0, 0.0)
    line.show(OTHER, 0.5, 0.0)
    line.end()


def test_fault_70_without_streams_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    say("nobody hears")
    complain("nobody hears")
    console.prepare_streams()
    ProgressLine().show(WORK, 0.0, 0.0)

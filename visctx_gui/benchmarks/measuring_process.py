"""A fresh Python process that measures something and is spoken to in lines of JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import visctx_gui

_LINES_OF_ERROR = 20


class MeasuringProcess:
    """Runs a module of this package; ends it when left.

    Parameters
    ----------
    module : str
        Its name in `visctx_gui.benchmarks`.
    arguments : sequence of str
    environment : mapping of str to str
        Added to that of this process.
    limit_seconds : float
        It is killed after so long; whoever listens then gets a RuntimeError.

    Attributes
    ----------
    started : float
        `time.monotonic` just before the process was started.
    """

    def __init__(
        self,
        module: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        limit_seconds: float,
    ) -> None:
        self._module = module
        self._errors = tempfile.TemporaryFile(  # noqa: SIM115  (closed when left)
            mode="w+", encoding="utf-8", errors="replace"
        )
        self._timer = threading.Timer(limit_seconds, self._kill)
        self._timer.daemon = True
        self.started = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"visctx_gui.benchmarks.{module}", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, **environment, "PYTHONPATH": _python_path()},
            encoding="utf-8",
        )
        self._timer.start()

    def __enter__(self) -> MeasuringProcess:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._kill()
        self._process.wait()
        self._timer.cancel()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            if stream is not None:
                stream.close()

    def ask(self, **words: Any) -> dict[str, Any]:
        """Send a line and wait for the answer."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(words) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise self._failure() from error
        return self.answer()

    def answer(self) -> dict[str, Any]:
        """Wait for the next line that is JSON.

        Raises
        ------
        RuntimeError
            Where the process ends without one; its last words are told.
        """
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("{"):
                answer: dict[str, Any] = json.loads(line)
                return answer
        raise self._failure()

    def finish(self) -> None:
        """Wait for the process to end by itself.

        Raises
        ------
        RuntimeError
            Where it ends with an error.
        """
        if self._process.wait() != 0:
            raise self._failure()

    def _failure(self) -> RuntimeError:
        code = self._process.wait()
        self._errors.seek(0)
        last = "".join(self._errors.readlines()[-_LINES_OF_ERROR:]).rstrip()
        return RuntimeError(f"{self._module} ended with code {code}:\n{last}")

    def _kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()


def tell(**words: Any) -> None:
    """In a measuring process: send a line to whoever started it."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def hear() -> dict[str, Any]:
    """In a measuring process: wait for a line; empty where nobody will send one any more."""
    line = sys.stdin.readline()
    words: dict[str, Any] = json.loads(line) if line else {}
    return words


def window_environment(scratch: Path) -> dict[str, str]:
    """Variables for a window that nobody sees and that leaves a person's own files alone.

    Parameters
    ----------
    scratch : Path
        Settings, log and runs go there.
    """
    places = {
        name: str(scratch / name.lower())
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "VISCTX_RUNS")
    }
    return {"QT_QPA_PLATFORM": "offscreen", **places}


def load_of_machine() -> float | None:
    """Processes that wanted a core in the last minute, on average; None where it is not told."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def _python_path() -> str:
    """This very package, also where it is not installed."""
    here = str(Path(visctx_gui.__file__).parents[1])
    others = os.environ.get("PYTHONPATH")
    return os.pathsep.join([here, others]) if others else here

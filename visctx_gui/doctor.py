"""What works on this machine: one finding per line, each with what to do about it."""

from __future__ import annotations

import importlib
import importlib.util
import os
import platform
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from visctx_gui import __version__
from visctx_gui.plan.data import DATA_SETS
from visctx_gui.plan.wording import ReportableError

Status = Literal["ok", "warning", "problem"]

_MODULES = {
    "PySide6": "PySide6",
    "qtawesome": "qtawesome",
    "torch": "torch",
    "torchvision": "torchvision",
    "numpy": "numpy",
    "scikit-learn": "sklearn",
    "safetensors": "safetensors",
    "tomlkit": "tomlkit",
    "matplotlib": "matplotlib",
    "pillow": "PIL",
}
_WINDOW_ONLY = ("PySide6", "qtawesome")
_OLDEST_PYTHON, _FIRST_UNTRIED_PYTHON = (3, 11), (3, 14)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    name : str
        What was looked at.
    status : str
        ``ok``, ``warning`` (something cannot be done) or ``problem`` (nothing can be done).
    found : str
        What was found.
    advice : str
        What to do; empty where all is well.
    """

    name: str
    status: Status
    found: str
    advice: str = ""


def examine(data_dir: str | None = None) -> Iterator[Finding]:
    """Look at everything the program needs; a check that itself fails becomes a finding.

    Parameters
    ----------
    data_dir : str, optional
        Folder that holds the data sets; the usual one by default.
    """
    checks: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("visctx-gui", _program),
        ("Python", _python),
        ("packages", _packages),
        ("devices", _devices),
        ("Qt platform", _qt_platform),
        ("embedded network", _embedded_network),
        ("data", lambda: _data(data_dir)),
        ("folders", lambda: _folders(data_dir)),
    )
    for name, check in checks:
        try:
            yield from check()
        except Exception as error:
            yield Finding(name, "problem", f"{type(error).__name__}: {error}", "install it again")


def _program() -> Iterator[Finding]:
    yield Finding("visctx-gui", "ok", f"{__version__}, {platform.platform()}")


def _python() -> Iterator[Finding]:
    found = f"{platform.python_version()} ({sys.executable})"
    if _OLDEST_PYTHON <= sys.version_info[:2] < _FIRST_UNTRIED_PYTHON:
        yield Finding("Python", "ok", found)
    else:
        yield Finding("Python", "problem", found, "use Python 3.11, 3.12 or 3.13")


def _packages() -> Iterator[Finding]:
    bounds = _version_bounds()
    for name, module in _MODULES.items():
        bad: Status = "warning" if name in _WINDOW_ONLY else "problem"
        lacks = "; the window cannot open, the commands work" if name in _WINDOW_ONLY else ""
        version = _installed_version(name)
        if version is None or not _importable(module):
            yield Finding(name, bad, f"not found{lacks}", f"pip install {name}")
            continue
        wanted = bounds.get(name.lower(), "")
        if version_fits(version, wanted):
            yield Finding(name, "ok", version)
        else:
            yield Finding(name, bad, version, f'pip install "{name}{wanted}"')


def _version_bounds() -> dict[str, str]:
    """Bounds of each requirement such as ``>=2.10,<3``, by lower-case name."""
    try:
        requirements = metadata.requires("visctx-gui") or []
    except metadata.PackageNotFoundError:
        return {}
    plain = [one for one in requirements if "extra ==" not in one]
    parts = [re.match(r"([\w.-]+)\s*(.*)", one) for one in plain]
    return {part.group(1).lower(): part.group(2).strip() for part in parts if part}


def _installed_version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _importable(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def version_fits(version: str, bounds: str) -> bool:
    """Whether a version such as ``2.15.0+cpu`` lies within bounds such as ``>=2.10,<3``."""
    number = _numbers(version)
    comparisons: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
        ">=": lambda a, b: a >= b,
        "<": lambda a, b: a < b,
        "!=": lambda a, b: a != b,
    }
    return all(
        comparisons[sign](number, _numbers(bound))
        for sign, bound in re.findall(r"(>=|<|!=)\s*([\d.]+)", bounds)
    )


def _numbers(version: str) -> tuple[int, ...]:
    release = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(part) for part in release.group().split(".")] if release else [0]
    return tuple([*numbers, 0, 0, 0][:3])


def _devices() -> Iterator[Finding]:
    torch = importlib.import_module("torch")
    yield Finding("device cpu", "ok", f"{torch.get_num_threads()} threads, {_memory_text()}")
    for index in range(torch.cuda.device_count()):
        try:
            free, total = torch.cuda.mem_get_info(index)
            name = torch.cuda.get_device_name(index)
            memory = f"{free / 2**30:.1f} of {total / 2**30:.1f} GiB free"
            yield Finding(f"device cuda:{index}", "ok", f"{name}, {memory}")
        except RuntimeError as error:
            first_line = str(error).partition("\n")[0]
            yield Finding(f"device cuda:{index}", "warning", first_line, "use --device cpu")
    if torch.backends.mps.is_available():
        yield Finding("device mps", "ok", "Apple graphics")
    elif not torch.cuda.is_available():
        yield Finding("graphics card", "ok", "none that torch can use; everything runs on the CPU")


def _memory_text() -> str:
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return "memory not known"
    return f"{total / 2**30:.1f} GiB"


def _qt_platform() -> Iterator[Finding]:
    from visctx_gui.commands.screen import screen_problem

    problem = screen_problem()
    if problem is None:
        named = os.environ.get("QT_QPA_PLATFORM") or "Qt's own choice"
        yield Finding("Qt platform", "ok", named)
        return
    yield Finding(
        "Qt platform",
        "warning",
        problem.english(),
        "'visctx-gui run' needs no screen; QT_QPA_PLATFORM=offscreen opens an unseen window",
    )


def _embedded_network() -> Iterator[Finding]:
    from visctx_gui.cortex.files.embedded import embedded_network

    try:
        file = embedded_network()
    except (ReportableError, OSError) as error:
        yield Finding("embedded network", "problem", str(error), "install visctx-gui again")
        return
    filters = ", ".join(map(str, file.network.plan.filters))
    found = f"{filters} filters, trained for {file.steps_trained:,} steps on {file.trained_on}"
    yield Finding("embedded network", "ok", found)


def _data(data_dir: str | None) -> Iterator[Finding]:
    from visctx_gui.cortex.images.data_sets import data_folder, data_found

    folder = data_folder(data_dir)
    for facts in DATA_SETS.values():
        name = f"data {facts.name}"
        if not facts.files:
            yield Finding(name, "ok", "built in")
        elif data_found(facts.name, folder):
            yield Finding(name, "ok", f"found in {folder}")
        else:
            size = facts.download_bytes / 1e6
            advice = f"run with --download ({size:.0f} MB), or put it into {folder / facts.folder}"
            yield Finding(name, "warning", f"not found in {folder}", advice)


def _folders(data_dir: str | None) -> Iterator[Finding]:
    from visctx_gui.cortex.files.runs import runs_folder
    from visctx_gui.cortex.images.data_sets import data_folder

    places = (
        ("data folder", data_folder(data_dir), "--data-dir or VISCTX_DATA"),
        ("runs folder", runs_folder(), "VISCTX_RUNS"),
    )
    for name, folder, setting in places:
        if _can_write(folder):
            yield Finding(name, "ok", f"{folder} can be written")
        else:
            advice = f"name another one with {setting}"
            yield Finding(name, "warning", f"{folder} cannot be written", advice)


def _can_write(folder: Path) -> bool:
    """Whether the folder, or the nearest one above it that exists, takes new files."""
    for place in (folder, *folder.parents):
        if place.exists():
            return place.is_dir() and os.access(place, os.W_OK | os.X_OK)
    return False

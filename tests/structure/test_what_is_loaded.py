"""What an import really loads, seen from a fresh process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.structure.sources import PACKAGE, PROJECT

BLOCK_QT = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "qtawesome"):
            raise ImportError(f"{name} is blocked")
sys.meta_path.insert(0, Blocked())
"""


def modules_after(statement: str) -> set[str]:
    """Names of all modules loaded after a statement in a fresh process."""
    code = f"{statement}\nimport sys\nprint(*sorted(sys.modules), sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def modules_of(room: str) -> list[str]:
    """Dotted names of all modules of a room."""
    files = sorted((PACKAGE / room).rglob("*.py"))
    names = [path.relative_to(PROJECT).with_suffix("").as_posix() for path in files]
    return [name.replace("/", ".").removesuffix(".__init__") for name in names]


def loaded(modules: set[str], *packages: str) -> set[str]:
    """Which of the packages were loaded."""
    return {name.split(".")[0] for name in modules} & set(packages)


def test_plan_loads_nothing_heavy() -> None:
    modules = modules_after("\n".join(f"import {name}" for name in modules_of("plan")))
    assert not loaded(modules, "numpy", "torch", "PySide6", "matplotlib", "sklearn")


def test_presentation_and_messages_load_numpy_alone() -> None:
    names = [*modules_of("presentation"), "visctx_gui.engine.messages"]
    modules = modules_after("\n".join(f"import {name}" for name in names))
    assert not loaded(modules, "torch", "PySide6", "matplotlib")


def test_the_command_line_starts_without_numpy_torch_and_qt() -> None:
    modules = modules_after("import visctx_gui.command_line")
    assert not loaded(modules, "numpy", "torch", "PySide6", "matplotlib")


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["--help"], ["run", "--help"]])
def test_list_and_help_load_neither_torch_nor_qt(words: list[str]) -> None:
    modules = modules_after(f"from visctx_gui.command_line import main\nmain({words})")
    assert not loaded(modules, "torch", "PySide6", "matplotlib")


@pytest.mark.skipif(not (PACKAGE / "gui" / "main_window.py").exists(), reason="no window yet")
def test_the_window_leaves_torch_alone() -> None:
    pytest.importorskip("PySide6", reason="Qt is not installed")
    modules = modules_after("import visctx_gui.gui.main_window")
    assert not loaded(modules, "torch", "torchvision", "sklearn", "matplotlib")


def test_science_experiments_and_engine_live_without_qt() -> None:
    names = [name for room in ("cortex", "experiments", "engine") for name in modules_of(room)]
    modules = modules_after(BLOCK_QT + "\n".join(f"import {name}" for name in names))
    assert "torch" in modules
    assert not loaded(modules, "PySide6", "shiboken6")


def test_figures_need_no_pyplot() -> None:
    assert "matplotlib.pyplot" not in modules_after("import visctx_gui.experiments.figures")

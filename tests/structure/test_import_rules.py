"""Who may import whom, checked from the source."""

from __future__ import annotations

import sys

import pytest

from tests.structure.sources import Import, imports_of, name_of, source_files

PLAN = "visctx_gui.plan"
MESSAGES = "visctx_gui.engine.messages"
LESION_MESSAGES = "visctx_gui.engine.lesion_messages"
SCIENCE = ("numpy", "torch", "torchvision", "scipy", "sklearn", "safetensors", "PIL")

# Standard library, the version and `plan` are always allowed. A name allows what lies below it.
ALLOWED: dict[str, tuple[str, ...]] = {
    "plan": ("tomlkit",),
    "cortex": (*SCIENCE, "visctx_gui.cortex"),
    "experiments": (
        "visctx_gui.cortex",
        "visctx_gui.presentation",
        "visctx_gui.experiments",
        "numpy",
        "matplotlib",
    ),
    "engine/messages.py": ("numpy",),
    "engine/lesion_messages.py": ("numpy", MESSAGES),
    "engine/mailbox.py": ("numpy", MESSAGES),
    "engine": (
        "visctx_gui.cortex",
        "visctx_gui.experiments",
        "visctx_gui.presentation",
        "visctx_gui.engine",
        "numpy",
        "torch",
    ),
    "presentation": ("numpy", MESSAGES, LESION_MESSAGES, "visctx_gui.presentation"),
    "bridge": (
        MESSAGES,
        "visctx_gui.engine.mailbox",
        "visctx_gui.bridge",
        "PySide6.QtCore",
        "shiboken6",
        "numpy",
    ),
    "gui": (
        "visctx_gui.bridge",
        "visctx_gui.presentation",
        "visctx_gui.gui",
        MESSAGES,
        LESION_MESSAGES,
        "numpy",
        "PySide6",
        "qtawesome",
    ),
    "commands": ("visctx_gui.commands", "visctx_gui.tour.request"),
    "command_line.py": ("visctx_gui.commands",),
    "doctor.py": (),
}
# These fetch what they need when they act, so that the window stands before torch is imported.
FREE_INSIDE_FUNCTIONS = (
    "benchmarks",
    "commands",
    "tour.py",
    "tour",
    "application.py",
    "command_line.py",
    "doctor.py",
    "__main__.py",
)
# Only when the engine's thread runs.
ENGINE_INSIDE_RUN = "bridge/engine_thread.py"
NEVER_AT_THE_TOP = ("torch", "torchvision", "visctx_gui.cortex", "visctx_gui.engine.engine")


def below(module: str, names: tuple[str, ...]) -> bool:
    """Whether a module is one of the names or lies below one."""
    return any(module == name or module.startswith(f"{name}.") for name in names)


def rule_of(name: str) -> tuple[str, ...] | None:
    """What a file may import; the most particular rule wins."""
    first = name.split("/")[0]
    return ALLOWED.get(name, ALLOWED.get(first))


def is_always_allowed(module: str) -> bool:
    """Standard library, `plan`, and the package itself for its version."""
    return (
        module.split(".")[0] in sys.stdlib_module_names
        or below(module, (PLAN,))
        or module == "visctx_gui"
    )


def offence(name: str, one: Import) -> str | None:
    """What is wrong with an import, or None."""
    place = f"{name}:{one.line} imports {one.module}"
    first = name.split("/")[0]
    if is_always_allowed(one.module):
        if first == "cortex" and one.module in ("threading", "multiprocessing", "_thread"):
            return f"{place}: cortex knows no threads"
        return None
    if one.inside_function and first in FREE_INSIDE_FUNCTIONS:
        return None
    if one.inside_function and name == ENGINE_INSIDE_RUN:
        return None if below(one.module, ("visctx_gui.engine",)) else place
    rule = rule_of(name)
    if rule is None:
        return place if below(one.module, NEVER_AT_THE_TOP) else None
    return None if below(one.module, rule) else place


def test_every_file_imports_only_what_its_room_may() -> None:
    offences = [offence(name_of(path), one) for path in source_files() for one in imports_of(path)]
    assert not [one for one in offences if one is not None]


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("plan/data.py", Import("numpy", 1, False)),
        ("plan/data.py", Import("visctx_gui.cortex.images", 1, True)),
        ("cortex/images/digits.py", Import("PySide6.QtCore", 1, True)),
        ("cortex/images/digits.py", Import("threading", 1, False)),
        ("experiments/runner.py", Import("visctx_gui.engine.messages", 1, False)),
        ("experiments/runner.py", Import("torch", 1, False)),
        ("engine/messages.py", Import("torch", 1, False)),
        ("engine/session.py", Import("PySide6", 1, False)),
        ("presentation/tiles.py", Import("visctx_gui.cortex.images", 1, False)),
        ("bridge/engine_client.py", Import("visctx_gui.engine.engine", 1, True)),
        ("bridge/engine_client.py", Import("PySide6.QtWidgets", 1, False)),
        ("gui/main_window.py", Import("torch", 1, True)),
        ("gui/main_window.py", Import("visctx_gui.engine.session", 1, False)),
        ("application.py", Import("torch", 1, False)),
        ("commands/console.py", Import("numpy", 1, False)),
    ],
)
def test_the_rules_would_notice(name: str, one: Import) -> None:
    assert offence(name, one) is not None


def test_every_room_has_a_rule() -> None:
    free = {path.split(".")[0] for path in FREE_INSIDE_FUNCTIONS} | {"__init__", "__main__"}
    rooms = {name_of(path).split("/")[0].removesuffix(".py") for path in source_files()}
    ruled = {name.split("/")[0].removesuffix(".py") for name in ALLOWED}
    assert rooms - ruled - free == set()

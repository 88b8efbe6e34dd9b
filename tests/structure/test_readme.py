"""The README's commands, the checks that run them, and the packages named to a person agree."""

from __future__ import annotations

import re

import pytest

from tests.structure.sources import PROJECT
from visctx_gui.commands.screen import DEBIAN_PACKAGES

README = PROJECT / "README.md"
CHECKS = PROJECT / ".ci" / "run"


def command_after(mark: str) -> str:
    """The shell command that stands behind a mark in the README."""
    found = re.search(
        rf"<!-- {mark} -->\n```bash\n(.*?)\n```", README.read_text("utf-8"), re.DOTALL
    )
    assert found is not None, f"README.md has no '{mark}'"
    return found.group(1)


def packages_of(command: str) -> list[str]:
    """What a command installs with apt-get."""
    found = re.search(r"apt-get install -y ([^&]+) &&", command)
    assert found is not None
    return found.group(1).split()


def test_both_commands_are_one_line_and_install_the_same() -> None:
    window = command_after("window command: Debian and Ubuntu")
    tests = command_after("test command: Debian and Ubuntu")
    assert "\n" not in window + tests
    assert packages_of(window) == packages_of(tests)
    assert "python3-venv" in packages_of(window)
    assert window.endswith("visctx-gui")
    assert tests.endswith("-m pytest")


def test_the_packages_are_those_that_a_person_is_told() -> None:
    known = {*DEBIAN_PACKAGES.values(), "python3-venv"}
    assert set(packages_of(command_after("test command: Debian and Ubuntu"))) <= known


# Qt's own libraries ask for these directly, and none of the other packages brings them along.
@pytest.mark.parametrize(
    "package",
    ["libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libxcb-cursor0"],
)
def test_what_nothing_else_brings_along_is_installed(package: str) -> None:
    assert package in packages_of(command_after("window command: Debian and Ubuntu"))


def test_there_are_lines_for_windows() -> None:
    assert README.read_text("utf-8").count("```powershell") == 2


def test_the_checks_run_the_command_of_the_readme() -> None:
    assert "<!-- test command: Debian and Ubuntu -->" in CHECKS.read_text("utf-8")

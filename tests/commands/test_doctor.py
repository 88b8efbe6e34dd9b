"""What the doctor finds, and that nothing stops it."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from visctx_gui import doctor
from visctx_gui.doctor import Finding, examine, version_fits


@pytest.mark.parametrize(
    ("version", "bounds", "fits"),
    [
        ("2.15.0+cpu", ">=2.10,<3", True),
        ("2.9.1", ">=2.10,<3", False),
        ("3.0", ">=2.10,<3", False),
        ("3.0.0rc1", ">=2.10,<3", False),
        ("6.12.0", "!=6.12.0,<6.13,>=6.8", False),
        ("6.12.1", "!=6.12.0,<6.13,>=6.8", True),
        ("6.13", "!=6.12.0,<6.13,>=6.8", False),
        ("1", "", True),
        ("unknown", ">=1", False),
    ],
)
def test_versions_against_bounds(version: str, bounds: str, fits: bool) -> None:
    assert version_fits(version, bounds) == fits


def by_name() -> dict[str, Finding]:
    """All findings."""
    return {finding.name: finding for finding in examine()}


def test_a_package_that_is_too_old_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version
    old = {"torch": "2.9.0", "PySide6": "6.12.0"}
    monkeypatch.setattr(doctor.metadata, "version", lambda name: old.get(name) or real(name))
    found = by_name()
    assert found["torch"].status == "problem"
    assert found["torch"].advice.startswith('pip install "torch')
    assert found["PySide6"].status == "warning"


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version

    def version(name: str) -> str:
        if name in ("qtawesome", "tomlkit"):
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(doctor.metadata, "version", version)
    found = by_name()
    assert found["tomlkit"].status == "problem"
    assert found["qtawesome"].status == "warning"
    assert "the commands work" in found["qtawesome"].found


def test_another_python_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.sys, "version_info", (3, 14, 0))
    assert by_name()["Python"].status == "problem"


def test_a_check_that_fails_becomes_a_finding_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails() -> Any:
        raise RuntimeError("broken torch")
        yield

    monkeypatch.setattr(doctor, "_devices", fails)
    found = by_name()
    assert found["devices"].status == "problem"
    assert "broken torch" in found["devices"].found
    assert "data folder" in found


def test_folders_are_those_that_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    monkeypatch.setenv("VISCTX_RUNS", str(blocked / "runs"))
    found = {one.name: one for one in examine(str(tmp_path / "data"))}
    assert found["data folder"].status == "ok"
    assert str(tmp_path / "data") in found["data folder"].found
    assert found["runs folder"].status == "warning"
    assert "VISCTX_RUNS" in found["runs folder"].advice
    assert list(tmp_path.iterdir()) == [blocked]

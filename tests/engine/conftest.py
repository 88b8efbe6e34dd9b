"""A real engine with its folders in a temporary place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.laboratory import Laboratory
from tests.one_thread import one_thread

__all__ = ["one_thread"]


@pytest.fixture
def empty_laboratory(tmp_path: Path) -> Laboratory:
    return Laboratory(tmp_path)


@pytest.fixture
def laboratory(empty_laboratory: Laboratory) -> Laboratory:
    empty_laboratory.prepare()
    return empty_laboratory

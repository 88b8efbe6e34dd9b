"""A network that has learned a little, so that lesions change something."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.engine.laboratory import SHORT, Laboratory
from tests.one_thread import one_thread
from visctx_gui.engine.messages import OpenData, OpenNetwork, SaveNetwork
from visctx_gui.plan.data import DataPlan

__all__ = ["one_thread"]


@pytest.fixture(scope="session")
def trained_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The network after 25 batches."""
    folder = tmp_path_factory.mktemp("trained")
    laboratory = Laboratory(folder)
    laboratory.prepare()
    laboratory.final(laboratory.begin_training(replace(SHORT, epochs=5, learning_rate=3e-3)))
    path = str(folder / "network.safetensors")
    laboratory.ask(SaveNetwork(path=path))
    return path


@pytest.fixture
def trained(tmp_path: Path, trained_file: str) -> Laboratory:
    """An engine with that network and its data."""
    laboratory = Laboratory(tmp_path)
    laboratory.ask(OpenData(data=DataPlan()))
    laboratory.ask(OpenNetwork(path=trained_file))
    laboratory.replies.clear()
    return laboratory

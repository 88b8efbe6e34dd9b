"""Damage by mean and noise: the experiment measures the channels on the training images itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.experiments.test_runner import NOWHERE, no_figures, run, small_plan
from visctx_gui.cortex.files.network_file import open_network
from visctx_gui.cortex.images.data_sets import open_data
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions import statistics
from visctx_gui.cortex.lesions.silencing import silenced
from visctx_gui.cortex.lesions.statistics import measure_statistics
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.plan.lesion import Lesion, LesionPart

__all__ = ["no_figures"]


@pytest.mark.usefixtures("no_figures")
def test_trap_t8_a_lesion_by_the_mean_of_the_training_images(tmp_path: Path) -> None:
    plan = small_plan("lesion.0.mode=mean")
    result = run(plan, tmp_path / "out")
    network = open_network(tmp_path / "out" / "network.safetensors").network
    data = open_data(plan.data, NOWHERE)
    scale = network.plan.input_mean, network.plan.input_sd
    by_training = measure_statistics(network, data.train, *scale)
    lesion = Lesion((LesionPart("conv1", (0, 1, 2), mode="mean"),))
    with evaluation_mode(network), silenced(network, lesion, by_training):
        given = network(network_input(data.test.images, *scale)).argmax(1).numpy()
    right = int(np.sum(given == data.test.labels.numpy()))
    assert result["lesions"][0]["accuracy"] == right / data.test.n


@pytest.mark.usefixtures("no_figures")
def test_without_such_a_lesion_the_channels_are_not_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "_RunningSums", None)
    run(small_plan(), tmp_path / "out")

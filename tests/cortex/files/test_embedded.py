"""The network that ships with the program reads digits, printed ones and drawn ones."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from visctx_gui.cortex.files.embedded import (
    TRAINING,
    embedded_moments,
    embedded_network,
    make_embedded_network,
)
from visctx_gui.cortex.files.network_file import open_network
from visctx_gui.cortex.images.data_sets import open_data
from visctx_gui.cortex.images.drawing import prepare_drawing
from visctx_gui.cortex.images.image_set import ImageSet
from visctx_gui.cortex.training.evaluate import confusion
from visctx_gui.cortex.training.moments import Moments
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.network import NetworkPlan


def accuracy(images: ImageSet) -> float:
    matrix = confusion(embedded_network().network, images, (0.0,), (1.0,))
    return int(matrix.diag().sum()) / images.n


def test_it_is_the_default_network_and_says_where_it_comes_from() -> None:
    embedded = embedded_network()
    assert embedded.network.plan == NetworkPlan()
    assert (embedded.source, embedded.trained_on, embedded.seed) == ("embedded", "digits", 0)
    assert embedded.steps_trained > 1000
    assert embedded.class_names == tuple("0123456789")


def test_it_reads_the_test_digits_of_the_data_it_was_trained_on(tmp_path: Path) -> None:
    data = open_data(DataPlan("digits"), tmp_path)
    assert embedded_network().data_sha256 == data.sha256
    assert accuracy(data.test) >= 0.97


def test_it_reads_strokes_through_the_path_of_the_drawing_pad() -> None:
    folder = os.environ.get("VISCTX_TEST_DATA")
    if not folder:
        pytest.skip("VISCTX_TEST_DATA names no folder with MNIST")
    test = open_data(DataPlan("mnist"), Path(folder)).test
    drawn = [
        prepare_drawing(image[0].numpy(), "digits", (1, 28, 28)) for image in test.images[:2000]
    ]
    assert accuracy(ImageSet(torch.stack(drawn), test.labels[:2000], test.class_names)) >= 0.85


def test_its_development_can_be_shown() -> None:
    moments = embedded_moments()
    assert len(moments) >= 10
    assert moments.layers == ("conv1", "conv2")
    assert moments.steps[0] == 0
    assert moments.steps[-1] == embedded_network().steps_trained
    assert moments.accuracy[0] < 0.3 < 0.95 < moments.accuracy[-1]
    assert np.isfinite(moments.accuracy).all()
    last = moments.weights(len(moments) - 1, "conv2")
    shipped = embedded_network().network.get_parameter("conv2.weight").detach()
    torch.testing.assert_close(last, shipped, rtol=1 / 1024, atol=1e-7)


def test_the_command_makes_such_files_again(tmp_path: Path) -> None:
    result = make_embedded_network(tmp_path, replace(TRAINING, epochs=1))
    assert 0.2 < result < 1.0
    assert open_network(tmp_path / "network.safetensors").steps_trained == 20
    assert Moments.load(tmp_path / "moments.safetensors").steps[-1] == 20
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "moments.safetensors", "network.json", "network.safetensors",
    ]  # fmt: skip

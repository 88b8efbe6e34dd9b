"""Maps of a layer under damage that follows the channels' responses, through the engine."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.handlers.slow_answers import images_of, network_of
from tests.engine.laboratory import LONG, Laboratory
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.statistics import measure_statistics
from visctx_gui.cortex.recording.recording import record
from visctx_gui.engine.messages import (
    ActivationView,
    ContinueTraining,
    ImageChoice,
    ViewActivations,
)
from visctx_gui.plan.lesion import Lesion, LesionPart

MEAN = Lesion((LesionPart("conv1", (0, 2), mode="mean"),))
NOISE = Lesion((LesionPart("conv1", (1,), mode="noise", seed=2),))


def request_for(lesion: Lesion) -> ViewActivations:
    return ViewActivations(layer="conv1", image=ImageChoice(index=7), lesion=lesion, twin="intact")


@pytest.mark.parametrize("lesion", [MEAN, NOISE], ids=["mean", "noise"])
def test_the_maps_are_those_of_a_plain_recording(trained: Laboratory, lesion: Lesion) -> None:
    view = trained.ask(request_for(lesion))
    assert isinstance(view, ActivationView)
    network, plan = network_of(trained), network_of(trained).plan
    statistics = measure_statistics(
        network, images_of(trained, "train"), plan.input_mean, plan.input_sd
    )
    x = network_input(images_of(trained).images[7:8], plan.input_mean, plan.input_sd)
    damaged = record(network, x, ("conv1",), lesion, statistics)["conv1"][0].numpy()
    assert np.allclose(view.maps, damaged, atol=1e-5)
    assert view.twin_maps is not None
    assert not np.allclose(view.twin_maps, view.maps, atol=1e-3)


def test_while_a_training_runs_the_maps_are_of_one_copy(trained: Laboratory) -> None:
    expected = trained.ask(request_for(MEAN))
    trained.begin_training(LONG, paused=True)
    number = trained.post(request_for(MEAN))
    trained.turn()
    trained.ask(ContinueTraining())
    view = trained.final(number).payload  # type: ignore[union-attr]
    assert view.step == expected.step
    assert np.allclose(view.maps, expected.maps, atol=1e-5)

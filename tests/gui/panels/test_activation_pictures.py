"""Facts, colours and words of what an Activations panel shows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.gui.panels.examples import activation_view, data_facts, network_facts
from visctx_gui.engine.messages import ImageChoice, ViewActivations
from visctx_gui.gui.panels.activation_pictures import (
    answer_names,
    common_limits,
    image_words,
    map_sheet,
    score_bars,
    shown_layer,
)
from visctx_gui.plan.data import DIGIT_NAMES, DataPlan
from visctx_gui.plan.lesion import silence
from visctx_gui.plan.network import NetworkPlan


@pytest.mark.parametrize(
    ("plan", "name", "before", "colours", "units_of"),
    [
        (NetworkPlan(), "conv1", False, "sequential", "conv1"),
        (NetworkPlan(), "conv1", True, "diverging", "conv1"),
        (NetworkPlan(), "pool2", False, "sequential", "conv2"),
        (NetworkPlan(), "linear", False, "diverging", ""),
        (NetworkPlan(nonlinearity="tanh"), "tanh1", False, "diverging", "conv1"),
        (NetworkPlan(nonlinearity="sigmoid"), "sigmoid2", False, "sequential", "conv2"),
        (NetworkPlan(normalisation="batch"), "norm1", False, "diverging", "conv1"),
        (NetworkPlan(normalisation="local_response"), "norm2", False, "sequential", "conv2"),
    ],
)
def test_colours_suit_what_the_layer_can_hold(plan, name, before, colours, units_of):
    layer = shown_layer(plan, name, before)
    assert (layer.colours, layer.units_of) == (colours, units_of)


def test_answers_have_the_names_the_network_was_trained_with():
    digits, clothes = network_facts(), data_facts(DataPlan("fashion-mnist"))
    assert answer_names(digits, clothes) == DIGIT_NAMES
    of_a_script = replace(digits, trained_on="")
    assert answer_names(of_a_script, clothes) == clothes.class_names
    two_classes = replace(of_a_script, plan=NetworkPlan(n_classes=2), class_names=("a", "b"))
    assert answer_names(two_classes, clothes) == ("a", "b")
    assert answer_names(None, clothes) == clothes.class_names
    assert answer_names(None, None) == ()


def test_an_unknown_layer_is_an_error():
    with pytest.raises(KeyError):
        shown_layer(NetworkPlan(), "conv9")


def test_twins_share_one_scale():
    view = activation_view(ViewActivations(layer="conv1", image=ImageChoice(), twin="untrained"))
    low, high = common_limits(view, "sequential")
    both = np.concatenate([view.maps.ravel(), view.twin_maps.ravel()])
    assert low == 0.0
    assert high == pytest.approx(np.percentile(both, 99.5), rel=1e-3)
    alone = map_sheet(view.maps, shown_layer(NetworkPlan(), "conv1"), (low, high), False)
    assert alone.sheet_limits() == (low, high)


def test_the_scores_name_the_true_class_and_the_twin():
    request = ViewActivations(
        layer="linear", image=ImageChoice(), twin="intact", lesion=silence("conv1", (1,))
    )
    bars = score_bars(activation_view(request), DIGIT_NAMES, "intact")
    assert bars.highlighted == {7}
    assert (bars.name, bars.compared_name) == ("lesioned", "intact")
    assert bars.limits == (0.0, 1.0)
    plain = ViewActivations(layer="linear", image=ImageChoice())
    assert score_bars(activation_view(plain, label=-1), DIGIT_NAMES).highlighted == frozenset()


def test_an_image_says_where_it_comes_from():
    names = DIGIT_NAMES
    assert image_words(ImageChoice(index=3), 7, names) == "test image 3, class 7"
    assert image_words(ImageChoice(split="train", index=3), -1, names) == "training image 3"
    assert image_words(ImageChoice(kind="file", path="/a/b/cat.png"), -1, names) == "cat.png"
    assert image_words(ImageChoice(kind="drawing"), -1, names) == "your drawing"

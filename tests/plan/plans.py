"""Plans drawn at random, all of them possible."""

from __future__ import annotations

from hypothesis import strategies as st

from visctx_gui.plan.data import DATA_SETS, DataPlan
from visctx_gui.plan.experiment import (
    ActivationsPlan,
    ExperimentPlan,
)
from visctx_gui.plan.greedy import GREEDY_MEASURES
from visctx_gui.plan.layers import layer_row
from visctx_gui.plan.lesion import MODES, WEIGHT_MODES
from visctx_gui.plan.lesion_entry import LesionCurvePlan, LesionEntry, SweepPlan
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.scotoma import SHAPES, SIDES, Scotoma, scotoma_positions
from visctx_gui.plan.training import TrainingPlan

SEEDS = st.integers(0, 2**31 - 1)
RATES = st.floats(1e-9, 1e3, allow_nan=False)


def data_plans() -> st.SearchStrategy[DataPlan]:
    """Any data set and split; images large enough for the networks of `network_plans`."""
    return st.builds(
        DataPlan,
        name=st.sampled_from(sorted(DATA_SETS)),
        n_validation=st.none() | st.integers(0, 300),
        split_seed=SEEDS,
        image_size=st.none() | st.integers(28, 64),
        colour=st.sampled_from(["stored", "grey", "colour"]),
        normalisation=st.sampled_from(["unit", "standard"]),
    )


@st.composite
def network_plans(draw: st.DrawFn, data: DataPlan) -> NetworkPlan:
    """A network of one or two stages that takes the images of `data`."""
    stages = draw(st.integers(1, 2))
    kernel = draw(st.integers(1, 5))
    return NetworkPlan(
        filters=tuple(draw(st.lists(st.integers(1, 40), min_size=stages, max_size=stages))),
        kernel_size=(kernel,),
        padding=(draw(st.integers(0, kernel - 1)),),
        pooling=draw(st.sampled_from(["max", "average", "stride"])),
        nonlinearity=draw(
            st.sampled_from(["relu", "leaky_relu", "elu", "gelu", "tanh", "sigmoid"])
        ),
        normalisation=draw(st.sampled_from(["none", "batch", "local_response"])),
        input_shape=data.image_shape,
        n_classes=len(data.facts.class_names),
        areas=draw(st.sampled_from([(), ("V1", "MT")[:stages]])) if stages == 2 else (),
    )


TRAINING_PLANS = st.builds(
    TrainingPlan,
    optimizer=st.sampled_from(["adam", "sgd"]),
    learning_rate=RATES,
    momentum=st.floats(0, 0.999),
    weight_decay=st.floats(0, 1),
    batch_size=st.integers(1, 500),
    epochs=st.integers(1, 10_000),
    patience=st.integers(0, 100),
    augmentation=st.sampled_from(["none", "strokes"]),
    seed=SEEDS,
    device=st.sampled_from(["auto", "cpu", "cuda", "cuda:3", "mps"]),
)


SCOTOMAS = st.builds(
    Scotoma,
    shape=st.sampled_from(SHAPES),
    x=st.none() | st.floats(-5, 40),
    y=st.none() | st.floats(-5, 40),
    radius=st.floats(1, 40),
    inner_radius=st.floats(0, 0.9),
    side=st.sampled_from(SIDES),
)


def _places(network: NetworkPlan, layer: str) -> st.SearchStrategy[dict[str, object]]:
    """No place, some cells of the map, or a region that holds at least one of them."""
    _, height, width = layer_row(network, layer).output_shape
    cells = st.tuples(st.integers(0, height - 1), st.integers(0, width - 1))
    regions = SCOTOMAS.filter(lambda one: bool(scotoma_positions(one, network, layer)))
    return st.one_of(
        st.just({}),
        st.fixed_dictionaries({"positions": st.lists(cells, min_size=1, max_size=4).map(tuple)}),
        st.fixed_dictionaries({"scotoma": regions}),
    )


def _choices_of_units(size: int) -> st.SearchStrategy[dict[str, object]]:
    some = st.integers(1, size)
    units = st.lists(st.integers(0, size - 1), min_size=1, max_size=5).map(tuple)
    return st.one_of(
        st.fixed_dictionaries({"first": some}),
        st.fixed_dictionaries({"random": some}),
        st.fixed_dictionaries({"ranked": some}),
        st.fixed_dictionaries({"units": units}),
    )


def ranking_splits(data: DataPlan) -> st.SearchStrategy[str]:
    """Splits with images to rank on."""
    return st.sampled_from(["train", "validation"] if data.n_validation_used else ["train"])


@st.composite
def lesion_entries(draw: st.DrawFn, network: NetworkPlan, data: DataPlan) -> LesionEntry:
    """A lesion that fits network and data; those that share a name have no random units."""
    place = draw(st.integers(0, network.n_stages - 1))
    layer, size = network.conv_names[place], network.filters[place]
    mode = draw(st.sampled_from(MODES))
    where = {} if mode in WEIGHT_MODES else draw(_places(network, layer))
    chosen = draw(_choices_of_units(size))
    if "scotoma" in where and draw(st.booleans()):
        chosen = {}  # all units
    return LesionEntry(
        layer=layer,
        ranking_split=draw(ranking_splits(data)),
        draws=draw(st.integers(1, 50)),
        mode=mode,
        dose=draw(st.floats(0, 1)),
        seed=draw(SEEDS),
        name="" if "random" in chosen else draw(st.sampled_from(["", "a", "two layers"])),
        **chosen,  # type: ignore[arg-type]
        **where,  # type: ignore[arg-type]
    )


@st.composite
def experiments(draw: st.DrawFn) -> ExperimentPlan:
    """A whole experiment that passes its checks."""
    data = draw(data_plans())
    network = draw(network_plans(data))
    layers = st.lists(st.sampled_from(network.conv_names), min_size=1, max_size=2).map(tuple)
    curves = st.builds(
        LesionCurvePlan,
        layers=layers,
        orders=st.sampled_from([("first",), ("random", "importance"), ("first", "random")]),
        draws=st.integers(1, 20),
        seed=SEEDS,
        ranking_split=ranking_splits(data),
    )
    sweeps = st.builds(
        SweepPlan,
        layers=layers,
        rankings=st.sampled_from([(), ("exact",), ("first-order", "greedy")]),
        ranking_split=ranking_splits(data),
        group=st.integers(1, 40),
        greedy_by=st.sampled_from(GREEDY_MEASURES),
        stop_share=st.floats(0, 1),
    )
    return ExperimentPlan(
        name="drawn",
        title=draw(st.text(min_size=1, max_size=30)),
        seconds_on_cpu=draw(st.integers(0, 1000)),
        data=data,
        network=network,
        training=draw(TRAINING_PLANS),
        lesions=tuple(draw(st.lists(lesion_entries(network, data), max_size=3))),
        sweep=draw(st.none() | sweeps),
        lesion_curve=draw(st.none() | curves),
        activations=draw(
            st.none() | st.builds(ActivationsPlan, layers=layers, image=st.integers(0, 359))
        ),
    )

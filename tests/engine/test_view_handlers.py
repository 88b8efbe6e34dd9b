"""Filters, activations and thumbnails through the engine, against direct calls."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.engine.laboratory import SMALL, Laboratory
from visctx_gui.cortex.images.drawing import prepare_drawing
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.engine.messages import (
    ActivationView,
    FilterView,
    ImageChoice,
    NewNetwork,
    OpenData,
    OpenImages,
    ViewActivations,
    ViewFilters,
    ViewImages,
    ViewMoments,
)
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.layers import layer_table
from visctx_gui.plan.lesion import silence
from visctx_gui.plan.network import NetworkPlan


def network_of(laboratory: Laboratory) -> V1V2Network:
    loaded = laboratory.session.loaded
    assert loaded is not None
    return loaded.network


def pixels_of(laboratory: Laboratory, index: int) -> torch.Tensor:
    data = laboratory.session.data
    assert data is not None
    return data.test.images[index]


# ---- filters --------------------------------------------------------------------------------


def test_filters_of_the_first_layer_are_its_kernels(laboratory: Laboratory) -> None:
    view = laboratory.ask(ViewFilters(layer="conv1"))
    assert isinstance(view, FilterView)
    weights = network_of(laboratory).get_parameter("conv1.weight").detach().numpy()
    assert np.array_equal(view.kernels, weights[:, 0])
    assert np.allclose(view.norms, np.sqrt((weights**2).sum(axis=(1, 2, 3))))
    assert view.step == 0


def test_filters_of_a_deeper_layer_are_averaged_over_their_inputs(laboratory: Laboratory) -> None:
    view = laboratory.ask(ViewFilters(layer="conv2"))
    weights = network_of(laboratory).get_parameter("conv2.weight").detach().numpy()
    assert np.allclose(view.kernels, weights.mean(axis=1), atol=1e-6)
    assert np.allclose(view.norms, np.sqrt((weights**2).sum(axis=(1, 2, 3))))


def test_one_unit_has_a_kernel_for_each_input(laboratory: Laboratory) -> None:
    view = laboratory.ask(ViewFilters(layer="conv2", unit=5))
    weights = network_of(laboratory).get_parameter("conv2.weight").detach().numpy()
    assert np.array_equal(view.kernels, weights[5])
    assert np.allclose(view.norms, np.sqrt((weights[5] ** 2).sum(axis=(1, 2))))


def test_colour_filters_are_in_colour(empty_laboratory: Laboratory) -> None:
    empty_laboratory.ask(NewNetwork(network=NetworkPlan(filters=(4,), input_shape=(3, 32, 32))))
    view = empty_laboratory.ask(ViewFilters(layer="conv1"))
    weights = network_of(empty_laboratory).get_parameter("conv1.weight").detach().numpy()
    assert np.array_equal(view.kernels, weights.transpose(0, 2, 3, 1))


def test_very_many_large_filters_are_cut_to_8_mib(empty_laboratory: Laboratory) -> None:
    plan = NetworkPlan(
        filters=(1024,), kernel_size=(31,), padding=(0,), input_shape=(3, 33, 33), n_classes=2
    )
    empty_laboratory.ask(NewNetwork(network=plan))
    view = empty_laboratory.ask(ViewFilters(layer="conv1"))
    assert len(view.kernels) == len(view.norms) < 1024
    assert 7 * 2**20 < view.kernels.nbytes <= 8 * 2**20


@pytest.mark.parametrize(
    "request_",
    [
        ViewFilters(layer="pool1"),
        ViewFilters(layer="conv1", unit=4),
        ViewFilters(layer="conv1", unit=-1),
        ViewFilters(layer="conv1", moment=0),
    ],
)
def test_filters_that_do_not_exist_are_refused(
    laboratory: Laboratory, request_: ViewFilters
) -> None:
    laboratory.refusal(request_)


def test_a_network_without_moments_has_none(laboratory: Laboratory) -> None:
    moments = laboratory.ask(ViewMoments())
    assert len(moments.steps) == len(moments.validation_accuracy) == 0


# ---- activations ----------------------------------------------------------------------------


@pytest.mark.parametrize("layer", [row.name for row in layer_table(SMALL)])
def test_fault_47_every_layer_gives_what_a_direct_pass_gives(
    laboratory: Laboratory, layer: str
) -> None:
    view = laboratory.ask(ViewActivations(layer=layer, image=ImageChoice(index=7)))
    assert isinstance(view, ActivationView)
    network = network_of(laboratory)
    x = pixels_of(laboratory, 7)[None].float() / 255
    wanted = network.lesion_point(layer) if layer.startswith("conv") else layer
    with evaluation_mode(network):
        maps = network.forward_to(wanted, x)[0].numpy()
        scores = network(x)[0].softmax(0).numpy()
    if maps.ndim == 1:
        maps = maps[:, None, None]
    assert np.allclose(view.maps, maps, atol=1e-6)
    assert np.allclose(view.scores, scores, atol=1e-6)
    assert view.twin_maps is None
    data = laboratory.session.data
    assert data is not None
    assert view.label == int(data.test.labels[7])


def test_the_summed_input_is_before_the_nonlinearity(laboratory: Laboratory) -> None:
    choice = ImageChoice(index=2)
    summed = laboratory.ask(
        ViewActivations(layer="conv1", image=choice, before_nonlinearity=True)
    ).maps
    response = laboratory.ask(ViewActivations(layer="conv1", image=choice)).maps
    assert summed.min() < 0
    assert np.array_equal(response, np.maximum(summed, 0))
    laboratory.refusal(ViewActivations(layer="pool1", image=choice, before_nonlinearity=True))


def test_a_lesioned_map_is_silent_and_its_intact_twin_is_not(laboratory: Laboratory) -> None:
    view = laboratory.ask(
        ViewActivations(
            layer="conv1", image=ImageChoice(), lesion=silence("conv1", (1, 3)), twin="intact"
        )
    )
    assert not view.maps[[1, 3]].any()
    assert np.array_equal(view.maps[[0, 2]], view.twin_maps[[0, 2]])
    intact = laboratory.ask(ViewActivations(layer="conv1", image=ImageChoice()))
    assert np.array_equal(view.twin_maps, intact.maps)
    assert np.array_equal(view.twin_scores, intact.scores)
    assert not np.array_equal(view.scores, intact.scores)
    laboratory.refusal(
        ViewActivations(layer="conv1", image=ImageChoice(), lesion=silence("conv1", (4,)))
    )


def test_the_untrained_twin_is_the_network_of_the_same_seed(laboratory: Laboratory) -> None:
    network = network_of(laboratory)
    with torch.no_grad():
        network.get_parameter("conv1.weight").mul_(2)
    view = laboratory.ask(
        ViewActivations(layer="pool1", image=ImageChoice(index=1), twin="untrained")
    )
    first = new_network(SMALL, 0)
    with evaluation_mode(first):
        expected = first.forward_to("pool1", pixels_of(laboratory, 1)[None].float() / 255)
    assert np.allclose(view.twin_maps, expected[0].numpy(), atol=1e-6)
    assert not np.allclose(view.twin_maps, view.maps, atol=1e-3)


def test_trap_t35_a_picture_is_normalised_as_in_training_and_shown_before_it(
    empty_laboratory: Laboratory,
) -> None:
    empty_laboratory.ask(OpenData(data=DataPlan(normalisation="standard")))
    empty_laboratory.ask(NewNetwork(network=SMALL))
    view = empty_laboratory.ask(ViewActivations(layer="conv1", image=ImageChoice(index=3)))
    pixels = pixels_of(empty_laboratory, 3)
    assert np.array_equal(view.input_picture, pixels.permute(1, 2, 0).numpy())
    data, network = empty_laboratory.session.data, network_of(empty_laboratory)
    assert data is not None
    assert network.plan.input_mean == data.input_mean != (0.0,)
    x = (pixels[None].float() / 255 - data.input_mean[0]) / data.input_sd[0]
    with evaluation_mode(network):
        assert np.allclose(view.scores, network(x)[0].softmax(0).numpy(), atol=1e-5)


def test_trap_t35_a_drawing_goes_through_the_preparation_of_the_data(
    laboratory: Laboratory,
) -> None:
    strokes = np.zeros((200, 200), dtype=np.uint8)
    strokes[30:170, 95:110] = 255
    view = laboratory.ask(
        ViewActivations(layer="conv1", image=ImageChoice(kind="drawing", pixels=strokes))
    )
    assert view.input_picture.shape == (28, 28, 1)
    assert view.input_picture.max() > 100
    assert view.label == -1
    empty = laboratory.ask(ViewActivations(layer="conv1", image=ImageChoice(kind="drawing")))
    assert not empty.input_picture.any()


STROKES = np.zeros((200, 200), dtype=np.uint8)
STROKES[30:170, 55:70] = STROKES[90:100, 40:140] = 255


def test_trap_t35_a_drawing_is_prepared_as_the_network_was_trained_whatever_is_open(
    laboratory: Laboratory,
) -> None:
    drawn = ViewActivations(layer="conv1", image=ImageChoice(kind="drawing", pixels=STROKES))
    as_open = laboratory.ask(drawn)
    assert not as_open.note.english(), "an untrained network will be trained on what is open"
    loaded = laboratory.session.loaded
    assert loaded is not None
    loaded.trained_on = "mnist"
    view = laboratory.ask(drawn)
    expected = prepare_drawing(STROKES, "mnist", (1, 28, 28)).permute(1, 2, 0).numpy()
    assert np.array_equal(view.input_picture, expected)
    assert not np.array_equal(view.input_picture, as_open.input_picture)
    said = "prepared as mnist, which the network was trained on, not as digits"
    assert view.note.english() == said
    loaded.trained_on = "digits"
    again = laboratory.ask(drawn)
    assert np.array_equal(again.input_picture, as_open.input_picture)
    assert not again.note.english()


def test_without_open_data_a_drawing_is_prepared_for_the_network(
    empty_laboratory: Laboratory,
) -> None:
    empty_laboratory.ask(NewNetwork(network=SMALL))
    loaded = empty_laboratory.session.loaded
    assert loaded is not None
    loaded.trained_on = "mnist"
    view = empty_laboratory.ask(
        ViewActivations(layer="conv1", image=ImageChoice(kind="drawing", pixels=STROKES))
    )
    expected = prepare_drawing(STROKES, "mnist", (1, 28, 28)).permute(1, 2, 0).numpy()
    assert np.array_equal(view.input_picture, expected)
    assert not view.note.english()


def test_a_picture_from_a_file_does_not_depend_on_the_open_data(
    empty_laboratory: Laboratory, tmp_path: Path
) -> None:
    image = pytest.importorskip("PIL.Image")
    image.fromarray(STROKES).save(tmp_path / "a.png")
    empty_laboratory.ask(NewNetwork(network=replace(SMALL, input_mean=(0.3,), input_sd=(0.4,))))
    choice = ImageChoice(kind="file", path=str(tmp_path / "a.png"))
    alone = empty_laboratory.ask(ViewActivations(layer="conv1", image=choice))
    empty_laboratory.ask(OpenData(data=DataPlan(normalisation="standard")))
    beside = empty_laboratory.ask(ViewActivations(layer="conv1", image=choice))
    assert np.array_equal(alone.input_picture, beside.input_picture)
    assert np.array_equal(alone.scores, beside.scores)


def test_what_was_changed_in_reading_is_told_beside_what_was_done_to_fit(
    laboratory: Laboratory, tmp_path: Path
) -> None:
    image = pytest.importorskip("PIL.Image")
    path = tmp_path / "stack.tif"
    pages = [image.fromarray(np.full((60, 50), 1000 * page, np.uint16)) for page in (1, 2)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    choice = ImageChoice(kind="file", path=str(path))
    note = laboratory.ask(ViewActivations(layer="conv1", image=choice)).note.english()
    assert note == (
        "16-bit values scaled to 0..255; only the first frame is used; "
        "middle cut out and resized from 50 x 60 to 28 x 28 px"
    )


def test_an_image_file_is_fitted_and_the_change_is_noted(
    laboratory: Laboratory, tmp_path: Path
) -> None:
    image = pytest.importorskip("PIL.Image")
    path = tmp_path / "photo.png"
    pixels = np.zeros((60, 50, 3), dtype=np.uint8)
    pixels[:, 25:] = 255
    image.fromarray(pixels).save(path)
    choice = ImageChoice(kind="file", path=str(path))
    view = laboratory.ask(ViewActivations(layer="conv1", image=choice))
    assert view.input_picture.shape == (28, 28, 1)
    assert view.input_picture[:, -4:].min() > 200
    assert "resized" in view.note.english()
    assert view.label == -1
    path.unlink()
    laboratory.refusal(ViewActivations(layer="conv1", image=choice))


@pytest.mark.parametrize("index", [-1, 360])
def test_an_image_that_does_not_exist_is_refused(laboratory: Laboratory, index: int) -> None:
    laboratory.refusal(ViewActivations(layer="conv1", image=ImageChoice(index=index)))


def test_data_of_another_shape_are_fitted_to_the_network(laboratory: Laboratory) -> None:
    laboratory.ask(NewNetwork(network=NetworkPlan(filters=(4,), input_shape=(3, 32, 32))))
    view = laboratory.ask(ViewActivations(layer="conv1", image=ImageChoice()))
    assert view.input_picture.shape == (32, 32, 3)
    assert view.note.english()


# ---- pictures -------------------------------------------------------------------------------


def test_thumbnails_of_one_class_are_of_that_class(laboratory: Laboratory) -> None:
    data = laboratory.session.data
    assert data is not None
    view = laboratory.ask(ViewImages(split="test", class_index=4, first=3, count=5))
    places = (data.test.labels == 4).nonzero().flatten().numpy()
    assert view.total == len(places)
    assert np.array_equal(view.indices, places[3:8])
    assert (view.labels == 4).all()
    for picture, place in zip(view.pictures, view.indices, strict=True):
        assert np.array_equal(picture, data.test.images[place].permute(1, 2, 0).numpy())


def test_thumbnails_beyond_the_end_are_fewer_or_none(laboratory: Laboratory) -> None:
    view = laboratory.ask(ViewImages(split="test", class_index=None, first=358, count=10))
    assert view.indices.tolist() == [358, 359]
    nothing = laboratory.ask(ViewImages(split="test", class_index=None, first=999, count=10))
    assert nothing.pictures.shape == (0, 28, 28, 1)


def test_image_files_are_read_reduced_and_refused_by_name(
    laboratory: Laboratory, tmp_path: Path
) -> None:
    image = pytest.importorskip("PIL.Image")
    image.fromarray(np.full((300, 100, 3), 200, np.uint8)).save(tmp_path / "a.png")
    image.fromarray(np.full((20, 30), 9, np.uint8)).save(tmp_path / "b.png")
    (tmp_path / "c.png").write_text("no picture")
    opened = laboratory.ask(OpenImages(paths=(str(tmp_path),)))
    assert [Path(path).name for path in opened.paths] == ["a.png", "b.png"]
    assert [picture.shape for picture in opened.pictures] == [(96, 32, 3), (20, 30, 3)]
    assert (opened.pictures[0] == 200).all()
    assert [Path(path).name for path, _ in opened.refused] == ["c.png"]

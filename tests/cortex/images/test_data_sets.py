"""Opening data sets by their plans."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.cortex.images.examples import idx_bytes, write_cifar, write_mnist
from visctx_gui.cortex.images.data_sets import (
    data_folder,
    data_found,
    open_data,
    platform_data_folder,
)
from visctx_gui.cortex.images.finished_set import mean_and_sd
from visctx_gui.cortex.images.image_set import DataSet, check_labels
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.wording import DataError, PlanError

NOWHERE = Path("no-such-folder")


def test_the_digits_need_no_file() -> None:
    data = open_data(DataPlan(), NOWHERE)
    assert (data.train.n, data.validation.n, data.test.n) == (1257, 180, 360)
    assert data.image_shape == (1, 28, 28)
    assert data.train.images.dtype == torch.uint8
    assert data.validation.counts() == (18,) * 10
    assert (data.input_mean, data.input_sd) == ((0.0,), (1.0,))
    assert data.memory_bytes == 1797 * (28 * 28 + 8)
    assert data_found("digits", NOWHERE)


def all_images(data: DataSet) -> set[bytes]:
    parts = (data.train, data.validation, data.test)
    return {image.numpy().tobytes() for part in parts for image in part.images}


def test_no_digit_is_in_two_splits() -> None:
    assert len(all_images(open_data(DataPlan(), NOWHERE))) == 1797


def test_the_hash_tells_splits_apart_and_repeats() -> None:
    hashes = [
        open_data(plan, NOWHERE).sha256
        for plan in (DataPlan(), DataPlan(), DataPlan(split_seed=1), DataPlan(n_validation=0))
    ]
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3


@pytest.mark.parametrize("place", ["MNIST/raw", "MNIST", "raw", "."])
@pytest.mark.parametrize("packed", [False, True])
def test_mnist_is_found_packed_or_not(tmp_path: Path, place: str, packed: bool) -> None:
    folder = tmp_path / "data"
    arrays = write_mnist(folder / place, packed=packed)
    data = open_data(DataPlan(name="mnist", n_validation=10), folder)
    images = arrays["train-images-idx3-ubyte"]
    assert np.array_equal(data.train.images[:, 0].numpy(), images[:30])
    assert np.array_equal(data.validation.images[:, 0].numpy(), images[30:])
    assert np.array_equal(data.test.labels.numpy(), arrays["t10k-labels-idx1-ubyte"])
    assert data_found("mnist", folder)


def test_files_in_the_folder_itself_are_told_apart_by_its_name(tmp_path: Path) -> None:
    write_mnist(tmp_path / "digits-of-nist")
    write_mnist(tmp_path / "Fashion")
    found = {
        (folder, name): data_found(name, tmp_path / folder)
        for folder in ("digits-of-nist", "Fashion")
        for name in ("mnist", "fashion-mnist")
    }
    assert [key for key, value in found.items() if value] == [
        ("digits-of-nist", "mnist"),
        ("Fashion", "fashion-mnist"),
    ]


def test_trap_t35_cifar_keeps_its_colours_in_order(tmp_path: Path) -> None:
    pixels = write_cifar(tmp_path / "cifar-10-batches-py")
    data = open_data(DataPlan(name="cifar-10", n_validation=3), tmp_path)
    assert (data.train.n, data.validation.n, data.test.n) == (17, 3, 4)
    assert np.array_equal(data.test.images.numpy().reshape(4, -1), pixels["test_batch"])
    assert np.array_equal(data.train.images[4].numpy().ravel(), pixels["data_batch_2"][0])


@pytest.mark.parametrize("name", ["mnist", "fashion-mnist", "cifar-10"])
def test_missing_data_names_folder_layout_and_download(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError) as caught:
        open_data(DataPlan(name=name), tmp_path)
    sentence = str(caught.value)
    assert str(tmp_path) in sentence
    assert DataPlan(name=name).facts.folder in sentence
    assert "--download" in sentence
    assert not data_found(name, tmp_path)


def test_one_missing_file_is_named(tmp_path: Path) -> None:
    write_mnist(tmp_path / "MNIST/raw")
    (tmp_path / "MNIST/raw/t10k-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(DataError, match=r"not complete .*: MNIST/raw/t10k-labels"):
        open_data(DataPlan(name="mnist"), tmp_path)


def test_too_few_labels_are_refused(tmp_path: Path) -> None:
    write_mnist(tmp_path, packed=False)
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx_bytes(np.zeros(39, np.uint8)))
    with pytest.raises(DataError, match="40 images, but there are 39 labels"):
        open_data(DataPlan(name="mnist", n_validation=1), tmp_path)


def test_images_of_another_size_are_refused(tmp_path: Path) -> None:
    write_mnist(tmp_path, packed=False)
    (tmp_path / "t10k-images-idx3-ubyte").write_bytes(idx_bytes(np.zeros((10, 8, 9), np.uint8)))
    with pytest.raises(DataError, match="8 x 9 px, not 28 px"):
        open_data(DataPlan(name="mnist", n_validation=1), tmp_path)


def test_fewer_images_than_validation_are_refused(tmp_path: Path) -> None:
    write_mnist(tmp_path)
    with pytest.raises(DataError, match="only 40 training images"):
        open_data(DataPlan(name="mnist"), tmp_path)


def test_fault_34_a_label_that_is_no_class_is_refused_with_its_place(tmp_path: Path) -> None:
    write_mnist(tmp_path, packed=False)
    labels = np.zeros(40, np.uint8)
    labels[17] = 10
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx_bytes(labels))
    with pytest.raises(DataError, match="label 10 of image 17"):
        open_data(DataPlan(name="mnist", n_validation=1), tmp_path)


@pytest.mark.parametrize("bad", [float("nan"), -1.0, 3.0, 0.5, float("inf")])
def test_fault_34_labels_that_are_no_whole_numbers_are_refused(bad: float) -> None:
    with pytest.raises(DataError, match="of image 1 is no class"):
        check_labels(torch.tensor([0.0, bad, bad]), 3, "here")
    check_labels(torch.tensor([0.0, 1.0, 2.0]), 3, "here")


def test_trap_t35_standard_normalisation_is_measured_on_training_images(tmp_path: Path) -> None:
    write_cifar(tmp_path)
    data = open_data(DataPlan(name="cifar-10", n_validation=3, normalisation="standard"), tmp_path)
    values = data.train.images.numpy().astype(np.float64) / 255
    assert np.allclose(data.input_mean, values.mean(axis=(0, 2, 3)), atol=1e-12)
    assert np.allclose(data.input_sd, values.std(axis=(0, 2, 3)), atol=1e-12)


def test_fault_31_images_without_variation_have_sd_1() -> None:
    mean, sd = mean_and_sd(torch.full((5, 2, 4, 4), 51, dtype=torch.uint8))
    assert mean == pytest.approx((0.2, 0.2))
    assert sd == (1.0, 1.0)


def test_size_and_colour_of_the_plan_are_made(tmp_path: Path) -> None:
    data = open_data(DataPlan(image_size=14, colour="colour"), NOWHERE)
    assert data.image_shape == (3, 14, 14)
    assert torch.equal(data.train.images[:, 0], data.train.images[:, 2])


def test_more_memory_than_8_gib_is_refused_before_reading() -> None:
    with pytest.raises(DataError, match=r"73 GB of memory.*data\.image_size"):
        open_data(DataPlan(name="mnist", image_size=1024), NOWHERE)


def test_an_impossible_plan_is_refused() -> None:
    with pytest.raises(PlanError, match="leaves no training images"):
        open_data(DataPlan(n_validation=1437), NOWHERE)


def test_the_data_folder_is_given_then_variable_then_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISCTX_DATA", str(tmp_path / "variable"))
    assert data_folder(str(tmp_path / "given")) == tmp_path / "given"
    assert data_folder() == tmp_path / "variable"
    monkeypatch.delenv("VISCTX_DATA")
    assert data_folder().parts[-2:] == ("visctx-gui", "data")


def test_the_platform_folder_of_each_system() -> None:
    home = Path("home").absolute()
    elsewhere = str(home / "elsewhere")
    assert platform_data_folder("win32", {"APPDATA": elsewhere}, home) == Path(elsewhere)
    assert platform_data_folder("darwin", {}, home) == home / "Library" / "Application Support"
    linux = {"XDG_DATA_HOME": elsewhere}
    assert platform_data_folder("linux", linux, home) == Path(elsewhere)
    relative = {"XDG_DATA_HOME": "relative"}
    assert platform_data_folder("linux", relative, home) == home / ".local" / "share"


def test_real_mnist_where_it_is_present() -> None:
    folder = os.environ.get("VISCTX_TEST_DATA")
    if folder is None:
        pytest.skip("VISCTX_TEST_DATA is not set")
    data = open_data(DataPlan(name="mnist", normalisation="standard"), Path(folder))
    assert (data.train.n, data.validation.n, data.test.n) == (55_000, 5_000, 10_000)
    assert data.train.labels[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert data.input_mean[0] == pytest.approx(0.1307, abs=2e-4)
    assert data.input_sd[0] == pytest.approx(0.3081, abs=2e-4)
    assert len(hashlib.sha256().hexdigest()) == len(data.sha256)

"""A folder of images as a data set."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from tests.cortex.images.folder_examples import (
    SIDE,
    folder_plan,
    images_of,
    listed,
    opened,
    write_classes,
    write_image,
    write_vggface2,
)
from visctx_gui.cortex.images import finished_set
from visctx_gui.cortex.images.data_sets import open_data, opening_steps
from visctx_gui.cortex.images.square_picture import own_side, square_picture
from visctx_gui.cortex.images.vggface2 import class_names_from, read_identities
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.wording import DataError

REAL = os.environ.get("VISCTX_TEST_DATA")
needs_real_data = pytest.mark.skipif(REAL is None, reason="VISCTX_TEST_DATA is not set")


# ---- layouts ---------------------------------------------------------------------------------


def test_class_folders_are_split_by_class(tmp_path: Path) -> None:
    data = opened(write_classes(tmp_path, {"s1": 10, "s2": 10, "s10": 20}))
    assert data.class_names == ("s1", "s2", "s10")
    assert data.train.counts() == (7, 7, 14)
    assert data.validation.counts() == (1, 1, 2)
    assert data.test.counts() == (2, 2, 4)
    assert data.image_shape == (3, SIDE, SIDE)
    everything = [one for images in images_of(data).values() for one in images]
    assert len(set(everything)) == len(everything) == 40


def test_the_labels_belong_to_the_images(tmp_path: Path) -> None:
    write_classes(tmp_path, {"cat": 6, "dog": 9})
    data = opened(tmp_path)
    for name in ("train", "validation", "test"):
        part = data.split(name)
        for image, label in zip(part.images, part.labels, strict=True):
            files = (tmp_path / data.class_names[int(label)]).iterdir()
            stored = [np.asarray(Image.open(file)).transpose(2, 0, 1) for file in files]
            assert any(np.array_equal(image.numpy(), one) for one in stored)


@pytest.mark.parametrize("validation", ["val", "validation", "Valid"])
def test_split_folders_are_used_as_they_are(tmp_path: Path, validation: str) -> None:
    for place, (split, n) in enumerate({"train": 5, validation: 2, "TEST": 3}.items()):
        write_classes(tmp_path / split, {"a": n, "b": n + 1}, seed=100 * place)
    data = opened(tmp_path)
    assert (data.train.counts(), data.validation.counts(), data.test.counts()) == (
        (5, 6),
        (2, 3),
        (3, 4),
    )


def test_a_missing_validation_folder_is_split_off_training(tmp_path: Path) -> None:
    write_classes(tmp_path / "train", {"a": 10, "b": 10})
    write_classes(tmp_path / "test", {"a": 4, "b": 4}, seed=500)
    data = opened(tmp_path)
    assert (data.train.counts(), data.validation.counts()) == ((9, 9), (1, 1))
    assert data.test.counts() == (4, 4)
    assert opened(tmp_path, n_validation=6).validation.counts() == (3, 3)
    assert opened(tmp_path, n_validation=0).validation.n == 0


def test_a_missing_test_folder_is_split_off_training(tmp_path: Path) -> None:
    write_classes(tmp_path / "train", {"a": 10, "b": 10})
    write_classes(tmp_path / "val", {"a": 2, "b": 2}, seed=500)
    data = opened(tmp_path, test_share=0.5)
    assert (data.train.counts(), data.test.counts()) == ((5, 5), (5, 5))
    assert data.validation.counts() == (2, 2)


def test_without_a_training_folder_everything_is_divided_anew(tmp_path: Path) -> None:
    write_classes(tmp_path / "test", {"s1": 5, "s10": 5})
    write_classes(tmp_path / "val", {"s2": 10}, seed=500)
    data = opened(tmp_path)
    assert data.class_names == ("s1", "s2", "s10")
    assert data.train.n + data.validation.n + data.test.n == 20
    assert data.report is not None
    assert "divided anew" in data.report.notes[0].english()


def test_a_class_named_like_a_split_stays_a_class(tmp_path: Path) -> None:
    write_classes(tmp_path, {"train": 4, "car": 4})
    assert opened(tmp_path).class_names == ("car", "train")


def test_a_folder_around_the_classes_is_looked_through(tmp_path: Path) -> None:
    write_classes(tmp_path / "archive" / "images", {"a": 3, "b": 3})
    listing = listed(tmp_path)
    assert listing.root == tmp_path / "archive" / "images"
    assert list(listing.parts["whole"]) == ["a", "b"]


def test_images_further_down_belong_to_the_class_above_them(tmp_path: Path) -> None:
    write_classes(tmp_path / "a", {"one": 2, "two": 3})
    write_classes(tmp_path / "b", {"one": 4}, seed=50)
    files = listed(tmp_path).parts["whole"]
    assert {name: len(found) for name, found in files.items()} == {"a": 5, "b": 4}


def test_orl_grey_pgm_is_one_channel(tmp_path: Path) -> None:
    for person in range(1, 4):
        for number in range(1, 11):
            path = tmp_path / f"s{person}" / f"{number}.pgm"
            path.parent.mkdir(exist_ok=True)
            noise = np.random.default_rng(20 * person + number).integers(0, 256, (112, 92))
            Image.fromarray(noise.astype(np.uint8)).save(path)
    assert opened(tmp_path, image_size=28).image_shape == (1, 28, 28)
    assert opened(tmp_path, image_size=28, colour="colour").image_shape == (3, 28, 28)
    assert opened(tmp_path).image_shape == (1, 64, 64)  # they are no squares


def test_grey_by_request_is_luminance(tmp_path: Path) -> None:
    for name, colour in {"red": (255, 0, 0), "green": (0, 255, 0)}.items():
        for number in range(5):
            path = tmp_path / name / f"{number}.png"
            path.parent.mkdir(exist_ok=True)
            picture = Image.new("RGB", (8, 8), colour)
            picture.putpixel((0, 0), (number, 0, 0))  # or they would be duplicates
            picture.save(path)
    data = opened(tmp_path, colour="grey")
    values = {int(label): int(image[0, 4, 4]) for image, label in zip(*_all(data), strict=True)}
    assert values == {0: 150, 1: 76}  # green, red: 0.587 and 0.299 of 255


def _all(data: object) -> tuple[torch.Tensor, torch.Tensor]:
    return data.train.images, data.train.labels  # type: ignore[attr-defined]


# ---- VGGFace2 --------------------------------------------------------------------------------


def test_vggface2_names_and_sexes_come_from_its_table(tmp_path: Path) -> None:
    data = opened(write_vggface2(tmp_path))
    assert data.class_names == ("Bo, the 'Brave'", "Cy (n000004)", "Cy (n000010)")
    assert data.report is not None
    assert data.report.class_details == ("m", "f", "m")
    assert data.report.folder == str(tmp_path / "loose_crop")
    notes = [note.english() for note in data.report.notes]
    assert notes[0] == "loose_crop is used; name tight_crop itself to use that."
    assert "10 images of test are of classes that training lacks." in notes
    assert data.train.n + data.validation.n + data.test.n == 4 + 6 + 8


def test_vggface2_test_people_alone_are_divided(tmp_path: Path) -> None:
    write_vggface2(tmp_path, splits=("test",))
    for place in (tmp_path, tmp_path / "tight_crop", tmp_path / "tight_crop" / "test"):
        data = opened(place)
        assert data.class_names == ("Ada_L.", "n000009")
        assert data.report is not None
        assert data.report.class_details == ("f", "")


def test_identities_are_chosen_by_number(tmp_path: Path) -> None:
    root = write_vggface2(tmp_path)
    two = opened(root, most_classes=2)
    assert two.class_names == ("Cy (n000004)", "Cy (n000010)") or two.class_names == ("Cy", "Cy")
    assert sum(two.split(name).n for name in ("train", "validation", "test")) == 6 + 8
    enough = opened(root, fewest_images=7)
    assert len(enough.class_names) == 1
    few = opened(root, images_per_class=3)
    assert sum(few.split(name).n for name in ("train", "validation", "test")) == 9
    assert few.sha256 == opened(root, images_per_class=3).sha256
    assert few.sha256 != opened(root, images_per_class=3, split_seed=1).sha256
    with pytest.raises(DataError, match="No class has 100 images"):
        opened(root, fewest_images=100)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b'x,"' + b"y" * 200_000])
def test_a_table_of_another_form_leaves_the_folder_names(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "identity_meta.csv").write_bytes(content)
    assert read_identities(tmp_path) == {}
    assert class_names_from(("n1", "n2"), {}) == ("n1", "n2")


@needs_real_data
def test_the_sample_of_vggface2_opens_as_it_is() -> None:
    data = open_data(DataPlan(name="folder", folder="faces/VGGFace2_sample"), Path(str(REAL)))
    assert data.class_names == ("Agata_Passent", "Ray_Newman", "Vivica_A._Fox")
    assert data.report is not None
    assert data.report.class_details == ("f", "f", "f")
    counts = Counter[int]()
    for name in ("train", "validation", "test"):
        counts.update(dict(enumerate(data.split(name).counts())))
    assert dict(counts) == {0: 6, 1: 19, 2: 7}
    assert data.report.n_skipped == 0


@needs_real_data
def test_orl_opens_as_it_is() -> None:
    data = open_data(DataPlan(name="folder", folder="faces/ORL", image_size=28), Path(str(REAL)))
    assert (data.train.n, data.validation.n, data.test.n) == (280, 40, 80)
    assert set(data.test.counts()) == {2}
    assert data.class_names == tuple(f"s{number}" for number in range(1, 41))
    assert data.image_shape == (1, 28, 28)


# ---- duplicates ------------------------------------------------------------------------------


def test_the_same_file_is_never_in_two_splits(tmp_path: Path) -> None:
    write_classes(tmp_path / "train", {"a": 8, "b": 8})
    write_classes(tmp_path / "test", {"a": 3, "b": 3}, seed=500)
    twice = (tmp_path / "test" / "a" / "1.png").read_bytes()
    (tmp_path / "train" / "b" / "copy of another name.png").write_bytes(twice)
    data = opened(tmp_path, n_validation=4)
    images = images_of(data)
    assert not set(images["test"]) & set(images["train"] + images["validation"])
    assert data.test.n == 6
    assert data.train.n + data.validation.n == 16
    assert data.report is not None
    assert data.report.n_skipped == 1
    path, reason = data.report.skipped[0]
    assert path.endswith("copy of another name.png")
    assert "has the same content as" in reason.english()
    assert "Duplicates left out: 1." in data.report.notes[-1].english()


def test_what_is_divided_here_holds_no_image_twice(tmp_path: Path) -> None:
    write_classes(tmp_path, {"a": 6, "b": 6})
    for number in range(5):
        (tmp_path / "a" / f"copy {number}.png").write_bytes((tmp_path / "a/1.png").read_bytes())
    data = opened(tmp_path)
    everything = [one for images in images_of(data).values() for one in images]
    assert len(everything) == len(set(everything)) == 12
    assert data.report is not None
    assert data.report.n_skipped == 5


def test_an_official_training_folder_may_hold_an_image_twice(tmp_path: Path) -> None:
    for place, split in enumerate(("train", "val", "test")):
        write_classes(tmp_path / split, {"a": 3, "b": 3}, seed=100 * place)
    (tmp_path / "train/a/again.png").write_bytes((tmp_path / "train/a/1.png").read_bytes())
    assert opened(tmp_path).train.n == 7


# ---- pixels ----------------------------------------------------------------------------------


def test_the_shorter_side_is_resized_and_the_middle_cut_out() -> None:
    picture = np.zeros((20, 60, 3), np.uint8)
    picture[:, 20:40] = (10, 200, 30)  # the middle third
    square = square_picture(picture, 10, grey=False)
    assert square.shape == (3, 10, 10)
    inner = square[:, :, 2:-2]  # cubic convolution looks two pixels aside
    assert (inner.reshape(3, -1).T == (10, 200, 30)).all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 5000), (5000, 1), (3, 7)])
def test_fault_31_odd_sizes_become_squares(shape: tuple[int, int]) -> None:
    picture = np.full((*shape, 3), 77, np.uint8)
    assert (square_picture(picture, 16, grey=False) == 77).all()
    assert square_picture(picture, 16, grey=True).shape == (1, 16, 16)


def test_the_own_side_is_that_of_equal_squares(tmp_path: Path) -> None:
    equal = [str(write_image(tmp_path / f"{n}.png", n, side=24)) for n in range(5)]
    assert own_side(equal) == 24
    assert own_side([*equal, str(write_image(tmp_path / "other.png", 9, side=23))]) == 64
    assert own_side([str(write_image(tmp_path / "large.png", 9, side=300))]) == 64
    assert own_side([str(tmp_path / "missing.png")]) == 64


def test_the_first_images_of_a_split_are_of_all_classes(tmp_path: Path) -> None:
    for place, split in enumerate(("train", "val", "test")):
        write_classes(tmp_path / split, {"a": 20, "b": 20}, seed=100 * place)
    data = opened(tmp_path)
    for name in ("train", "validation", "test"):
        assert len(set(data.split(name).labels[:20].tolist())) == 2


# ---- the plan --------------------------------------------------------------------------------


def test_the_same_plan_gives_the_same_images_and_another_seed_others(tmp_path: Path) -> None:
    write_classes(tmp_path, {"a": 10, "b": 10})
    first, again = opened(tmp_path), opened(tmp_path)
    assert first.sha256 == again.sha256
    assert len(first.sha256) == len(hashlib.sha256().hexdigest())
    assert opened(tmp_path, split_seed=1).sha256 != first.sha256


def test_a_relative_folder_is_looked_for_in_the_data_folder(tmp_path: Path) -> None:
    write_classes(tmp_path / "mine", {"a": 4, "b": 4})
    data = open_data(DataPlan(name="folder", folder="mine"), tmp_path)
    assert data.facts.class_names == ("a", "b")
    assert (data.facts.n_train, data.facts.n_test) == (6, 2)
    assert data.facts.title == "mine (image folder)"


def test_more_than_the_memory_is_refused_before_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_classes(tmp_path, {"a": 4, "b": 4})
    monkeypatch.setattr(finished_set, "LARGEST_DATA_SET_BYTES", 8 * 3 * 50 * 50 - 1)
    with pytest.raises(
        DataError, match=r"50 x 50 px would need .* Choose a smaller data.image_size"
    ):
        opened(tmp_path, image_size=50)
    assert opened(tmp_path, image_size=49).image_shape == (3, 49, 49)


def test_reading_can_be_given_up_at_each_image(tmp_path: Path) -> None:
    write_classes(tmp_path, {"a": 4, "b": 4})
    steps = opening_steps(folder_plan(tmp_path), Path("nowhere"))
    seen = []
    for step in steps:
        seen.append(step)
        if step.fraction >= 0.5:
            break
    steps.close()
    words = [step.what.english() for step in seen]
    assert words[-1] == "Reading images: 4 of 8"
    assert any(word.startswith("Looking into") for word in words)


def test_the_normalisation_is_that_of_the_training_images(tmp_path: Path) -> None:
    data = opened(write_classes(tmp_path, {"a": 10, "b": 10}), normalisation="standard")
    values = data.train.images.double() / 255.0
    assert data.input_mean == pytest.approx(values.mean(dim=(0, 2, 3)).tolist())
    assert data.input_sd == pytest.approx(values.std(dim=(0, 2, 3), correction=0).tolist())

"""Folders of images as people have them: empty, damaged, huge, linked in circles, oddly named."""

from __future__ import annotations

import os
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from tests.cortex.images.folder_examples import listed, opened, write_classes, write_image
from visctx_gui.cortex.images import folder_choice, folder_walk
from visctx_gui.cortex.images.folder_listing import list_folder
from visctx_gui.cortex.images.image_set import check_labels
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.cortex.training.checks import check_classes, check_trainable
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import DataError

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def skipped(folder: Path, **changes: object) -> dict[str, str]:
    """Reasons of what was left out, by file name."""
    report = opened(folder, **changes).report
    assert report is not None
    assert report.n_skipped == len(report.skipped)
    return {Path(path).name: reason.english() for path, reason in report.skipped}


# ---- nothing there ---------------------------------------------------------------------------


def test_fault_20_a_missing_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"There is no folder .*absent"):
        opened(tmp_path / "absent")
    with pytest.raises(DataError, match="There is no folder"):
        opened(tmp_path / ("much too long " * 50))
    with pytest.raises(DataError, match=f"No images found in {tmp_path}"):
        opened(tmp_path)


def test_fault_20_a_folder_without_images_says_what_lies_there(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "notes.txt").write_text("no image")
    with pytest.raises(DataError, match=r"Left out: 1 files; the first: notes.txt is no image"):
        opened(tmp_path)


def test_fault_20_a_folder_with_damaged_images_only_is_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.png").write_bytes(b"no image" + name.encode())
    with pytest.raises(DataError, match=r"No image in .* can be read.*no image of a known format"):
        opened(tmp_path)


# ---- too few, too many -----------------------------------------------------------------------


def test_fault_21_one_class_can_be_viewed_but_not_trained(tmp_path: Path) -> None:
    data = opened(write_classes(tmp_path, {"only": 10}))
    assert data.train.counts() == (7,)
    with pytest.raises(DataError, match="All training images are of one class"):
        check_classes(data)


def test_fault_21_loose_images_are_one_class_of_the_folders_name(tmp_path: Path) -> None:
    folder = tmp_path / "holiday"
    for number in range(5):
        write_image(folder / f"{number}.png", number)
    data = opened(folder)
    assert data.class_names == ("holiday",)
    with pytest.raises(DataError, match="All training images are of one class"):
        check_classes(data)


def test_fault_21_one_image_per_class_can_be_viewed_but_not_trained(tmp_path: Path) -> None:
    data = opened(write_classes(tmp_path, {"a": 1, "b": 1, "c": 1}))
    assert (data.train.counts(), data.test.n, data.validation.n) == ((1, 1, 1), 0, 0)
    plan = NetworkPlan(input_shape=data.image_shape, n_classes=3, filters=(2,), kernel_size=(3,))
    with pytest.raises(DataError, match="each class needs at least two images"):
        check_trainable(plan, data, TrainingPlan(batch_size=1))


def test_fault_22_more_classes_than_possible_are_refused_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_classes(tmp_path, {f"c{number}": 2 for number in range(12)})
    monkeypatch.setattr(folder_choice, "MOST_CLASSES", 10)
    with pytest.raises(DataError, match=r"12 classes are more than the 10.*data.most_classes"):
        opened(tmp_path)
    assert len(opened(tmp_path, most_classes=10).class_names) == 10


def test_fault_22_strongly_unequal_classes_keep_their_shares(tmp_path: Path) -> None:
    data = opened(write_classes(tmp_path, {"few": 2, "many": 98}))
    assert data.train.counts()[0] >= 1
    assert (data.train.n, data.validation.n, data.test.n) == (70, 10, 20)


# ---- single files ----------------------------------------------------------------------------


def _png(path: Path, width: int, height: int) -> None:
    """A PNG that claims to be of some size and holds next to nothing."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + content)


def test_fault_23_24_29_gigantic_and_damaged_files_are_skipped_counted_and_named(
    tmp_path: Path,
) -> None:
    write_classes(tmp_path, {"a": 5, "b": 5})
    _png(tmp_path / "a" / "hundred_megapixels.png", 10_000, 10_000)
    _png(tmp_path / "a" / "bomb.png", 60_000, 60_000)
    _png(tmp_path / "b" / "no_height.png", 10, 0)
    (tmp_path / "b" / "empty.png").write_bytes(b"")
    (tmp_path / "b" / "text.png").write_text("this is no image at all")
    write_image(tmp_path / "b" / "cut.jpg", 77, side=64)
    whole = (tmp_path / "b" / "cut.jpg").read_bytes()
    (tmp_path / "b" / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    reasons = skipped(tmp_path)
    assert set(reasons) == {
        "hundred_megapixels.png",
        "bomb.png",
        "no_height.png",
        "empty.png",
        "text.png",
        "cut.jpg",
    }
    assert "64 megapixels" in reasons["hundred_megapixels.png"]
    assert "64 megapixels" in reasons["bomb.png"]
    data = opened(tmp_path)
    assert data.train.n + data.validation.n + data.test.n == 10


def test_fault_27_of_an_animation_the_first_frame_is_used(tmp_path: Path) -> None:
    write_classes(tmp_path, {"a": 4, "b": 4})
    frames = [Image.new("L", (12, 12), value) for value in (40, 90, 200)]
    frames[0].save(tmp_path / "a/moving.gif", save_all=True, append_images=frames[1:])
    frames[0].save(tmp_path / "b/pages.tif", save_all=True, append_images=frames[1:])
    data = opened(tmp_path, n_validation=0)
    flat = [
        int(image[0, 0, 0])
        for part in (data.train, data.test)
        for image in part.images
        if len(image.unique()) == 1
    ]
    assert flat == [40, 40]


def test_fault_25_28_sixteen_bits_and_rotation_are_read_as_single_files_are(
    tmp_path: Path,
) -> None:
    ramp = np.arange(144, dtype=np.uint16).reshape(12, 12) * 455
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        for number in range(4):
            changed = ramp.copy()
            changed[0, 0] = number + 10 * (name == "b")
            Image.fromarray(changed).save(tmp_path / name / f"{number}.png")
    data = opened(tmp_path, image_size=12)
    assert int(data.train.images[..., 6, 6].max()) == round(int(ramp[6, 6]) / 257)
    assert data.image_shape == (1, 12, 12)


# ---- names, links, rights --------------------------------------------------------------------


@posix_only
def test_fault_30_odd_names_are_opened_and_shown_readably(tmp_path: Path) -> None:
    names = ["größer 日本", "two\nlines", "x" * 200, os.fsdecode(b"bytes \xff\xfe")]
    for place, name in enumerate(names):
        write_classes(tmp_path, {name: 4}, seed=10 * place)
    (tmp_path / names[1] / "odd\tname.txt").write_text("no image")
    data = opened(tmp_path)
    assert data.train.n + data.validation.n + data.test.n == 16
    assert all(name.isprintable() for name in data.class_names)
    for name in data.class_names:
        name.encode("utf-8")
    assert "größer 日本" in data.class_names
    assert data.report is not None
    path, reason = data.report.skipped[0]
    assert path.isprintable()
    assert reason.english().isprintable()


@posix_only
def test_fault_32_links_in_a_circle_and_to_nothing_end_the_walk(tmp_path: Path) -> None:
    write_classes(tmp_path, {"a": 5, "b": 5})
    (tmp_path / "a" / "circle").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self.png").symlink_to(tmp_path / "a" / "self.png")
    (tmp_path / "b" / "gone.png").symlink_to(tmp_path / "nowhere.png")
    (tmp_path / "0 all").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "same as b").symlink_to(tmp_path / "b", target_is_directory=True)
    whole = listed(tmp_path).parts["whole"]
    assert {name: len(files) for name, files in whole.items()} == {"a": 5, "b": 5}
    reasons = skipped(tmp_path)
    assert "cannot be read" in reasons["gone.png"]
    assert "self.png" in reasons
    assert reasons["circle"] == "circle is a link to a folder and was not followed."
    assert reasons["0 all"] == "0 all is a link to a folder around it."
    assert reasons["same as b"] == "same as b is a folder that was read before."
    data = opened(tmp_path)
    assert data.train.n + data.validation.n + data.test.n == 10


@posix_only
def test_fault_32_a_class_may_be_a_link_to_a_folder_elsewhere(tmp_path: Path) -> None:
    write_classes(tmp_path / "elsewhere", {"cats": 5})
    write_classes(tmp_path / "set", {"dogs": 5}, seed=50)
    (tmp_path / "set" / "cats").symlink_to(tmp_path / "elsewhere/cats", target_is_directory=True)
    assert opened(tmp_path / "set").class_names == ("cats", "dogs")


@posix_only
def test_fault_32_a_pipe_named_like_an_image_is_not_waited_for(tmp_path: Path) -> None:
    write_classes(tmp_path, {"a": 5, "b": 5})
    os.mkfifo(tmp_path / "a" / "endless.png")
    assert skipped(tmp_path) == {"endless.png": "endless.png is not a regular file."}


@posix_only
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read all")
def test_fault_32_what_may_not_be_read_is_skipped(tmp_path: Path) -> None:
    write_classes(tmp_path, {"a": 5, "b": 5, "closed": 3})
    (tmp_path / "a" / "1.png").chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        reasons = skipped(tmp_path)
    finally:
        (tmp_path / "closed").chmod(0o755)
    assert set(reasons) == {"1.png", "closed"}


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    write_classes(tmp_path, {"a": 5, "b": 5, ".thumbnails": 4})
    write_image(tmp_path / "a" / "._1.png", 3)
    data = opened(tmp_path)
    assert data.class_names == ("a", "b")
    assert data.report is not None
    assert data.report.n_skipped == 0


# ---- the folder changes ----------------------------------------------------------------------


def test_fault_33_training_goes_on_without_the_folder(tmp_path: Path) -> None:
    write_classes(tmp_path, {"a": 10, "b": 10})
    data = opened(tmp_path)
    plan = NetworkPlan(input_shape=data.image_shape, n_classes=2, filters=(2,), kernel_size=(3,))
    trainer = Trainer(
        new_network(plan, 0), data, TrainingPlan(batch_size=7, epochs=2), torch.device("cpu")
    )
    batches = trainer.batches()
    next(batches)
    for file in sorted(tmp_path.rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    tmp_path.rmdir()
    for _ in batches:
        pass
    assert trainer.step == 4


def test_fault_33_files_that_vanish_between_listing_and_reading_are_skipped(
    tmp_path: Path,
) -> None:
    from visctx_gui.cortex.images.data_sets import opening_steps
    from visctx_gui.plan.data import DataPlan

    write_classes(tmp_path, {"a": 5, "b": 5})
    steps = opening_steps(DataPlan(name="folder", folder=str(tmp_path)), Path("nowhere"))
    vanished = ""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            data = end.value
            break
        if step.fraction == 0.1 and not vanished:
            (tmp_path / "a").rename(tmp_path.parent / "elsewhere")
            vanished = "a"
    assert data.report.n_skipped >= 4
    assert all("cannot be read" in reason.english() for _, reason in data.report.skipped)
    assert data.train.n + data.validation.n + data.test.n == 10 - data.report.n_skipped


def test_fault_34_labels_of_folders_are_places_in_the_class_names(tmp_path: Path) -> None:
    for place, split in enumerate(("train", "val", "test")):
        write_classes(tmp_path / split, {"a": 3, "b": 3, "c": 3}, seed=100 * place)
    write_classes(tmp_path / "test", {"unknown": 3}, seed=900)
    data = opened(tmp_path)
    for name in ("train", "validation", "test"):
        check_labels(data.split(name).labels, 3, name)
    assert data.test.counts() == (3, 3, 3)


# ---- very many -------------------------------------------------------------------------------


def test_fault_35_listing_many_files_goes_in_slices_and_can_be_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_walk, "ENTRIES_AT_ONCE", 16)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        for number in range(300):
            (tmp_path / name / f"{number}.png").touch()
    steps = list_folder(tmp_path)
    counts = [next(steps) for _ in range(60)]
    steps.close()
    assert counts == sorted(counts)
    assert max(np.diff(counts)) <= 16
    assert 0 < counts[-1] < 600
    whole = listed(tmp_path).parts["whole"]
    assert [Path(path).name for path, _ in whole["b"]] == [f"{n}.png" for n in range(300)]

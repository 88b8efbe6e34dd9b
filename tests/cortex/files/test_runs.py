"""Runs: their folders, their checkpoints, and going on after the worst."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
import torch

from tests.cortex.files.killed_training import PLAN, SEED, new_trainer
from tests.cortex.training.small_data import CPU, SMALL_NETWORK, small_data
from tests.cortex.training.test_trainer import assert_same_state
from visctx_gui.cortex.files import runs
from visctx_gui.cortex.files.network_file import open_network, weights_sha256
from visctx_gui.cortex.files.runs import (
    CHECKPOINT,
    load_checkpoint,
    new_run_folder,
    runs_folder,
    save_checkpoint,
)
from visctx_gui.cortex.files.sealed_tensors import read_sealed, write_sealed
from visctx_gui.cortex.lesions.statistics import measure_statistics
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart
from visctx_gui.plan.wording import CheckpointError

DAY = date(2031, 2, 3)


def test_the_runs_folder_is_the_one_named_or_the_platforms(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VISCTX_RUNS", str(tmp_path / "mine"))
    assert runs_folder() == tmp_path / "mine"
    monkeypatch.delenv("VISCTX_RUNS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(runs.sys, "platform", "linux")
    assert runs_folder() == tmp_path / "visctx-gui" / "runs"


def test_run_folders_name_the_run_and_never_meet(tmp_path: Path) -> None:
    base = tmp_path / "not" / "there" / "yet"
    folders = [new_run_folder(base, "v1-v2", "digits", 7, DAY) for _ in range(3)]
    assert [folder.name for folder in folders] == [
        "2031-02-03-v1-v2-digits-seed7",
        "2031-02-03-v1-v2-digits-seed7-2",
        "2031-02-03-v1-v2-digits-seed7-3",
    ]
    assert all(folder.is_dir() for folder in folders)
    strange = new_run_folder(base, "my/net work", "../data", 0, DAY)
    assert strange.parent == base
    assert strange.name == "2031-02-03-my-net-work-..-data-seed0"


def test_a_run_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CheckpointError, match="could not be written"):
        new_run_folder(tmp_path / "file", "v1-v2", "digits", 0, DAY)
    with pytest.raises(CheckpointError, match="could not be written"):
        new_run_folder(tmp_path / "file" / "below", "v1-v2", "digits", 0, DAY)


def test_a_checkpoint_holds_all_about_the_run(tmp_path: Path) -> None:
    trainer = new_trainer()
    for _ in islice(trainer.batches(), 9):
        pass
    save_checkpoint(tmp_path, trainer, seed=SEED, steps_before=100)
    assert [path.name for path in tmp_path.iterdir()] == [CHECKPOINT]
    checkpoint = load_checkpoint(tmp_path)
    assert checkpoint.network_plan == trainer.network.plan
    assert checkpoint.training_plan == PLAN
    assert checkpoint.data_plan == trainer.data.plan
    assert checkpoint.class_names == trainer.data.class_names
    assert (checkpoint.seed, checkpoint.steps_before) == (SEED, 100)
    assert (checkpoint.device, checkpoint.torch_version) == ("cpu", torch.__version__)
    assert_same_state(checkpoint.state, trainer.state())


@pytest.mark.parametrize("stop_after", [0, 3, 6, 10])
def test_resumed_from_its_file_equals_uninterrupted(stop_after: int, tmp_path: Path) -> None:
    whole, first = new_trainer(), new_trainer()
    for _ in whole.batches():
        pass
    for _ in islice(first.batches(), stop_after):
        pass
    save_checkpoint(tmp_path, first, SEED)
    second = load_checkpoint(tmp_path).trainer(small_data(), CPU)
    for _ in second.batches():
        pass
    assert_same_state(second.state(), whole.state())


def test_a_run_that_was_killed_and_resumed_ends_bit_equal_to_one_left_alone(
    tmp_path: Path,
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.cortex.files.killed_training", str(tmp_path)],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle of epoch 4\n"
        process.kill()  # SIGKILL: nothing is tidied up
    assert process.returncode != 0
    checkpoint = load_checkpoint(tmp_path)
    assert checkpoint.state.values["epoch"] == 3
    resumed, left_alone = checkpoint.trainer(small_data(), CPU), new_trainer()
    for trainer in (resumed, left_alone):
        for _ in trainer.batches():
            pass
    assert weights_sha256(resumed.network) == weights_sha256(left_alone.network)
    assert resumed.history == left_alone.history
    save_checkpoint(tmp_path, resumed, SEED)
    one = (tmp_path / CHECKPOINT).read_bytes()
    save_checkpoint(tmp_path, left_alone, SEED)
    assert (tmp_path / CHECKPOINT).read_bytes() == one


@pytest.mark.slow
def test_fault_01_killed_while_saving_leaves_a_network_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "n.safetensors"
    for saves in (1, 2, 3, 5, 8, 13, 21, 34):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.cortex.files.endless_saving", str(path)],
            cwd=Path(__file__).parents[3],
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            assert process.stdout is not None
            for _ in range(saves):
                process.stdout.readline()
            process.kill()
        opened = open_network(path)
        wanted = new_network(opened.network.plan, opened.seed)
        assert weights_sha256(opened.network) == weights_sha256(wanted)


HELD = Lesion(
    (LesionPart("conv1", (1,)), LesionPart("conv2", (0, 2), ((0, 0),), "noise", 0.5, seed=3))
)


def lesioned_trainer() -> Trainer:
    network, data = new_network(SMALL_NETWORK, SEED), small_data()
    statistics = measure_statistics(network, data.train, data.input_mean, data.input_sd)
    return Trainer(network, data, PLAN, CPU, HELD, statistics)


@pytest.mark.parametrize("stop_after", [0, 7])
def test_a_held_lesion_and_its_noise_go_on_from_the_file(stop_after: int, tmp_path: Path) -> None:
    whole, first = lesioned_trainer(), lesioned_trainer()
    for _ in whole.batches():
        pass
    for _ in islice(first.batches(), stop_after):
        pass
    save_checkpoint(tmp_path, first, SEED)
    checkpoint = load_checkpoint(tmp_path)
    assert checkpoint.lesion == HELD
    second = checkpoint.trainer(small_data(), CPU)
    assert second.lesion == HELD
    for _ in second.batches():
        pass
    assert_same_state(second.state(), whole.state())


def test_a_checkpoint_from_before_lesions_could_be_held_opens_as_intact(tmp_path: Path) -> None:
    trainer = new_trainer()
    path = save_checkpoint(tmp_path, trainer, SEED)
    sealed = read_sealed(path, "checkpoint")
    assert "lesion" not in sealed.description["values"]  # an intact one is written as ever
    assert not any(name.startswith("lesion") for name in sealed.tensors)
    checkpoint = load_checkpoint(tmp_path)
    assert checkpoint.lesion == INTACT
    assert checkpoint.trainer(small_data(), CPU).lesion == INTACT


@pytest.mark.parametrize(
    "lesion",
    [
        3,
        [3],
        [{"units": [1]}],
        [{"layer": "conv1", "units": [99]}],
        [{"layer": "conv1", "units": [1], "mode": "magic"}],
        [{"layer": "conv1", "units": [1], "colour": "red"}],
    ],
)
def test_fault_45_a_lesion_that_does_not_fit_makes_a_checkpoint_incomplete(
    lesion: object, tmp_path: Path
) -> None:
    path = save_checkpoint(tmp_path, new_trainer(), SEED)
    sealed = read_sealed(path, "checkpoint")
    sealed.description["values"]["lesion"] = lesion
    write_sealed(path, "checkpoint", sealed.description, sealed.tensors)
    with pytest.raises(CheckpointError, match="is incomplete"):
        load_checkpoint(tmp_path)


def test_a_held_lesion_without_its_statistics_is_refused(tmp_path: Path) -> None:
    path = save_checkpoint(tmp_path, lesioned_trainer(), SEED)
    sealed = read_sealed(path, "checkpoint")
    tensors = {name: one for name, one in sealed.tensors.items() if ".mean." not in name}
    write_sealed(path, "checkpoint", sealed.description, tensors)
    with pytest.raises(CheckpointError, match="needs the channels' statistics"):
        load_checkpoint(tmp_path).trainer(small_data(), CPU)


def test_other_images_than_the_run_began_with_are_refused(tmp_path: Path) -> None:
    save_checkpoint(tmp_path, new_trainer(), SEED)
    with pytest.raises(CheckpointError, match="no longer holds the images"):
        load_checkpoint(tmp_path).trainer(small_data(n_train=49), CPU)


def test_fault_07_08_damaged_checkpoints_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="no checkpoint to go on from"):
        load_checkpoint(tmp_path)
    path = save_checkpoint(tmp_path, new_trainer(), SEED)
    content = path.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.999):
        path.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(CheckpointError):
            load_checkpoint(tmp_path)
    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 1
    path.write_bytes(flipped)
    with pytest.raises(CheckpointError):
        load_checkpoint(tmp_path)


def test_fault_05_a_run_folder_deleted_meanwhile_is_told(tmp_path: Path) -> None:
    folder = new_run_folder(tmp_path, "v1-v2", "digits", 0)
    folder.rmdir()
    with pytest.raises(CheckpointError, match="could not be written"):
        save_checkpoint(folder, new_trainer(), SEED)


def test_a_checkpoint_is_no_network_file_and_the_other_way_round(tmp_path: Path) -> None:
    path = save_checkpoint(tmp_path, new_trainer(), SEED)
    with pytest.raises(CheckpointError, match="holds a checkpoint, not a network"):
        open_network(path)


def test_batch_statistics_survive(tmp_path: Path) -> None:
    plan = replace(SMALL_NETWORK, normalisation="batch")
    trainer = runs.Trainer(new_network(plan, SEED), small_data(), PLAN, CPU)
    for _ in islice(trainer.batches(), 3):
        pass
    save_checkpoint(tmp_path, trainer, SEED)
    again = load_checkpoint(tmp_path).trainer(small_data(), CPU)
    assert weights_sha256(again.network) == weights_sha256(trainer.network)

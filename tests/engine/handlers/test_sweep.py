"""Every unit silenced alone, through the engine."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from torch.nn import functional

from tests.engine.handlers.slow_answers import (
    cancel_after,
    images_of,
    network_of,
    slow_right,
    slow_scores,
)
from tests.engine.laboratory import LONG, SMALL, Laboratory
from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.lesions.kernel_orientation import kernel_orientation
from visctx_gui.cortex.lesions.unit_properties import unit_properties
from visctx_gui.cortex.lesions.unit_sweep import UnitSweep
from visctx_gui.cortex.training.intervals import paired_difference
from visctx_gui.engine.handlers import resumable_sweep
from visctx_gui.engine.handlers.lesion_subject import lesion_subject
from visctx_gui.engine.handlers.resumable_sweep import sweep_identity
from visctx_gui.engine.lesion_messages import SweepUnits, UnitTable
from visctx_gui.engine.messages import (
    Announcement,
    ContinueTraining,
    EngineOptions,
    NewNetwork,
    OpenData,
    OpenNetwork,
    SaveNetwork,
)
from visctx_gui.engine.stored_sweeps import SweepFile
from visctx_gui.experiments import importance
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart, silence

WHOLE = SweepUnits(layers=("conv2", "conv1"), split="test")
DAMAGED = Lesion(
    (
        LesionPart("conv1", (0,), mode="mean"),
        LesionPart("conv1", (3,), mode="connections", dose=0.5, seed=1),
        LesionPart("conv2", (1,), mode="weights", dose=0.5),
        LesionPart("conv2", (2,), positions=((0, 0), (4, 4))),
    )
)


def sweep_files(laboratory: Laboratory) -> list[Path]:
    assert laboratory.session.runs_folder is not None
    return sorted((laboratory.session.runs_folder / "sweeps").glob("*"))


def slow_loss(laboratory: Laboratory, lesion: Lesion, split: str = "test") -> float:
    """Mean cross-entropy, nats per image."""
    scores = slow_scores(laboratory, lesion, split).double()
    labels = images_of(laboratory, split).labels
    return float(functional.cross_entropy(scores, labels, reduction="sum")) / labels.numel()


@pytest.mark.parametrize("base", [INTACT, silence("conv1", (1,)), DAMAGED], ids=["", "one", "mix"])
def test_every_row_is_the_plain_pass_with_that_unit_silenced(
    trained: Laboratory, base: Lesion
) -> None:
    table = trained.ask(replace(WHOLE, base=base))
    assert isinstance(table, UnitTable)
    assert table.units == (*(("conv1", u) for u in range(4)), *(("conv2", u) for u in range(6)))
    labels = images_of(trained).labels.numpy()
    intact = slow_right(trained, base)
    assert table.intact.correct == intact.sum()
    assert table.exact
    assert (table.n, table.chance, table.step, table.resumed_at) == (360, 0.1, 25, 0)
    for row, (layer, unit) in enumerate(table.units):
        lesion = Lesion((*base.parts, LesionPart(layer, (unit,))))
        right = slow_right(trained, lesion)
        assert table.right[row] == right.sum()
        difference, low, high = paired_difference(
            int((intact & right).sum()),
            int((intact & ~right).sum()),
            int((~intact & right).sum()),
            360,
        )
        assert table.change[row] == pytest.approx(difference)
        assert (table.change_low[row], table.change_high[row]) == pytest.approx((low, high))
        rise = slow_loss(trained, lesion) - slow_loss(trained, base)
        assert table.loss_rise[row] == pytest.approx(rise, rel=1e-4, abs=2e-6)
        for label in range(10):
            of_class = labels == label
            change = right[of_class].mean() - intact[of_class].mean()
            assert table.per_class_change[row, label] == pytest.approx(change)


def test_properties_are_those_of_the_validation_images_and_the_kernels(
    trained: Laboratory,
) -> None:
    table = trained.ask(WHOLE)
    network, images = network_of(trained), images_of(trained, "validation")
    plan = network.plan
    expected = []
    for layer in plan.conv_names:
        steps = unit_properties(
            network, layer, network.lesion_point(layer), images,
            plan.input_mean, plan.input_sd, "validation", images.n,
        )  # fmt: skip
        next(steps)
        with pytest.raises(StopIteration) as end:
            next(steps)
        expected.append(end.value.value)
    assert table.properties_split == "validation"
    for name in ("selectivity", "preferred_class"):
        both = np.concatenate([getattr(one, name) for one in expected])
        assert np.allclose(getattr(table, name), both, equal_nan=True)
    weights = [network.get_submodule(one).weight.detach() for one in plan.conv_names]  # type: ignore[union-attr]
    norms = [float(kernel.norm()) for layer in weights for kernel in layer]
    assert table.norm == pytest.approx(norms)
    oriented = kernel_orientation(weights[0].numpy())
    assert np.array_equal(table.orientation[:4], oriented.preferred_degrees)
    assert np.array_equal(table.orientation_selectivity[:4], oriented.selectivity)
    assert np.isnan(table.orientation[4:]).all()
    for field in (table.change, table.selectivity, table.norm, table.right, table.orientation):
        with pytest.raises(ValueError, match="read-only"):
            field[0] = 1


def test_without_validation_images_the_properties_are_of_the_training_images(
    trained: Laboratory,
) -> None:
    trained.ask(OpenData(data=DataPlan(n_validation=0)))
    table = trained.ask(replace(WHOLE, layers=("conv1",)))
    assert table.properties_split == "train"
    assert np.isfinite(table.norm).all()


def test_norms_are_there_at_once_and_the_rest_as_it_comes(trained: Laboratory) -> None:
    number = trained.post(WHOLE)
    trained.turn()
    (first,) = trained.progress(number)
    assert first.n == 0
    assert np.isfinite(first.norm).all()
    assert np.isfinite(first.orientation_selectivity[:4]).all()
    assert np.isnan(first.change).all()
    assert np.isnan(first.selectivity).all()
    assert (first.preferred_class == -1).all()
    assert (first.right == 0).all()
    trained.final(number)


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every chunk is written, and there are many of them."""
    monkeypatch.setattr(resumable_sweep, "SECONDS_BETWEEN_FILES", 0.0)
    real = importance.UnitSweep

    def with_little_memory(*terms: object, **options: object) -> object:
        return real(*terms, **options, memory_bytes=2**20)  # type: ignore[arg-type]

    monkeypatch.setattr(importance, "UnitSweep", with_little_memory)


def same_counts(one: UnitTable, other: UnitTable) -> bool:
    return (
        np.array_equal(one.right, other.right)
        and np.array_equal(one.per_class_change, other.per_class_change)
        and np.array_equal(one.change_low, other.change_low)
        and np.allclose(one.loss_rise, other.loss_rise, rtol=0, atol=1e-12)
        and one.intact == other.intact
    )


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("turns", [1, 2, 5, 20, 60])
def test_a_cancelled_sweep_goes_on_where_it_was(trained: Laboratory, turns: int) -> None:
    request = replace(WHOLE, split="train")
    cancel_after(trained, request, turns)
    number = trained.post(request)
    table = trained.final(number).payload  # type: ignore[union-attr]
    if turns >= 20:
        assert table.resumed_at > 0
        assert trained.progress(number)[0].n == table.resumed_at
    for path in sweep_files(trained):
        path.unlink()
    anew = trained.ask(request)
    assert anew.resumed_at == 0
    assert same_counts(table, anew)


@pytest.mark.usefixtures("small_chunks")
def test_a_killed_sweep_goes_on_in_a_new_session(trained: Laboratory, tmp_path: Path) -> None:
    request = replace(WHOLE, split="train")
    network_file = str(tmp_path / "network.safetensors")
    trained.ask(SaveNetwork(path=network_file))
    number = trained.post(request)
    while not any(one.n for one in trained.progress(number)):
        trained.turn()
    assert len(sweep_files(trained)) == 1  # written on the way, not when it was closed
    later = Laboratory(tmp_path)
    later.ask(OpenData(data=DataPlan()))
    later.ask(OpenNetwork(path=network_file))
    table = later.ask(request)
    assert 0 < table.resumed_at < table.n
    for row, (layer, unit) in enumerate(table.units[:3]):
        right = slow_right(later, silence(layer, (unit,)), "train")
        assert table.right[row] == right.sum()
    assert later.ask(request).resumed_at == table.n
    assert same_counts(later.ask(request), table)


@pytest.mark.parametrize("ended", [False, True])
def test_counts_of_an_earlier_version_without_the_loss_are_swept_anew(
    trained: Laboratory, ended: bool
) -> None:
    whole = trained.ask(WHOLE)
    subject = lesion_subject(trained.session, "test")
    plan = subject.network.plan
    layers = ("conv1", "conv2")
    assert trained.session.runs_folder is not None
    identity = sweep_identity(subject, layers, INTACT)
    file = SweepFile(trained.session.runs_folder / "sweeps", identity)
    stored = file.load()
    assert stored is not None
    assert stored.has_loss
    steps = UnitSweep(subject.network, subject.images, plan.input_mean, plan.input_sd, layers).run()
    tallies = [one for one in steps if one is not None]
    file.save(tallies[-1 if ended else 0])
    found = file.load()
    assert found is not None
    assert not found.has_loss
    number = trained.post(WHOLE)
    table = trained.final(number).payload  # type: ignore[union-attr]
    assert table.resumed_at == 0
    assert np.isnan(trained.progress(number)[0].loss_rise).all()
    assert same_counts(table, whole)
    assert not [one for one in trained.replies if isinstance(one, Announcement)]
    assert trained.ask(WHOLE).resumed_at == 360


def test_other_weights_images_or_damage_begin_anew(trained: Laboratory) -> None:
    table = trained.ask(WHOLE)
    assert trained.ask(WHOLE).resumed_at == 360
    for other in (
        replace(WHOLE, split="validation"),
        replace(WHOLE, base=silence("conv1", (0,))),
        replace(WHOLE, layers=("conv1",)),
    ):
        assert trained.ask(other).resumed_at == 0
    trained.ask(OpenData(data=DataPlan(split_seed=1)))
    assert trained.ask(WHOLE).resumed_at == 0
    trained.ask(OpenData(data=DataPlan()))
    trained.ask(NewNetwork(network=SMALL, seed=5))
    other_weights = trained.ask(WHOLE)
    assert other_weights.resumed_at == 0
    assert not same_counts(table, other_weights)
    trained.ask(NewNetwork(network=replace(SMALL, pooling="average"), seed=5))
    assert trained.ask(WHOLE).resumed_at == 0  # equal weights, another network


@pytest.mark.parametrize("damage", ["cut", "one byte", "empty", "another sweep"])
def test_a_damaged_file_is_ignored_and_replaced(trained: Laboratory, damage: str) -> None:
    table = trained.ask(WHOLE)
    (path,) = sweep_files(trained)
    content = path.read_bytes()
    if damage == "another sweep":
        trained.ask(replace(WHOLE, split="validation"))
        (other,) = (one for one in sweep_files(trained) if one != path)
        path.write_bytes(other.read_bytes())
    else:
        middle = len(content) // 2
        path.write_bytes(
            {
                "cut": content[:middle],
                "one byte": content[:-3] + bytes([content[-3] ^ 1]) + content[-2:],
                "empty": b"",
            }[damage]
        )
    again = trained.ask(WHOLE)
    assert again.resumed_at == 0
    assert same_counts(again, table)
    assert trained.ask(WHOLE).resumed_at == 360


def test_a_folder_that_cannot_be_written_is_announced_once(trained: Laboratory) -> None:
    assert trained.session.runs_folder is not None
    trained.session.runs_folder.mkdir()
    (trained.session.runs_folder / "sweeps").write_text("in the way")
    trained.replies.clear()
    table = trained.ask(WHOLE)
    assert table.exact
    assert len([one for one in trained.replies if isinstance(one, Announcement)]) == 1


def test_while_a_training_runs_the_sweep_is_of_one_copy_of_the_weights(
    trained: Laboratory,
) -> None:
    expected = trained.ask(WHOLE)
    for path in sweep_files(trained):
        path.unlink()
    trained.begin_training(LONG, paused=True)
    number = trained.post(WHOLE)
    trained.turn()
    trained.ask(ContinueTraining())
    table = trained.final(number).payload  # type: ignore[union-attr]
    assert trained.session.step > table.step == 25
    assert same_counts(table, expected)
    assert np.array_equal(table.selectivity, expected.selectivity, equal_nan=True)


def test_a_sweep_changes_nothing_of_the_network(trained: Laboratory) -> None:
    before = weights_sha256(network_of(trained))
    modes = [module.training for module in network_of(trained).modules()]
    trained.ask(replace(WHOLE, base=DAMAGED))
    assert weights_sha256(network_of(trained)) == before
    assert [module.training for module in network_of(trained).modules()] == modes


@pytest.mark.parametrize(
    "request_",
    [
        SweepUnits(layers=("conv9",), split="test"),
        SweepUnits(layers=("pool1",), split="test"),
        SweepUnits(layers=(), split="test"),
        SweepUnits(layers=("conv1",), split="test", base=silence("conv1", (9,))),
    ],
)
def test_fault_45_a_sweep_that_does_not_fit_is_refused(
    laboratory: Laboratory, request_: SweepUnits
) -> None:
    laboratory.refusal(request_)
    assert sweep_files(laboratory) == []


def test_a_split_without_images_is_refused(laboratory: Laboratory) -> None:
    laboratory.ask(OpenData(data=DataPlan(n_validation=0)))
    laboratory.refusal(SweepUnits(layers=("conv1",), split="validation"))


def test_the_folder_named_by_the_environment_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISCTX_RUNS", os.fspath(tmp_path / "named"))
    laboratory = Laboratory(tmp_path)
    laboratory.session.runs_folder = None
    laboratory.prepare()
    laboratory.ask(replace(WHOLE, split="validation"))
    assert len(list((tmp_path / "named" / "sweeps").iterdir())) == 1
    assert EngineOptions().runs_folder is None

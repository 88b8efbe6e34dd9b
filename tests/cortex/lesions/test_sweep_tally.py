"""Counts of a sweep: what follows from them, and their way through a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from visctx_gui.cortex.lesions.sweep_tally import LayerTally, SweepTally
from visctx_gui.cortex.training.intervals import paired_difference


def counts(*values: object) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def example() -> SweepTally:
    """Ten images, 6 and 4 of two classes, 7 named rightly; two units of a layer with a dot."""
    layer = LayerTally(counts(1, 4), counts([5, 2], [0, 4]), counts(1, 5), counts(1, 2))
    return SweepTally(10, counts(6, 4), counts(5, 2), {"features.0": layer})


def test_accuracies_and_changes_follow_from_the_counts() -> None:
    tally = example()
    assert tally.intact_accuracy == 0.7
    assert tally.accuracy("features.0").tolist() == [0.7, 0.4]
    assert tally.change("features.0") == pytest.approx([0.0, -0.3])
    by_class = tally.change_by_class("features.0")
    assert by_class == pytest.approx(np.array([[0.0, 0.0], [-5 / 6, 2 / 4]]))


def test_the_interval_is_newcombes_for_the_paired_answers() -> None:
    low, high = example().interval("features.0", 1)
    assert (low, high) == paired_difference(2, 5, 2, 10)[1:]
    assert low < -0.3 < high


def test_no_images_give_nan_and_no_warning() -> None:
    nothing = LayerTally(counts(0), counts([0, 0]), counts(0), counts(0))
    tally = SweepTally(0, counts(0, 0), counts(0, 0), {"conv1": nothing})
    assert np.isnan(tally.intact_accuracy)
    assert np.isnan(tally.accuracy("conv1")).all()
    assert np.isnan(tally.change_by_class("conv1")).all()
    assert np.isnan(tally.interval("conv1", 0)).all()


def test_counts_come_back_from_a_file(tmp_path: Path) -> None:
    path, tally = tmp_path / "sweep.npz", example()
    np.savez(path, **tally.to_arrays())
    with np.load(path) as arrays:
        again = SweepTally.from_arrays(dict(arrays))
    assert again.n == 10
    assert list(again.layers) == ["features.0"]
    for name, array in tally.to_arrays().items():
        assert again.to_arrays()[name].dtype == np.int64
        assert (again.to_arrays()[name] == array).all()


def with_loss(*loss: float) -> SweepTally:
    """The same with summed cross-entropies, 4 nats without damage."""
    tally = example()
    layer = replace(tally.layers["features.0"], loss_sum=np.array(loss))
    return replace(tally, layers={"features.0": layer}, intact_loss_sum=4.0)


def test_the_loss_is_the_mean_over_images_where_it_was_summed() -> None:
    assert with_loss(5.0, 12.5).loss("features.0").tolist() == [0.5, 1.25]
    assert with_loss(5.0, 1.5).loss_rise("features.0").tolist() == [0.1, -0.25]
    endless = replace(with_loss(np.inf, 5.0), intact_loss_sum=np.inf).loss_rise("features.0")
    assert np.isnan(endless[0])
    for lacking in (example(), replace(with_loss(5.0, 1.5), intact_loss_sum=None)):
        assert not lacking.has_loss
        with pytest.raises(ValueError, match=r"cross-entropy of features\.0"):
            lacking.loss_rise("features.0")
    with pytest.raises(ValueError, match=r"cross-entropy of features\.0"):
        example().loss("features.0")


@pytest.mark.parametrize("loss", [(5.0, 12.5), (np.nan, np.inf)])
def test_a_summed_loss_comes_back_from_a_file(tmp_path: Path, loss: tuple[float, float]) -> None:
    path = tmp_path / "sweep.npz"
    np.savez(path, **with_loss(*loss).to_arrays())
    with np.load(path) as arrays:
        again = SweepTally.from_arrays(dict(arrays))
    assert again.intact_loss_sum == 4.0
    assert again.has_loss
    found = again.layers["features.0"].loss_sum
    assert found is not None
    assert found.dtype == np.float64
    assert np.array_equal(found, loss, equal_nan=True)


def test_a_file_from_before_has_no_loss() -> None:
    arrays = example().to_arrays()
    assert not any("loss" in name for name in arrays)
    assert SweepTally.from_arrays(arrays).layers["features.0"].loss_sum is None
    assert SweepTally.from_arrays(arrays).intact_loss_sum is None


@pytest.mark.parametrize(
    "damage",
    [
        {"n": None},
        {"n": counts(9)[0]},
        {"class_counts": counts(6, 3, 1)},
        {"features.0/units": counts(1)},
        {"features.0/right_by_class": counts([5, 2, 0], [0, 4, 0])},
        {"features.0/only_intact_right": None},
        {"features.0/loss_sum": np.array([1.0])},
    ],
)
def test_counts_that_do_not_fit_together_are_refused(damage: dict[str, object]) -> None:
    arrays = example().to_arrays() | damage
    kept = {name: value for name, value in arrays.items() if value is not None}
    with pytest.raises(ValueError, match="counts of a sweep"):
        SweepTally.from_arrays(kept)  # type: ignore[arg-type]

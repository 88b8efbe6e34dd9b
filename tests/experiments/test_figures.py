"""Figure files: every kind of drawing, as picture and as numbers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.experiments.outcomes import example_outcome
from visctx_gui.cortex.training.intervals import wilson
from visctx_gui.experiments.drawings import figures_of
from visctx_gui.experiments.figure_captions import Figure
from visctx_gui.experiments.figures import draw, make_figure
from visctx_gui.plan.wording import ReportableError
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.curves import Band, Curve, CurvePlot, Marker
from visctx_gui.presentation.matrix import MatrixPlot
from visctx_gui.presentation.tiles import TileSheet

LINE = np.array([1.0, 2.0, 4.0])
CHANGE = BarPlot(
    "Change",
    ("0", "1"),
    np.array([-0.4, np.nan]),
    intervals=np.array([[-0.6, -0.1], [np.nan, np.nan]]),
    counts=np.array([36, 0]),
    y_label="change of right answers",
    unit="percentage points",
    signed=True,
)
DRAWINGS: dict[str, Any] = {
    "kernels": TileSheet(
        np.linspace(-1, 1, 75, dtype=np.float32).reshape(3, 5, 5),
        struck=frozenset({1}),
        title="Filters",
        bar_label="weight",
    ),
    "colour kernels": TileSheet(np.linspace(-1, 1, 75, dtype=np.float32).reshape(1, 5, 5, 3)),
    "thumbnails": TileSheet(np.zeros((2, 4, 4, 3), np.uint8), labels=("a", "b")),
    "maps with NaN": TileSheet(np.full((2, 3, 3), np.nan, np.float32), colours="sequential"),
    "curves": CurvePlot(
        "Loss",
        "step",
        "nats",
        (Curve("training", LINE, LINE[::-1], "training"),),
        log_y=True,
        markers=(Marker(2.0, 2.0, "best"),),
        bands=(Band("range", LINE, LINE, LINE + 1),),
        chance=0.5,
    ),
    "no curves": CurvePlot("Empty", "step", "nats"),
    "curve of NaN": CurvePlot(
        "NaN", "x", "y", (Curve("a", LINE, np.full(3, np.nan)),), percent=True
    ),
    "bars": BarPlot(
        "Change",
        ("0", "a long name", "2"),
        np.array([-0.5, np.nan, 0.2]),
        intervals=np.array([[-0.6, -0.4], [np.nan, np.nan], [0.1, 0.3]]),
        signed=True,
        compared=np.array([-0.1, 0.1, 0.1]),
        compared_name="intact",
        bands=np.array([[-0.2, 0.2]] * 3),
        bands_name="random",
        reference=0.1,
    ),
    "confusion": MatrixPlot(
        "Answers", np.eye(3), ("a", "b", "c"), ("a", "b", "c"), shares_of_rows=True
    ),
    "matrix with NaN": MatrixPlot("NaN", np.array([[np.nan, 1.0]]), ("a",), ("b", "c")),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_becomes_a_picture_and_a_table(name: str, tmp_path: Path) -> None:
    for suffix in (".png", ".svg", ".csv"):
        draw(DRAWINGS[name], tmp_path / f"figure{suffix}", "Seed 0, n = 20 test images.")
    with Image.open(tmp_path / "figure.png") as picture:
        assert min(picture.size) > 300
        assert len(picture.convert("RGB").getcolors(10_000_000) or []) > 2
    assert (tmp_path / "figure.svg").read_text("utf-8").startswith("<?xml")
    rows = list(csv.reader(io.StringIO((tmp_path / "figure.csv").read_text("utf-8"))))
    assert len({len(row) for row in rows}) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "figure.csv",
        "figure.png",
        "figure.svg",
    ]


def test_the_same_drawing_gives_the_same_files(tmp_path: Path) -> None:
    for suffix in (".png", ".svg", ".csv"):
        for name in ("first", "second"):
            draw(DRAWINGS["curves"], tmp_path / f"{name}{suffix}", "caption")
        assert (tmp_path / f"first{suffix}").read_bytes() == (
            tmp_path / f"second{suffix}"
        ).read_bytes()


def test_the_caption_is_part_of_the_picture(tmp_path: Path) -> None:
    draw(DRAWINGS["bars"], tmp_path / "without.png")
    draw(DRAWINGS["bars"], tmp_path / "with.png", "Measured on 20 test images. " * 12)
    with (
        Image.open(tmp_path / "without.png") as without,
        Image.open(tmp_path / "with.png") as other,
    ):
        assert other.width == without.width
        assert other.height > without.height
        grown = other.height - without.height
        below = np.asarray(other.convert("L"))[-grown:]
        assert (below < 128).any()


def test_struck_tiles_are_crossed_out(tmp_path: Path) -> None:
    sheet = DRAWINGS["kernels"]
    draw(sheet, tmp_path / "struck.png")
    draw(replace(sheet, struck=frozenset()), tmp_path / "whole.png")
    assert (tmp_path / "struck.png").read_bytes() != (tmp_path / "whole.png").read_bytes()


def test_the_table_of_kernels_holds_every_weight(tmp_path: Path) -> None:
    draw(DRAWINGS["kernels"], tmp_path / "k.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "k.csv").read_text("utf-8"))))
    values = np.array([float(row["value"]) for row in rows], np.float32).reshape(3, 5, 5)
    assert values == pytest.approx(DRAWINGS["kernels"].tiles, rel=1e-6, abs=1e-7)
    assert rows[26] == {"tile": "1", "label": "1", "y": "0", "x": "1", "value": rows[26]["value"]}


def test_other_than_ascii_gets_a_mark_for_spreadsheets(tmp_path: Path) -> None:
    draw(BarPlot("B", ("é",), np.array([1.0])), tmp_path / "b.csv")
    assert (tmp_path / "b.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_unknown_ending_or_drawing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportableError, match=r"must end in \.png, \.svg or \.csv"):
        draw(DRAWINGS["bars"], tmp_path / "figure.pdf")
    for suffix in (".png", ".csv"):
        with pytest.raises(ReportableError, match="no figure for object"):
            draw(object(), tmp_path / f"figure{suffix}")
    assert list(tmp_path.iterdir()) == []


def figures() -> dict[str, Figure]:
    """The figures of the example, by name."""
    return {figure.name: figure for figure in figures_of(example_outcome())}


def test_the_promised_figures_are_there() -> None:
    assert set(figures()) == {
        "training_loss",
        "training_accuracy",
        "conv1_filters",
        "input_image",
        "v1_activation",
        "confusion",
        "lesion_0_per_class_change",
        "control_0",
        "lesion_1_per_class_change",
        "sweep_conv1",
        "damage_against_selectivity_conv1",
        "damage_against_norm_conv1",
        "damage_against_orientation_conv1",
        "ranking_first_order_conv1",
        "damage_against_loss_rise_conv1",
        "ranking_exact_by_accuracy_conv1",
        "ranking_exact_on_test_conv1",
        "lesion_curve",
    }


def test_trap_t33_every_figure_names_its_seed_and_what_it_was_measured_on() -> None:
    for name, figure in figures().items():
        if name != "input_image":
            assert "seed 7" in figure.caption
            assert "30 images of digits" in figure.caption
    for name in ("confusion", "lesion_0_per_class_change", "lesion_curve"):
        caption = figures()[name].caption
        assert "20 test images" in caption
        assert "intact network 95.0 % [76.0, 99.0]" in caption
        assert "chance 33.3 %" in caption


def test_the_lesion_curve_has_intact_path_range_mean_and_chance() -> None:
    plot = figures()["lesion_curve"].drawing
    roles = ["intact", "lesioned", "random control", "selected"]
    assert [curve.role for curve in plot.curves] == roles
    assert plot.curves[0].y.tolist() == [0.95, 0.95]
    assert plot.curves[1].x.tolist() == [0, 1, 2, 3, 4]
    intervals, draws, _ = plot.bands
    assert draws.role == "random control"
    assert (intervals.low[0], intervals.high[0]) == wilson(18, 20)
    assert plot.chance == pytest.approx(1 / 3)


def test_trap_t32_filters_share_one_scale_about_zero() -> None:
    sheet = figures()["conv1_filters"].drawing
    low, high = sheet.limits
    assert low == -high == pytest.approx(-1.0)
    assert sheet.colours == "diverging"


def test_each_bar_has_its_interval_and_its_number_of_images() -> None:
    for name in ("lesion_0_per_class_change", "lesion_1_per_class_change"):
        plot = figures()[name].drawing
        assert plot.counts.tolist() == [10, 10, 0]
        assert plot.intervals[0, 0] < plot.values[0] < plot.intervals[0, 1]
        assert np.isnan(plot.intervals[2]).all()
        (axes,) = make_figure(plot).axes
        assert axes.get_ylabel() == "change of right answers (percentage points)"
        assert "zero (n = 10)" in [label.get_text() for label in axes.get_xticklabels()]
    assert "paired difference" in figures()["lesion_0_per_class_change"].caption
    assert "2.5-97.5 % of 2 draws" in figures()["lesion_1_per_class_change"].caption


def test_an_axis_of_changes_counts_in_percentage_points() -> None:
    (axes,) = make_figure(CHANGE).axes
    texts = [label.get_text() for label in axes.get_yticklabels()]
    assert "−40" in texts
    assert "0" in texts
    assert not any("%" in text for text in texts)


def test_the_table_of_changes_has_fractions_intervals_and_images(tmp_path: Path) -> None:
    draw(CHANGE, tmp_path / "change.csv")
    head, *rows = csv.reader(io.StringIO((tmp_path / "change.csv").read_text("utf-8")))
    assert head == ["label", "n", "change of right answers (fraction)", "low", "high"]
    assert rows == [["0", "36", "-0.4", "-0.6", "-0.1"], ["1", "0", "", "", ""]]


def test_whiskers_and_numbers_lie_within_the_axes() -> None:
    for low, high in ((-0.6, 0.3), (-0.5, -0.3)):
        plot = replace(CHANGE, intervals=np.array([[low, high], [np.nan, np.nan]]))
        (axes,) = make_figure(plot).axes
        bottom, top = axes.get_ylim()
        assert bottom < low - 0.02
        assert top > max(0, high)
        (number,) = axes.texts
        assert number.xy == (0, low)


def test_values_beyond_a_colour_scale_are_announced_by_an_arrow() -> None:
    tiles = np.array([[[0.0, 1.0], [2.0, 9.0]]], np.float32)
    for limits, ends in (((0, 9), "neither"), ((0, 5), "max"), ((1, 9), "min"), ((1, 5), "both")):
        sheet = TileSheet(tiles, limits=limits, colours="sequential")
        bar_axes = make_figure(sheet).axes[1]
        assert bar_axes._colorbar.extend == ends  # type: ignore[attr-defined]


def test_no_loss_is_cut_off() -> None:
    outcome = example_outcome()
    loss = np.array([2.0, 1.0, 0.1, 0.1, 0.1, 1e-9])
    training = replace(outcome.training, loss=loss)
    first = next(iter(figures_of(replace(outcome, training=training))))
    low, high = first.drawing.y_range()
    assert low < 1e-9
    assert high > 2.0
    nothing = replace(outcome, training=replace(training, loss=np.full(6, np.nan)))
    assert next(iter(figures_of(nothing))).drawing.y_limits is None


def test_the_number_of_a_bar_of_no_height_stays_below_the_title() -> None:
    change = BarPlot("Change", ("0", "1", "2"), np.array([0.0, -0.4, -0.1]), signed=True)
    (axes,) = make_figure(change).axes
    bottom, top = axes.get_ylim()
    assert top >= 0.1 * 0.4  # room for "0.0" above the axis
    assert bottom < -0.4

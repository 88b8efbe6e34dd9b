"""Figure files of the lesion bench: as picture and as numbers."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from visctx_gui.experiments.figures import draw, make_figure
from visctx_gui.plan.wording import ReportableError
from visctx_gui.presentation.control_band import ControlBand
from visctx_gui.presentation.dissociation import Dissociation
from visctx_gui.presentation.scatter import ReferenceBand, ReferenceLine, ScatterPlot
from visctx_gui.presentation.unit_sheet import UnitRow, UnitSheet

X = np.array([0.1, 0.5, np.nan, 0.9])
LABELS = ("conv1 0", "conv1 1", "conv1 2", "conv2 0")
SCATTER = ScatterPlot(
    "Damage",
    "selectivity",
    "change",
    X,
    -X,
    LABELS,
    roles=("training", "training", "training", "validation"),
    role_names=(("training", "conv1"), ("validation", "conv2")),
    struck=frozenset({1}),
    selected=0,
    y_intervals=np.stack([-X - 0.1, -X + 0.1], axis=1),
    lines=(ReferenceLine("y", 0.0, "intact", "intact"), ReferenceLine("x", 0.5)),
    band=ReferenceBand(-0.2, -0.1, "random"),
    note="Spearman -1.00, n = 3",
    y_percent=True,
)
BAND = ControlBand(
    "8 units", 0.8, np.array([0.9, np.nan, 0.92]), (0.78, 0.82), 0.97, 0.1, note="cannot tell"
)
VALUES = np.array([[0.6, 0.9], [0.8, np.nan]])
DISSOCIATION = Dissociation(
    "2x2",
    ("A", "B"),
    ("curved", "straight"),
    VALUES,
    np.stack([VALUES - 0.03, VALUES + 0.03], axis=-1),
    np.array([0.95, 0.97]),
    np.array([[0.94, 0.96], [0.96, 0.98]]),
    0.1,
    note="a note that is longer than one line of the figure is wide " * 3,
)
DRAWINGS: dict[str, Any] = {
    "points": SCATTER,
    "coloured points": ScatterPlot(
        "", "", "", X, X, LABELS, colour_values=np.array([1.0, np.nan, 2.0, 3.0])
    ),
    "no points": ScatterPlot("", "x", "y", np.zeros(0), np.zeros(0), ()),
    "band": BAND,
    "band without draws": ControlBand("", np.nan, np.zeros(0)),
    "dissociation": DISSOCIATION,
    "dissociation alone": Dissociation("", ("A", "B"), ("1", "2"), VALUES),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_becomes_a_picture_and_a_table(name: str, tmp_path: Path) -> None:
    for suffix in (".png", ".svg", ".csv"):
        draw(DRAWINGS[name], tmp_path / f"figure{suffix}", "Seed 0, n = 20 test images.")
    with Image.open(tmp_path / "figure.png") as picture:
        assert min(picture.size) > 300
    assert (tmp_path / "figure.svg").read_text("utf-8").startswith("<?xml")
    assert len({len(row) for row in rows_of(tmp_path / "figure.csv")}) == 1


def rows_of(path: Path) -> list[list[str]]:
    """The cells of a table."""
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))


def test_the_table_of_points_has_all_of_them(tmp_path: Path) -> None:
    draw(SCATTER, tmp_path / "points.csv")
    head, *rows = rows_of(tmp_path / "points.csv")
    found = "label,selectivity,change (fraction),low,high,group,silenced"
    assert head == found.split(",")
    assert [row[0] for row in rows] == list(LABELS)
    assert rows[1] == ["conv1 1", "0.5", "-0.5", "-0.6", "-0.4", "conv1", "1"]
    assert rows[2][1:5] == ["", "", "", ""]


def test_points_without_a_place_are_counted_beneath_the_figure() -> None:
    (axes,) = make_figure(SCATTER).axes
    assert axes.get_xlabel().split("\n")[1] == (
        "Spearman -1.00, n = 3; 1 without a value not drawn"
    )
    drawn = sum(len(part.get_offsets()) for part in axes.collections if part.get_label() != "random"
                and hasattr(part, "get_sizes") and len(part.get_sizes()))  # fmt: skip
    assert drawn == 3


def test_the_table_of_a_band_has_every_draw(tmp_path: Path) -> None:
    draw(BAND, tmp_path / "band.csv")
    _, *rows = rows_of(tmp_path / "band.csv")
    cells = {row[0]: row[1:] for row in rows}
    assert cells["lesioned"] == ["0.8", "0.78", "0.82"]
    assert cells["intact"][0] == "0.97"
    assert [cells[f"random draw {number}"][0] for number in (1, 2, 3)] == ["0.9", "", "0.92"]
    assert cells["median of the draws and 2.5-97.5 % range"][0] == "0.91"


def test_a_chance_beyond_the_axis_is_not_in_the_legend() -> None:
    def names(band: ControlBand) -> list[str]:
        return list(make_figure(band).axes[0].get_legend_handles_labels()[1])

    assert "chance" not in names(BAND)
    assert "chance" in names(ControlBand("", 0.3, np.array([0.4, 0.5]), chance=0.2))


def test_the_table_of_a_dissociation(tmp_path: Path) -> None:
    draw(DISSOCIATION, tmp_path / "2x2.csv")
    _, *rows = rows_of(tmp_path / "2x2.csv")
    assert rows[0] == ["nothing", "curved", "0.95", "0.94", "0.96"]
    assert rows[1] == ["A", "curved", "0.6", "0.57", "0.63"]
    assert rows[5] == ["B", "straight", "", "", ""]


def test_a_long_note_is_broken_into_lines() -> None:
    (axes,) = make_figure(DISSOCIATION).axes
    lines = axes.get_xlabel().split("\n")
    assert len(lines) > 1
    assert max(map(len, lines)) < 90


def test_the_table_of_units_is_a_table_alone(tmp_path: Path) -> None:
    sheet = UnitSheet("Sweep", (UnitRow("conv1", 3, 0.9, -0.1, norm=float("nan")),))
    draw(sheet, tmp_path / "units.csv")
    head, row = rows_of(tmp_path / "units.csv")
    cells = dict(zip(head, row, strict=True))
    assert (cells["unit"], cells["change"], cells["norm"]) == ("3", "-0.1", "")
    with pytest.raises(ReportableError, match="no figure for UnitSheet"):
        draw(sheet, tmp_path / "units.png")

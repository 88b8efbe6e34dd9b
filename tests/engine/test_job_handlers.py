"""Downloads, experiments and figure files as jobs of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.engine.laboratory import Laboratory
from visctx_gui.engine.handlers import data as data_handlers
from visctx_gui.engine.messages import (
    AskState,
    Cancelled,
    CancelRequest,
    Done,
    DownloadData,
    RunExperiment,
    SavePicture,
)
from visctx_gui.plan.data import DataPlan
from visctx_gui.presentation.curves import Curve, CurvePlot

EXPERIMENT = """
title = "short"
[network]
filters = [2, 2]
[training]
epochs = 1
batch_size = 512
[[lesion]]
layer = "conv1"
first = 1
"""


def fake_download(closed: list[str]) -> object:
    def download(name: str, folder: Path) -> Iterator[tuple[int, int]]:
        try:
            for done in (0, 50, 100):
                yield done, 100
        finally:
            closed.append(name)

    return download


def test_a_download_tells_how_far_it_is_and_opens_the_data(
    laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    monkeypatch.setattr(data_handlers, "download", fake_download(closed))
    number = laboratory.post(DownloadData(data=DataPlan(split_seed=5)))
    reply = laboratory.final(number)
    assert [one.fraction for one in laboratory.progress(number)] == [0, 0.5, 1]
    assert laboratory.progress(number)[-1].seconds_left == 0
    assert reply.payload.plan.split_seed == 5  # type: ignore[union-attr]
    assert laboratory.ask(AskState()).data == reply.payload  # type: ignore[union-attr]


def test_cancelling_a_download_closes_it_and_the_old_data_stay(
    laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    monkeypatch.setattr(data_handlers, "download", fake_download(closed))
    before = laboratory.ask(AskState())
    number = laboratory.post(DownloadData(data=DataPlan(split_seed=5)))
    laboratory.turn()
    laboratory.post(CancelRequest(cancelled_id=number))
    assert isinstance(laboratory.final(number), Cancelled)
    assert closed == ["digits"]
    assert laboratory.ask(AskState()) == before


def test_an_experiment_leaves_its_report_beside_what_is_loaded(
    laboratory: Laboratory, tmp_path: Path
) -> None:
    before = laboratory.ask(AskState())
    folder = tmp_path / "out"
    number = laboratory.post(
        RunExperiment(experiment_toml=EXPERIMENT, name="short", folder=str(folder))
    )
    reply = laboratory.final(number)
    assert isinstance(reply, Done), reply
    assert Path(reply.payload.path) == folder / "report.html"
    assert (folder / "report.html").exists()
    fractions = [one.fraction for one in laboratory.progress(number)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1, abs=0.01)
    assert laboratory.ask(AskState()) == before


def test_an_experiment_that_is_not_one_is_refused(laboratory: Laboratory, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    laboratory.refusal(
        RunExperiment(experiment_toml="[training]\nepoch = 3", name="x", folder=str(folder))
    )
    assert not folder.exists()


def test_cancelling_an_experiment_keeps_what_is_finished(
    laboratory: Laboratory, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    number = laboratory.post(
        RunExperiment(experiment_toml=EXPERIMENT, name="short", folder=str(folder))
    )
    while not folder.exists():
        laboratory.turn()
    laboratory.post(CancelRequest(cancelled_id=number))
    assert isinstance(laboratory.final(number), Cancelled)
    assert (folder / "experiment.toml").exists()
    assert not (folder / "result.json").exists()


def test_a_picture_is_drawn_from_plain_data(laboratory: Laboratory, tmp_path: Path) -> None:
    curve = Curve("loss", np.arange(3.0), np.array([3.0, 2.0, 1.0]), "training")
    plot = CurvePlot("Loss", "step", "nats", (curve,))
    path = tmp_path / "loss.csv"
    assert laboratory.ask(SavePicture(drawing=plot, path=str(path))).path == str(path)
    assert "loss" in path.read_text("utf-8-sig")
    laboratory.refusal(SavePicture(drawing=plot, path=str(tmp_path / "loss.docx")))

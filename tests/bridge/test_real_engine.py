"""The real engine in its real thread."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.bridge.receivers import Receiver
from tests.engine.laboratory import SHORT, SMALL, Laboratory
from tests.one_thread import one_thread
from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import (
    Announcement,
    EngineOptions,
    EvaluateLesion,
    ImageChoice,
    NewNetwork,
    OpenData,
    Request,
    StartTraining,
    StopTraining,
    ViewActivations,
    ViewFilters,
)
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.lesion import INTACT, silence

__all__ = ["one_thread"]

WAIT_MS = 60_000


class Desk:
    """A client of the real engine that waits for its answers."""

    def __init__(self, client: EngineClient, qtbot: QtBot) -> None:
        self.client = client
        self.qtbot = qtbot

    def ask(self, request: Request) -> Any:
        receiver = Receiver()
        self.client.ask(request, **receiver.callbacks)
        self.qtbot.waitUntil(lambda: "done" in receiver.kinds, timeout=WAIT_MS)
        return receiver.told[-1][1]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    client = EngineClient(EngineOptions(device="cpu", runs_folder=str(tmp_path / "runs")))
    said: list[Announcement] = []
    client.announced.connect(said.append)
    with qtbot.waitSignal(client.ready, timeout=WAIT_MS):
        client.start()
    assert len(said) == 1
    made = Desk(client, qtbot)
    made.ask(OpenData(data=DataPlan()))
    made.ask(NewNetwork(network=SMALL))
    yield made
    assert client.close()
    client.deleteLater()


@pytest.mark.parametrize(
    "request_",
    [
        ViewFilters(layer="conv2"),
        ViewActivations(layer="conv2", image=ImageChoice(index=3), twin="intact"),
        EvaluateLesion(lesion=silence("conv1", (0, 2)), split="test"),
    ],
    ids=lambda request: type(request).__name__,
)
def test_fault_47_the_thread_gives_the_same_arrays(
    desk: Desk, tmp_path: Path, request_: Request
) -> None:
    laboratory = Laboratory(tmp_path)
    laboratory.prepare()
    through_thread, direct = vars(desk.ask(request_)), vars(laboratory.ask(request_))
    for name, value in direct.items():
        if isinstance(value, np.ndarray):
            assert np.array_equal(through_thread[name], value), name
        else:
            assert through_thread[name] == value, name


def test_the_client_follows_network_data_and_training(desk: Desk, qtbot: QtBot) -> None:
    client = desk.client
    assert client.network is not None
    assert client.data is not None
    assert client.data.n("test") == 360
    with qtbot.waitSignal(client.training_ended, timeout=WAIT_MS) as ended:
        client.ask(StartTraining(training=SHORT))
    assert ended.args is not None
    summary = ended.args[0]
    assert summary.ending == "finished"
    assert client.network == summary.network
    assert client.network.steps_trained == 5
    assert client.training_state == "idle"


def test_fault_48_500_clicks_while_training_end_in_the_right_number(
    desk: Desk, qtbot: QtBot
) -> None:
    client = desk.client
    training = Receiver()
    with qtbot.waitSignal(client.training_moved, timeout=WAIT_MS):
        client.ask(
            StartTraining(training=replace(SHORT, epochs=10_000, learning_rate=1e-4)),
            **training.callbacks,
        )
    assert client.last_snapshot is not None
    step_before = client.last_snapshot.step
    panel, lesion = Receiver(), INTACT
    for click in range(500):
        lesion = lesion.toggled("conv1", (0, 1, 2)[click % 3])
        client.ask(EvaluateLesion(lesion=lesion, split="test"), **panel.callbacks)
    qtbot.waitUntil(lambda: "done" in panel.kinds, timeout=WAIT_MS)
    effect = panel.told[-1][1]
    assert effect.lesion == lesion
    assert effect.exact
    assert panel.kinds.count("cancelled") == 499
    qtbot.waitUntil(
        lambda: client.last_snapshot is not None and client.last_snapshot.step > step_before,
        timeout=WAIT_MS,
    )
    with qtbot.waitSignal(client.training_ended, timeout=WAIT_MS):
        client.ask(StopTraining(keep=True))
    assert "failed" not in training.kinds
    exact = desk.ask(EvaluateLesion(lesion=lesion, split="test"))
    intact = desk.ask(EvaluateLesion(lesion=INTACT, split="test"))
    assert exact.intact == intact.intact == intact.lesioned


def test_closing_during_a_training_ends_the_thread(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.client.training_moved, timeout=WAIT_MS):
        desk.client.ask(StartTraining(training=replace(SHORT, epochs=10_000)))
    assert desk.client.close()


def test_the_bridge_leaves_torch_to_the_thread() -> None:
    import subprocess

    program = (
        "import sys, visctx_gui.bridge.engine_client;"
        "print([name for name in ('torch', 'PySide6.QtWidgets') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

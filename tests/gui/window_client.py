"""A client for whole windows, and a window around it."""

from __future__ import annotations

from tests.gui.panels.fake_client import FakeClient
from visctx_gui.bridge.engine_state import Busy
from visctx_gui.engine.messages import DeviceFacts, TrainingSnapshot, TrainingSummary


class WindowClient(FakeClient):
    """`FakeClient` with what only the window itself asks of a client."""

    def __init__(self) -> None:
        super().__init__()
        self.device: DeviceFacts | None = None
        self.busy: Busy | None = None
        self.last_snapshot: TrainingSnapshot | None = None
        self.is_ready = False
        self.starts = 0
        self.closes: list[float] = []
        self.ends_in_time = True

    def start(self) -> None:
        self.starts += 1

    def close(self, timeout_seconds: float = 5.0) -> bool:
        self.closes.append(timeout_seconds)
        return self.ends_in_time

    def train(self, snapshot: TrainingSnapshot) -> None:
        self.last_snapshot = snapshot
        super().train(snapshot)

    def end_training(self, summary: TrainingSummary | None) -> None:
        self.training_state = "idle"
        self.training_ended.emit(summary)

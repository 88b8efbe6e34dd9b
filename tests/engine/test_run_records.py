"""What a training in the window writes, and how often."""

from __future__ import annotations

from pathlib import Path

from tests.cortex.training.small_data import CPU, SMALL_NETWORK, small_data
from tests.engine.examples import FakeClock
from visctx_gui.cortex.files.runs import MOMENTS, load_checkpoint
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.cortex.training.moments import Moments
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.engine.run_records import SECONDS_BETWEEN_MOMENT_FILES, RunRecords
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import Message


def announced(_what: Message, _advice: Message) -> None:
    raise AssertionError("nothing should fail here")


def test_the_moments_are_written_seldom_and_the_checkpoint_after_each_epoch(tmp_path: Path) -> None:
    data, clock = small_data(), FakeClock()
    plan = TrainingPlan(epochs=3, batch_size=32)
    trainer = Trainer(new_network(SMALL_NETWORK, 0), data, plan, CPU)
    records = RunRecords(tmp_path, trainer, 0, 0, Moments(), clock)
    file, epochs, written = tmp_path / MOMENTS, [], []
    for _ in trainer.batches():
        if trainer.epoch > len(epochs):
            clock.seconds += 0.6 * SECONDS_BETWEEN_MOMENT_FILES
            records.after_epoch(announced)
            epochs.append(load_checkpoint(tmp_path).state.values["epoch"])
            written.append(file.exists())
    assert epochs == [1, 2, 3]
    assert written == [False, True, True]
    assert Moments.load(file).steps[-1] < trainer.step
    records.save_moments(announced)
    assert Moments.load(file).steps[-1] == trainer.step

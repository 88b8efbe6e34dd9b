"""The fastest honest training loop without any window. Runs in a process of its own, without Qt."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from visctx_gui.benchmarks.measuring_process import hear, tell

if TYPE_CHECKING:
    import torch

    from visctx_gui.cortex.images.image_set import DataSet

BATCH = 64
TRAINER = "the program's trainer, without a window"


def main(arguments: list[str]) -> None:
    """Find the fastest loop, then train with it for as long as each line says."""
    import torch

    from visctx_gui.cortex.images.data_sets import open_data
    from visctx_gui.plan.data import DataPlan

    folder, rounds, round_seconds = Path(arguments[0]), int(arguments[1]), float(arguments[2])
    data = open_data(DataPlan(name="mnist"), folder)
    loops = {
        "hand-written, contiguous": hand_written_steps(data, torch.contiguous_format),
        "hand-written, channels_last": hand_written_steps(data, torch.channels_last),
        TRAINER: trainer_steps(data),
    }
    speeds = _speeds(loops, rounds, round_seconds)
    fastest = max(speeds, key=lambda name: max(speeds[name]))
    tell(
        fastest=fastest,
        images_per_second=speeds,
        threads=torch.get_num_threads(),
        batch=BATCH,
        warm_up_seconds=(1 + rounds) * round_seconds,
    )
    while words := hear():
        tell(**train_for(loops[fastest], words["seconds"]))


def _speeds(
    loops: dict[str, Iterator[int]], rounds: int, round_seconds: float
) -> dict[str, list[float]]:
    """Images per second of every loop, in turns; the first round of each warms up."""
    speeds: dict[str, list[float]] = {name: [] for name in loops}
    for number in range(rounds + 1):
        for name, steps in loops.items():
            measured = train_for(steps, round_seconds)
            if number:
                speeds[name].append(measured["images"] / measured["seconds"])
    return speeds


def train_for(steps: Iterator[int], seconds: float) -> dict[str, float]:
    """Take steps for so long; returns images trained on and the seconds it took."""
    images = 0
    started = time.perf_counter()
    while (now := time.perf_counter()) - started < seconds:
        images += next(steps)
    return {"images": images, "seconds": now - started}


def hand_written_steps(data: DataSet, memory_format: torch.memory_format) -> Iterator[int]:
    """A plain loop as one writes it by hand for speed; one item, its images, for each step.

    Nothing is read, counted or drawn. The images lie prepared in memory; ReLU comes after the
    pooling, where it gives the same numbers on a quarter of the values.
    """
    import torch
    from torch import nn
    from torch.nn import functional

    torch.manual_seed(0)
    images = (data.train.images.float() / 255).contiguous(memory_format=memory_format)
    labels = data.train.labels
    network = nn.Sequential(
        nn.Conv2d(1, 16, 5),
        nn.MaxPool2d(2),
        nn.ReLU(),
        nn.Conv2d(16, 32, 5),
        nn.MaxPool2d(2),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(512, 10),
    ).to(memory_format=memory_format)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, fused=True)
    while True:
        order = torch.randperm(len(labels))
        for chosen in order.split(BATCH):  # type: ignore[no-untyped-call]
            optimizer.zero_grad()
            scores = network(images[chosen])
            functional.cross_entropy(scores, labels[chosen]).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            yield len(chosen)


def trainer_steps(data: DataSet) -> Iterator[int]:
    """The program's own training; 0 for a slice of the validation between two epochs."""
    import torch

    from visctx_gui.cortex.networks.v1_v2 import new_network
    from visctx_gui.cortex.training.trainer import Trainer
    from visctx_gui.plan.network import NetworkPlan
    from visctx_gui.plan.training import TrainingPlan

    plan = TrainingPlan(batch_size=BATCH, epochs=1000)
    trainer = Trainer(new_network(NetworkPlan(), 0), data, plan, torch.device("cpu"))
    step = 0
    for _ in trainer.batches():
        yield images_until(trainer.step, data.train.n) - images_until(step, data.train.n)
        step = trainer.step


def images_until(step: int, n: int) -> int:
    """Images that `step` steps have trained on; the last batch of each epoch of `n` is smaller."""
    epochs, batches = divmod(step, -(-n // BATCH))
    return epochs * n + batches * BATCH


if __name__ == "__main__":
    main(sys.argv[1:])

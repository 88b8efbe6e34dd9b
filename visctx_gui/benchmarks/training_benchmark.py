"""Training here against the usual script."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from visctx_gui.benchmarks.benchmark import Benchmark, Conditions, Measurement
from visctx_gui.benchmarks.material import benchmark_data
from visctx_gui.benchmarks.mnist_files import write_mnist_layout
from visctx_gui.benchmarks.timing import rounded

if TYPE_CHECKING:
    import torch

    from visctx_gui.cortex.images.image_set import DataSet

BATCH = 64
BLOCKS, BLOCKS_QUICK = (5, 300), (3, 100)  # number of blocks, and steps in each
WHAT_IS_COMPARED = (
    "Script: torchvision.datasets.MNIST with ToTensor, DataLoader(batch_size=64, shuffle=True, "
    "num_workers=0), the same layers as nn.Sequential, Adam 1e-3, cross-entropy; nothing is "
    "printed or read from the loss. Here: the program's trainer, which looks at each loss and "
    "tests the network at the end of an epoch; that is counted. Same images, same threads, blocks "
    "in turns. The script is run as it is usually written and in channels-last format; value is the "
    "median of the blocks' ratios to the faster of the two."
)


def _measure(conditions: Conditions) -> Measurement:
    import torch

    data, words = benchmark_data(conditions.data_folder)
    blocks, steps = BLOCKS_QUICK if conditions.quick else BLOCKS
    script_seconds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="visctx-bench-") as folder:
        write_mnist_layout(Path(folder), data)
        scripts = {
            "contiguous": _script(Path(folder), torch.contiguous_format),
            "channels_last": _script(Path(folder), torch.channels_last),
        }
        here = _trainer_steps(data)
        for name, step_by_step in scripts.items():
            script_seconds[name] = []
            _seconds_of_steps(step_by_step, steps // 3)
        _seconds_of_steps(here, steps // 3)
        our_seconds = []
        for _ in range(blocks):
            for name, step_by_step in scripts.items():
                script_seconds[name].append(_seconds_of_steps(step_by_step, steps))
            our_seconds.append(_seconds_of_steps(here, steps))
    fastest = min(script_seconds, key=lambda name: min(script_seconds[name]))
    ratios = {
        name: [theirs / ours for theirs, ours in zip(times, our_seconds, strict=True)]
        for name, times in script_seconds.items()
    }
    images = BATCH * steps
    detail = {
        "bare_images_per_second": images / statistics.median(script_seconds[fastest]),
        "images_per_second": images / statistics.median(our_seconds),
        "batch": BATCH,
        "format": fastest,
        "threads": torch.get_num_threads(),
        "blocks": blocks,
        "steps_per_block": steps,
        "data": words,
        "compared": WHAT_IS_COMPARED,
        "ratio_to_script_as_usually_written": statistics.median(ratios["contiguous"]),
        "raw_ratios": {name: rounded(values) for name, values in ratios.items()},
        "raw_seconds": rounded(our_seconds),
        "raw_script_seconds": {name: rounded(times) for name, times in script_seconds.items()},
    }
    return Measurement(statistics.median(ratios[fastest]), detail)


TRAINING_BENCHMARKS = (
    Benchmark(
        "training_vs_dataloader_script",
        "training speed against the usual script with a DataLoader",
        "ratio of speeds",
        "higher",
        1.7,
        _measure,
    ),
)


def _seconds_of_steps(step_by_step: Iterator[None], steps: int) -> float:
    started = time.perf_counter()
    for _ in range(steps):
        next(step_by_step)
    return time.perf_counter() - started


def _trainer_steps(data: DataSet) -> Iterator[None]:
    """The program's training; one item for each optimizer step."""
    import torch

    from visctx_gui.cortex.networks.v1_v2 import new_network
    from visctx_gui.cortex.training.trainer import Trainer
    from visctx_gui.plan.network import NetworkPlan
    from visctx_gui.plan.training import TrainingPlan

    plan = TrainingPlan(batch_size=BATCH, epochs=100, device="cpu")
    trainer = Trainer(new_network(NetworkPlan(), 0), data, plan, torch.device("cpu"))
    steps_seen = 0
    for _ in trainer.batches():
        if trainer.step > steps_seen:
            steps_seen = trainer.step
            yield


def _script(folder: Path, memory_format: torch.memory_format) -> Iterator[None]:
    """The usual script, written as one writes it; one item for each optimizer step."""
    import torch
    from torch import nn
    from torch.nn import functional
    from torch.utils.data import DataLoader
    from torchvision import datasets, transforms

    data = datasets.MNIST(str(folder), train=True, transform=transforms.ToTensor())
    loader = DataLoader(data, batch_size=BATCH, shuffle=True, num_workers=0)
    network = nn.Sequential(
        nn.Conv2d(1, 16, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(512, 10),
    ).to(memory_format=memory_format)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    network.train()
    while True:
        for images, labels in loader:
            optimizer.zero_grad()
            scores = network(images.to(memory_format=memory_format))
            loss = functional.cross_entropy(scores, labels)
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            yield

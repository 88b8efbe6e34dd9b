"""A process to be killed: ``python killed_training.py FOLDER`` trains until nobody lets it."""

from __future__ import annotations

import sys
from pathlib import Path

import torch

from tests.cortex.training.small_data import CPU, SMALL_NETWORK, small_data
from visctx_gui.cortex.files.runs import save_checkpoint
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.plan.training import TrainingPlan

PLAN = TrainingPlan(
    learning_rate=0.01, batch_size=16, epochs=6, seed=4, augmentation="strokes", patience=5
)
SEED = 1


def new_trainer() -> Trainer:
    """The training that is killed, and the one that is left alone."""
    return Trainer(new_network(SMALL_NETWORK, SEED), small_data(), PLAN, CPU)


def train(folder: Path) -> None:
    """Train with a checkpoint after each epoch; in the middle of the fourth, wait for the end."""
    trainer = new_trainer()
    epoch = 0
    for _ in trainer.batches():
        if trainer.epoch > epoch:
            epoch = trainer.epoch
            save_checkpoint(folder, trainer, SEED)
        if trainer.step == 14:
            print("in the middle of epoch 4", flush=True)
            sys.stdin.read()


if __name__ == "__main__":
    torch.set_num_threads(1)
    train(Path(sys.argv[1]))

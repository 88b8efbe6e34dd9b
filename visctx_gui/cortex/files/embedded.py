"""The small trained network that ships with the program, and the command that makes it again.

``python -m visctx_gui.cortex.files.embedded`` trains it on the built-in digits, their strokes
varied so that it reads drawings too, and writes it into the resources.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

import torch

from visctx_gui.cortex.files.network_file import NetworkFile, open_network, save_network
from visctx_gui.cortex.images.data_sets import open_data
from visctx_gui.cortex.images.image_set import DataSet, ImageSet
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.cortex.training.evaluate import confusion
from visctx_gui.cortex.training.moments import Moments
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan

TRAINING = TrainingPlan(epochs=100, augmentation="strokes", seed=0)
_MOMENTS_KEPT = 11  # of 26 kB each
_NETWORK, _MOMENTS = "network.safetensors", "moments.safetensors"


def _folder() -> Traversable:
    return files("visctx_gui.resources") / "embedded"


def embedded_network() -> NetworkFile:
    """The network that ships with the program, checked like any other file.

    Raises
    ------
    CheckpointError
        Where the installation is damaged.
    """
    with as_file(_folder()) as folder:
        return replace(open_network(folder / _NETWORK), source="embedded")


def embedded_moments() -> Moments:
    """Filters of the embedded network at some moments of its training.

    Raises
    ------
    CheckpointError
        Where the installation is damaged.
    """
    with as_file(_folder() / _MOMENTS) as path:
        return Moments.load(path)


def make_embedded_network(folder: Path, plan: TrainingPlan = TRAINING) -> float:
    """Train the network and write it with its moments.

    Parameters
    ----------
    folder : Path
        Of the three files.
    plan : TrainingPlan

    Returns
    -------
    float
        Accuracy on the test digits, 0..1.
    """
    data = open_data(DataPlan("digits"), folder)
    network = new_network(NetworkPlan(), plan.seed)
    trainer = Trainer(network, data, plan, torch.device("cpu"))
    moments = Moments(maximum_moments=_MOMENTS_KEPT)
    _keep(moments, trainer, data)
    for _ in trainer.batches():
        _keep(moments, trainer, data)
    moments.offer(trainer.step, network, _accuracy(network, data, data.validation))
    saved = NetworkFile(
        network=network,
        class_names=data.class_names,
        seed=plan.seed,
        steps_trained=trainer.step,
        trained_on=data.plan.name,
        data_sha256=data.sha256,
    )
    save_network(folder / _NETWORK, saved)
    moments.save(folder / _MOMENTS)
    return _accuracy(network, data, data.test)


def _keep(moments: Moments, trainer: Trainer, data: DataSet) -> None:
    if moments.offer(trainer.step, trainer.network):
        accuracy = _accuracy(trainer.network, data, data.validation)
        moments.offer(trainer.step, trainer.network, accuracy)


def _accuracy(network: V1V2Network, data: DataSet, images: ImageSet) -> float:
    matrix = confusion(network, images, data.input_mean, data.input_sd)
    return int(matrix.diag().sum()) / images.n


if __name__ == "__main__":
    with as_file(_folder()) as resources:
        resources.mkdir(exist_ok=True)
        print(f"accuracy on the test digits: {make_embedded_network(resources):.4f}")
        print(f"written to {resources}")

"""MNIST, Fashion-MNIST and CIFAR-10 from the files their makers publish."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from visctx_gui.cortex.images.cifar_files import TEST_BATCH, TRAINING_BATCHES, read_batches
from visctx_gui.cortex.images.data_places import find_data
from visctx_gui.cortex.images.idx_files import damaged, read_idx
from visctx_gui.cortex.images.image_set import check_labels
from visctx_gui.plan.data import DATA_SETS, DataSetFacts
from visctx_gui.plan.wording import message, translatable

Labelled = tuple[Tensor, Tensor]  # images uint8 (n, channels, height, width), labels int64 (n,)


def read_published(name: str, folder: Path) -> tuple[Labelled, Labelled]:
    """Read a data set as it stands.

    Parameters
    ----------
    name : str
        A data set that has files.
    folder : Path
        The data folder.

    Returns
    -------
    tuple of Labelled
        Training images (validation still among them) and test images, in the files' order.

    Raises
    ------
    DataError
        Where files are missing or damaged, or a label names no class.
    """
    facts = DATA_SETS[name]
    parts = _read_cifar(facts, folder) if name == "cifar-10" else _read_mnist(facts, folder)
    for _, labels in parts:
        check_labels(labels, len(facts.class_names), facts.title)
    return parts


def _read_mnist(facts: DataSetFacts, folder: Path) -> tuple[Labelled, Labelled]:
    paths = find_data(facts.name, folder).required()
    training = _read_pair(paths[0], paths[1], facts)
    return training, _read_pair(paths[2], paths[3], facts)


def _read_pair(images_path: Path, labels_path: Path, facts: DataSetFacts) -> Labelled:
    images, labels = read_idx(images_path, 3), read_idx(labels_path, 1)
    if len(images) != len(labels):
        raise damaged(
            message(
                translatable("{path} holds {n} images, but there are {n_labels} labels beside it."),
                path=str(images_path),
                n=len(images),
                n_labels=len(labels),
            )
        )
    if images.shape[1:] != (facts.height, facts.width):
        raise damaged(
            message(
                translatable("{path} holds images of {height} x {width} px, not {expected} px."),
                path=str(images_path),
                height=images.shape[1],
                width=images.shape[2],
                expected=facts.height,
            )
        )
    return _tensors(images[:, None], labels.astype(np.int64))


def _read_cifar(facts: DataSetFacts, folder: Path) -> tuple[Labelled, Labelled]:
    batches = read_batches(find_data(facts.name, folder).required()[0])
    images = np.concatenate([batches[name][0] for name in TRAINING_BATCHES])
    labels = np.concatenate([batches[name][1] for name in TRAINING_BATCHES])
    return _tensors(images, labels), _tensors(*batches[TEST_BATCH])


def _tensors(images: NDArray[np.uint8], labels: NDArray[np.int64]) -> Labelled:
    # Copied where read-only: bytes read from a file are, and torch takes no such array.
    return (
        torch.from_numpy(np.require(images, requirements=["C", "W"])),
        torch.from_numpy(np.require(labels, requirements=["C", "W"])),
    )

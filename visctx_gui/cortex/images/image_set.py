"""Images with their labels, held in memory as bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Tensor

from visctx_gui.plan.data import DataPlan, DataSetFacts
from visctx_gui.plan.wording import DataError, Message, message, translatable


@dataclass(frozen=True, eq=False)
class ImageSet:
    """The images of one split.

    Attributes
    ----------
    images : Tensor
        uint8 (n, channels, height, width), 0..255.
    labels : Tensor
        int64 (n,), places in `class_names`.
    class_names : tuple of str
        One name per class.
    """

    images: Tensor
    labels: Tensor
    class_names: tuple[str, ...]

    @property
    def n(self) -> int:
        """Number of images."""
        return int(self.images.shape[0])

    @property
    def image_shape(self) -> tuple[int, int, int]:
        """(channels, height, width) of every image."""
        channels, height, width = self.images.shape[1:]
        return int(channels), int(height), int(width)

    @property
    def memory_bytes(self) -> int:
        """Memory of images and labels, in bytes."""
        return self.images.nbytes + self.labels.nbytes

    def counts(self) -> tuple[int, ...]:
        """Images of each class, in the order of `class_names`."""
        counts = torch.bincount(self.labels, minlength=len(self.class_names))
        return tuple(int(count) for count in counts.tolist())

    def to(self, device: torch.device | str) -> ImageSet:
        """The same set on another device; itself where it is there already."""
        return replace(self, images=self.images.to(device), labels=self.labels.to(device))


@dataclass(frozen=True, slots=True)
class FolderReport:
    """How a folder of images was understood.

    Attributes
    ----------
    folder : str
        Where the classes were found.
    notes : tuple of Message
        What was decided: how it was split, what was left out on purpose.
    n_skipped : int
        Files that could not be used.
    skipped : tuple of (str, Message)
        The first of them, with their reasons.
    class_details : tuple of str
        What else is known of each class (a person's sex in VGGFace2); empty where nothing is.
    """

    folder: str
    notes: tuple[Message, ...] = ()
    n_skipped: int = 0
    skipped: tuple[tuple[str, Message], ...] = ()
    class_details: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class DataSet:
    """A data set in memory, split and ready for a network.

    Attributes
    ----------
    plan : DataPlan
        What was asked for.
    train, validation, test : ImageSet
        The splits; no image is in two of them.
    sha256 : str
        Of all images and labels, in order; tells two splits of the same set apart.
    input_mean, input_sd : tuple of float
        Per channel, of images scaled to 0..1: what `network_input` subtracts and divides by.
    report : FolderReport or None
        Of a folder of one's own images.
    """

    plan: DataPlan
    train: ImageSet
    validation: ImageSet
    test: ImageSet
    sha256: str
    input_mean: tuple[float, ...]
    input_sd: tuple[float, ...]
    report: FolderReport | None = None

    @property
    def facts(self) -> DataSetFacts:
        """What the opened images show."""
        channels, height, width = self.image_shape
        return replace(
            self.plan.facts,
            channels=channels,
            height=height,
            width=width,
            class_names=self.class_names,
            n_train=self.train.n + self.validation.n,
            n_validation=self.validation.n,
            n_test=self.test.n,
        )

    @property
    def class_names(self) -> tuple[str, ...]:
        """One name per class."""
        return self.train.class_names

    @property
    def image_shape(self) -> tuple[int, int, int]:
        """(channels, height, width) of every image."""
        return self.train.image_shape

    @property
    def memory_bytes(self) -> int:
        """Memory of all three splits, in bytes."""
        return self.train.memory_bytes + self.validation.memory_bytes + self.test.memory_bytes

    def split(self, name: str) -> ImageSet:
        """One split.

        Parameters
        ----------
        name : str
            ``train``, ``validation`` or ``test``.

        Raises
        ------
        KeyError
            For any other name.
        """
        return {"train": self.train, "validation": self.validation, "test": self.test}[name]

    def to(self, device: torch.device | str) -> DataSet:
        """The same data set on another device."""
        return replace(
            self,
            train=self.train.to(device),
            validation=self.validation.to(device),
            test=self.test.to(device),
        )


def check_labels(labels: Tensor, n_classes: int, source: str) -> None:
    """Refuse labels that name no class.

    Parameters
    ----------
    labels : Tensor
        (n,), of any number type.
    n_classes : int
        Labels must be whole numbers from 0 to n_classes - 1.
    source : str
        Where the labels come from, for the sentence.

    Raises
    ------
    DataError
        With the first bad place and value. Left alone, a bad label is an IndexError on a CPU and
        an error that ends the process on a GPU.
    """
    bad = ~((labels >= 0) & (labels < n_classes))  # NaN is bad too
    if labels.is_floating_point():
        bad |= labels != labels.round()
    if bool(bad.any()):
        first = int(bad.nonzero()[0, 0])
        raise DataError(
            message(
                translatable("{source}: label {value} of image {index} is no class (0 to {last})."),
                source=source,
                value=labels[first].item(),
                index=first,
                last=n_classes - 1,
            ),
            message(translatable("The file is damaged, or belongs to another data set.")),
        )

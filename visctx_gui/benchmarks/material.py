"""Images for benchmarks: MNIST where it is at hand, otherwise as many made images."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

    from visctx_gui.cortex.images.image_set import DataSet, ImageSet

N_TRAIN, N_VALIDATION, N_TEST = 55_000, 5_000, 10_000
SIDE = 28
STROKES = 3
MADE_IMAGES_SEED = 0


def benchmark_data(folder: Path | None) -> tuple[DataSet, str]:
    """MNIST, or made images of the same number and shape.

    Parameters
    ----------
    folder : Path or None
        Where MNIST is looked for; None is the usual place.

    Returns
    -------
    data : DataSet
    words : str
        Which images they are.
    """
    import torch

    from visctx_gui.cortex.images.image_set import DataSet
    from visctx_gui.plan.data import DataPlan

    found = _mnist(folder)
    if found is not None:
        return found, "MNIST"
    generator = torch.Generator().manual_seed(MADE_IMAGES_SEED)
    train, validation, test = (made_images(n, generator) for n in (N_TRAIN, N_VALIDATION, N_TEST))
    data = DataSet(DataPlan(name="mnist"), train, validation, test, "", (0.0,), (1.0,))
    return data, _words(folder)


def benchmark_test_images(folder: Path | None) -> tuple[ImageSet, str]:
    """The 10,000 test images of `benchmark_data`, and which they are."""
    import torch

    found = _mnist(folder)
    if found is not None:
        return found.test, "MNIST"
    generator = torch.Generator().manual_seed(MADE_IMAGES_SEED)
    return made_images(N_TEST, generator), _words(folder)


def made_images(n: int, generator: torch.Generator) -> ImageSet:
    """Images that look a little like digits: a few bright strokes on black.

    Parameters
    ----------
    n : int
    generator : Generator

    Returns
    -------
    ImageSet
        uint8 (n, 1, 28, 28), with random labels 0 to 9.
    """
    import torch

    from visctx_gui.cortex.images.image_set import ImageSet
    from visctx_gui.plan.data import DIGIT_NAMES

    sizes = [len(chunk) for chunk in torch.arange(n).split(1000)]  # type: ignore[no-untyped-call]
    images = torch.cat([_strokes(size, generator) for size in sizes])
    labels = torch.randint(0, len(DIGIT_NAMES), (n,), generator=generator)
    return ImageSet(images, labels, DIGIT_NAMES)


def _strokes(n: int, generator: torch.Generator) -> torch.Tensor:
    import torch

    ends = 5 + (SIDE - 10) * torch.rand(n, STROKES, 2, 2, generator=generator)
    start, end = ends[..., None, None, 0, :], ends[..., None, None, 1, :]
    pixels = torch.stack(
        torch.meshgrid(torch.arange(SIDE), torch.arange(SIDE), indexing="ij"), -1
    ).float()
    along = end - start  # (n, strokes, 1, 1, 2)
    place = ((pixels - start) * along).sum(-1) / along.square().sum(-1).clamp(min=1e-6)
    nearest = start + place.clamp(0, 1)[..., None] * along
    distance = (pixels - nearest).square().sum(-1).sqrt().amin(1)  # (n, side, side)
    brightness = 255 * (2.2 - distance).clamp(0, 1)
    return brightness.to(torch.uint8)[:, None]


def _mnist(folder: Path | None) -> DataSet | None:
    from visctx_gui.cortex.images.data_sets import data_folder, data_found, open_data
    from visctx_gui.plan.data import DataPlan

    place = folder or data_folder()
    return open_data(DataPlan(name="mnist"), place) if data_found("mnist", place) else None


def _words(folder: Path | None) -> str:
    from visctx_gui.cortex.images.data_sets import data_folder

    return f"made images of random strokes (MNIST was not found in {folder or data_folder()})"

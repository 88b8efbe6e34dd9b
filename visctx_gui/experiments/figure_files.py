"""All figure files of an experiment."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from pathlib import Path

from visctx_gui.experiments.drawings import Figure
from visctx_gui.experiments.figures import SUFFIXES, draw


def write_figures(
    figures: Iterable[Figure], folder: Path
) -> Generator[None, None, tuple[Path, ...]]:
    """Write each figure as PNG, SVG and CSV, with a `yield` after each.

    Returns
    -------
    tuple of Path
        The PNG of each.
    """
    folder.mkdir(exist_ok=True)
    pictures: list[Path] = []
    for figure in figures:
        for suffix in SUFFIXES:
            draw(figure.drawing, folder / f"{figure.name}{suffix}", figure.caption)
        pictures.append(folder / f"{figure.name}.png")
        yield
    return tuple(pictures)

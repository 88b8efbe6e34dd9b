"""All figure files of an experiment."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from pathlib import Path

from visctx_gui.experiments.figure_captions import Figure
from visctx_gui.experiments.figures import SUFFIXES, draw, report_picture


def write_figures(
    figures: Iterable[Figure], folder: Path
) -> Generator[None, None, tuple[bytes, ...]]:
    """Write each figure as PNG, SVG and CSV, with a `yield` after each.

    Returns
    -------
    tuple of bytes
        A PNG of each for the report.
    """
    folder.mkdir(exist_ok=True)
    pictures: list[bytes] = []
    for figure in figures:
        for suffix in SUFFIXES:
            draw(figure.drawing, folder / f"{figure.name}{suffix}", figure.caption)
        pictures.append(report_picture(figure.drawing))
        yield
    return tuple(pictures)

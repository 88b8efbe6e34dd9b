"""Small folders of images, made for tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from visctx_gui.cortex.images.data_sets import open_data
from visctx_gui.cortex.images.folder_listing import FolderListing, list_folder
from visctx_gui.cortex.images.image_set import DataSet
from visctx_gui.plan.data import DataPlan

SIDE = 12


def write_image(path: Path, seed: int, *, grey: bool = False, side: int = SIDE) -> Path:
    """Noise, another one for each seed; the file's name says which format."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shape = (side, side) if grey else (side, side, 3)
    noise = np.random.default_rng(seed).integers(0, 256, shape, np.uint8)
    Image.fromarray(noise).save(path)
    return path


def write_classes(
    folder: Path,
    counts: dict[str, int],
    seed: int = 0,
    suffix: str = ".png",
    *,
    grey: bool = False,
    side: int = SIDE,
) -> Path:
    """A folder with so many images of each class, all different."""
    for name, n in counts.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number in range(n):
            seed += 1
            write_image(folder / name / f"{number + 1}{suffix}", seed, grey=grey, side=side)
    return folder


def write_vggface2(root: Path, *, splits: tuple[str, ...] = ("train", "test")) -> Path:
    """VGGFace2's layout with made-up people: other ones in the test folder than in training."""
    people = {"train": ("n000002", "n000010", "n000004"), "test": ("n000001", "n000009")}
    seed = 0
    for crop in ("loose_crop", "tight_crop"):
        for split in splits:
            for number, person in enumerate(people[split]):
                for image in range(4 + 2 * number):
                    seed += 1
                    name = f"{image + 1:04d}_{number + 1:02d}.jpg"
                    write_image(root / crop / split / person / name, seed, side=20)
    rows = [
        "Class_ID, Name, Sample_Num, Flag, Gender",
        'n000001," ""Ada_L.""",4,0, f',
        'n000002," ""Bo, the \'Brave\'""",4,1, m',
        'n000004," ""Cy""",8,1, f',
        'n000010," ""Cy""",6,1, m',
    ]
    (root / "identity_meta.csv").write_bytes("".join(f"{row}\r\n" for row in rows).encode())
    return root


def folder_plan(folder: Path, **changes: object) -> DataPlan:
    """The plan of a folder as a data set."""
    return DataPlan(name="folder", folder=str(folder), **changes)  # type: ignore[arg-type]


def opened(folder: Path, **changes: object) -> DataSet:
    """A folder as a data set."""
    return open_data(folder_plan(folder, **changes), Path("nowhere"))


def listed(folder: Path) -> FolderListing:
    """What a folder holds."""
    steps = list_folder(folder)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: FolderListing = end.value
            return found


def images_of(data: DataSet) -> dict[str, list[bytes]]:
    """The images of each split, as bytes."""
    return {
        name: [image.numpy().tobytes() for image in data.split(name).images]
        for name in ("train", "validation", "test")
    }

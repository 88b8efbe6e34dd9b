"""Where the files of a data set lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from visctx_gui.cortex.images.cifar_files import ARCHIVE, FOLDER, TEST_BATCH, TRAINING_BATCHES
from visctx_gui.plan.data import DATA_SETS
from visctx_gui.plan.wording import DataError, message, translatable


@dataclass(frozen=True)
class FoundData:
    """What of a data set is in a folder.

    Attributes
    ----------
    name : str
        A key of `DATA_SETS`.
    folder : Path
        The folder that was looked in.
    paths : tuple of (Path or None)
        In the order of the set's files, None for one that is missing. CIFAR-10 has one: its
        folder or its archive.
    """

    name: str
    folder: Path
    paths: tuple[Path | None, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return all(path is not None for path in self.paths)

    def required(self) -> list[Path]:
        """All paths.

        Raises
        ------
        DataError
            Where one is missing: names the folder, the layout expected and the ways to mend it.
        """
        present = [path for path in self.paths if path is not None]
        if len(present) == len(self.paths):
            return present
        raise self._missing(partly=bool(present))

    def _missing(self, *, partly: bool) -> DataError:
        facts = DATA_SETS[self.name]
        missing = [
            file.path for file, path in zip(facts.files, self.paths, strict=True) if path is None
        ]
        return DataError(
            message(
                translatable("{title} is not complete in {folder}: {files} missing.")
                if partly
                else translatable("{title} was not found in {folder} (looked for {files})."),
                title=facts.title,
                folder=str(self.folder),
                files=", ".join(missing),
            ),
            message(
                translatable(
                    "Download it ({size:.0f} MB) with --download or the Download button, "
                    "or name the folder that holds {layout} with --data-dir or VISCTX_DATA."
                ),
                size=facts.download_bytes / 1e6,
                layout=facts.folder,
            ),
        )


def find_data(name: str, folder: Path) -> FoundData:
    """Look for the files of a data set, in torchvision's layout or lying in the folder itself.

    Parameters
    ----------
    name : str
        A data set that has files.
    folder : Path
        The data folder, or the set's own folder inside it.
    """
    if name == "cifar-10":
        return FoundData(name, folder, (_find_cifar(folder),))
    for place in _idx_places(name, folder):
        paths = tuple(_packed_or_not(place, file.path) for file in DATA_SETS[name].files)
        if any(paths):
            return FoundData(name, folder, paths)
    return FoundData(name, folder, (None,) * len(DATA_SETS[name].files))


def _idx_places(name: str, folder: Path) -> list[Path]:
    usual = Path(DATA_SETS[name].folder)
    places = [folder / usual, folder / usual.parent]
    # MNIST and Fashion-MNIST have the same file names: only the folder's name tells them apart.
    if ("fashion" in str(folder.absolute()).lower()) == (name == "fashion-mnist"):
        places += [folder / "raw", folder]
    return places


def _packed_or_not(place: Path, path: str) -> Path | None:
    packed = place / Path(path).name
    for candidate in (packed.with_suffix(""), packed):
        if candidate.is_file():
            return candidate
    return None


def _find_cifar(folder: Path) -> Path | None:
    for place in (folder / FOLDER, folder):
        if all((place / name).is_file() for name in (*TRAINING_BATCHES, TEST_BATCH)):
            return place
    archive = folder / ARCHIVE
    return archive if archive.is_file() else None

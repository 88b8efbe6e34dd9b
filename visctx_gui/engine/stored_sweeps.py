"""Counts of sweeps in files, so that a sweep can go on where it was cancelled or killed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import torch

from visctx_gui.cortex.files.atomic import remove_leftovers
from visctx_gui.cortex.files.sealed_tensors import not_written, read_sealed, write_sealed
from visctx_gui.cortex.lesions.sweep_tally import SweepTally
from visctx_gui.plan.wording import CheckpointError

MOST_FILES = 50
_KIND, _SUFFIX = "sweep", ".safetensors"


class SweepFile:
    """The counts of one sweep.

    Parameters
    ----------
    folder : Path
        Of all sweeps; made when something is written.
    identity : mapping
        Plain values that JSON can hold; all that decides the counts. Two sweeps share a file only
        if theirs are equal.

    Attributes
    ----------
    path : Path
    """

    def __init__(self, folder: Path, identity: Mapping[str, Any]) -> None:
        text = json.dumps(dict(identity), sort_keys=True)
        self._identity: dict[str, Any] = json.loads(text)
        self.path = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}{_SUFFIX}"

    def load(self) -> SweepTally | None:
        """What was counted before; None for nothing, or where the file is damaged or another's."""
        if not self.path.exists():
            return None
        try:
            sealed = read_sealed(self.path, _KIND)
            if sealed.description.get("sweep") != self._identity:
                return None
            return SweepTally.from_arrays(
                {name: tensor.numpy() for name, tensor in sealed.tensors.items()}
            )
        except (CheckpointError, ValueError):
            return None

    def save(self, tally: SweepTally) -> None:
        """Write the counts atomically; where there are too many files, the oldest are removed.

        Raises
        ------
        CheckpointError
            Where they cannot be written; what was there before is still there.
        """
        folder = self.path.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise not_written(folder, error) from error
        is_new = not self.path.exists()
        tensors = {
            name: torch.from_numpy(np.array(counts, copy=True))
            for name, counts in tally.to_arrays().items()
        }
        write_sealed(self.path, _KIND, {"sweep": self._identity}, tensors)
        if is_new:
            remove_leftovers(folder)
            _remove_oldest(folder)


def _remove_oldest(folder: Path) -> None:
    found = []
    for path in folder.glob(f"*{_SUFFIX}"):
        with suppress(OSError):  # gone meanwhile
            found.append((path.stat().st_mtime_ns, path))
    for _, path in sorted(found)[: max(0, len(found) - MOST_FILES)]:
        with suppress(OSError):  # gone meanwhile, or not ours
            path.unlink()

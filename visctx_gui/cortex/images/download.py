"""Fetching a data set: size known before, progress, cancel, checksum, no half file left."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import secrets
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from visctx_gui.plan.data import DATA_SETS, DataFile
from visctx_gui.plan.wording import DataError, Message, message, translatable

PIECE_BYTES = 64 * 1024
SILENCE_SECONDS = 20.0  # a server that says nothing for so long counts as gone


def download(name: str, folder: Path) -> Iterator[tuple[int, int]]:
    """Fetch the files of a data set that are not there yet.

    Parameters
    ----------
    name : str
        A key of `DATA_SETS`.
    folder : Path
        The data folder; made where it is missing.

    Yields
    ------
    tuple of int
        Bytes done and bytes in all, once per 64 KB. Closing the generator cancels: files that
        are finished stay, of the one under way nothing remains.

    Raises
    ------
    DataError
        Offline (names the address and where a file can be put by hand), a wrong checksum, or a
        folder that cannot be written.
    """
    facts = DATA_SETS[name]
    done, total = 0, facts.download_bytes
    yield done, total
    for file in facts.files:
        target = folder / file.path
        if _is_there(target, file):
            done += file.size_bytes
        else:
            for piece_bytes in _fetch(file, target):
                done += piece_bytes
                yield done, total
        yield done, total


def _is_there(target: Path, file: DataFile) -> bool:
    if not target.is_file() or target.stat().st_size != file.size_bytes:
        return False
    with target.open("rb") as opened:
        return hashlib.file_digest(opened, _md5).hexdigest() == file.md5


def _md5() -> Any:
    # Tells damage from completeness, not friend from foe; allowed where md5 is barred otherwise.
    return hashlib.md5(usedforsecurity=False)


def _fetch(file: DataFile, target: Path) -> Iterator[int]:
    """Yields the size of each piece; the file appears under its name only when it is whole."""
    partial = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("xb") as written:
            yield from _copy(file, target, written)
            written.flush()
            os.fsync(written.fileno())
        os.replace(partial, target)
    except OSError as error:
        raise _not_written(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()


def _copy(file: DataFile, target: Path, written: IO[bytes]) -> Iterator[int]:
    digest, length = _md5(), 0
    with contextlib.closing(_open(file, target)) as answer:
        while piece := _read_piece(answer, file, target):
            length += len(piece)
            if length > file.size_bytes:
                break
            digest.update(piece)
            written.write(piece)
            yield len(piece)
    if length != file.size_bytes or digest.hexdigest() != file.md5:
        raise DataError(
            message(
                translatable("{url} gave something else than {path} (its checksum is wrong)."),
                url=file.url,
                path=file.path,
            ),
            _by_hand(file, target),
        )


def _open(file: DataFile, target: Path) -> Any:
    try:
        return urllib.request.urlopen(file.url, timeout=SILENCE_SECONDS)
    except (OSError, http.client.HTTPException) as error:
        raise _offline(file, target, error) from error


def _read_piece(answer: Any, file: DataFile, target: Path) -> bytes:
    try:
        piece: bytes = answer.read(PIECE_BYTES)
    except (OSError, http.client.HTTPException) as error:
        raise _offline(file, target, error) from error
    return piece


def _offline(file: DataFile, target: Path, error: Exception) -> DataError:
    reason = getattr(error, "reason", None) or error
    return DataError(
        message(
            translatable("{url} cannot be reached: {reason}."),
            url=file.url,
            reason=str(reason) or type(error).__name__,
        ),
        _by_hand(file, target),
    )


def _by_hand(file: DataFile, target: Path) -> Message:
    return message(
        translatable("Try again later, or fetch {name} elsewhere and put it into {folder}."),
        name=Path(file.path).name,
        folder=str(target.parent),
    )


def _not_written(target: Path, error: OSError) -> DataError:
    return DataError(
        message(
            translatable("{path} cannot be written: {reason}."),
            path=str(target),
            reason=error.strerror or str(error),
        ),
        message(translatable("Free some space, or choose another folder with --data-dir.")),
    )

"""The table of identities that comes with VGGFace2: names and sexes."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from visctx_gui.cortex.images.image_files import readable_name

FILE = "identity_meta.csv"
LARGEST_TABLE_BYTES = 16_000_000
_FOLDERS_ABOVE = 3  # crop, split, and the set itself


@dataclass(frozen=True, slots=True)
class Identity:
    """A person in the table.

    Attributes
    ----------
    name : str
        As written, without the quotation marks around it.
    sex : str
        ``f``, ``m``, or empty where the table does not say.
    """

    name: str
    sex: str


def read_identities(folder: Path) -> dict[str, Identity]:
    """Read the table that lies in a folder or up to three folders above.

    Its first line names the columns ``Class_ID, Name, Sample_Num, Flag, Gender``; fields have
    spaces in front, names stand in doubled quotation marks, lines end in CR LF
    (Q. Cao et al., VGGFace2: a dataset for recognising faces across pose and age, 2018).

    Returns
    -------
    dict
        By folder name, such as ``n000106``; empty where there is no table, or none of that form.
    """
    for place in (folder, *folder.absolute().parents[:_FOLDERS_ABOVE]):
        table = place / FILE
        try:
            if table.is_file() and table.stat().st_size <= LARGEST_TABLE_BYTES:
                return _identities(table.read_text("utf-8-sig", errors="replace"))
        except OSError:  # names are a comfort; without them the folders' own are shown
            continue
    return {}


def _identities(text: str) -> dict[str, Identity]:
    found: dict[str, Identity] = {}
    try:
        # Line ends as they are: csv itself knows CR LF.
        for row in csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True):
            fields = {_plain(key): _plain(value) for key, value in row.items()}
            identity = Identity(fields.get("Name", ""), fields.get("Gender", "")[:1].lower())
            if fields.get("Class_ID") and identity.name:
                found[fields["Class_ID"]] = identity
    except csv.Error:
        return {}
    return found


def _plain(field: object) -> str:
    return field.strip().strip('"').strip() if isinstance(field, str) else ""


def class_names_from(folder_names: tuple[str, ...], known: dict[str, Identity]) -> tuple[str, ...]:
    """Names for classes; the folder's own where the table has none, and beside a name used twice."""
    names = [known[one].name if one in known else readable_name(one) for one in folder_names]
    times = Counter(names)
    return tuple(
        name if times[name] == 1 else f"{name} ({readable_name(folder)})"
        for name, folder in zip(names, folder_names, strict=True)
    )

"""A lesion as a piece of an experiment file: its ``[[lesion]]`` entries alone."""

from __future__ import annotations

from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from visctx_gui.plan.fields import plan_from_table, table_from_plan
from visctx_gui.plan.lesion import Lesion
from visctx_gui.plan.lesion_entry import LesionEntry, check_entries, entries_of, together
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import PlanError, message, translatable

TOGETHER = "lesion"  # name of entries that are parts of one lesion
MOST_CHARACTERS = 5_000_000
_NOT_NEEDED = ("draws", "ranking_split")  # of a lesion whose units are given


def write_lesion(lesion: Lesion) -> str:
    """The lesion as TOML; `read_lesion` gives it again, and an experiment file may hold it."""
    name = TOGETHER if len(lesion.parts) > 1 else ""
    tables = [table_from_plan(entry) for entry in entries_of(lesion, name)]
    for table in tables:
        for key in _NOT_NEEDED:
            del table[key]
        if not table["name"]:
            del table["name"]
    return tomlkit.dumps({"lesion": tables})


def read_lesion(text: str, name: str, network: NetworkPlan) -> Lesion:
    """Read the one lesion of a file.

    Parameters
    ----------
    text : str
        TOML with ``[[lesion]]`` entries; other sections of an experiment are passed over.
    name : str
        The file's, for the sentence of a refusal.
    network : NetworkPlan
        That is to have the lesion.

    Raises
    ------
    PlanError
        For a file without lesions or with several, for units that a run would have to choose
        first, and for a lesion that this network cannot have.
    """
    entries = tuple(
        plan_from_table(LesionEntry, table, f"lesion.{number}")
        for number, table in enumerate(_tables(text, name))
    )
    if len(together(entries)) > 1:
        raise PlanError(
            message(
                translatable("{name} holds {count} lesions, but one is wanted."),
                name=name,
                count=len(together(entries)),
            ),
            message(translatable("Give entries that act together the same name.")),
        )
    for entry in entries:
        if entry.chosen_by in ("random", "ranked"):
            raise PlanError(
                message(
                    translatable("{name} does not say which units: they are chosen in a run."),
                    name=name,
                ),
                message(translatable("Run it as an experiment, or list the units.")),
            )
    check_entries(entries, network, 0)
    return Lesion(tuple(part for entry in entries for part in _lesion_of(entry, network)))


def _tables(text: str, name: str) -> list[dict[str, Any]]:
    try:
        if len(text) > MOST_CHARACTERS:
            raise ValueError
        tables = tomlkit.parse(text).unwrap().get("lesion")
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise _no_lesion(name) from error
    if not tables or not isinstance(tables, list):
        raise _no_lesion(name)
    if not all(isinstance(table, dict) for table in tables):
        raise _no_lesion(name)
    return tables


def _no_lesion(name: str) -> PlanError:
    return PlanError(
        message(translatable("{name} is not a lesion file: it has no [[lesion]]."), name=name)
    )


def _lesion_of(entry: LesionEntry, network: NetworkPlan) -> Lesion:
    size = network.filters[network.conv_names.index(entry.layer)]
    units = tuple(range(size if entry.first is None else entry.first))
    return entry.lesion(units if entry.units is None else entry.units, entry.cells(network))

"""Named sets of units: combined like sets, and kept in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import tomlkit
from tomlkit.exceptions import TOMLKitError

from visctx_gui.plan.fields import plan_from_table, unknown_key
from visctx_gui.plan.lesion import INTACT, SILENCE, DamageKind, Lesion, check_lesion
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import PlanError, message, translatable

Unit = tuple[str, int]
Combination = Literal["and", "or", "minus"]


@dataclass(frozen=True, slots=True)
class UnitSet:
    """Units of any layers under a name.

    Attributes
    ----------
    name : str
    units : frozenset of (layer, index)
    """

    name: str
    units: frozenset[Unit]

    def combined(self, how: Combination, other: UnitSet, name: str) -> UnitSet:
        """A new set: ``and`` the units of both, ``or`` of either, ``minus`` of this one alone."""
        results = {
            "and": self.units & other.units,
            "or": self.units | other.units,
            "minus": self.units - other.units,
        }
        return UnitSet(name, results[how])

    def lesion(self, kind: DamageKind = SILENCE) -> Lesion:
        """The lesion of exactly these units."""
        lesion = INTACT
        for layer in sorted({layer for layer, _ in self.units}):
            units = (index for name, index in self.units if name == layer)
            lesion = lesion.with_units(layer, units, kind)
        return lesion


def set_of(lesion: Lesion, name: str) -> UnitSet:
    """The units of a lesion, whatever is done to them."""
    units = ((layer, unit) for layer in lesion.layers for unit in lesion.units(layer))
    return UnitSet(name, frozenset(units))


def check_unit_set(unit_set: UnitSet, network: NetworkPlan) -> None:
    """Refuse a set with units that the network does not have.

    Raises
    ------
    PlanError
    """
    check_lesion(unit_set.lesion(), network)


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, with a number behind it where the name is taken."""
    known = set(taken)
    if wanted not in known:
        return wanted
    number = 2
    while f"{wanted} {number}" in known:
        number += 1
    return f"{wanted} {number}"


def write_unit_sets(sets: Sequence[UnitSet]) -> str:
    """The sets as TOML, one ``[[set]]`` for each layer of each; `read_unit_sets` gives them again."""
    tables = [
        {"name": one.name, "layer": layer, "units": sorted(i for n, i in one.units if n == layer)}
        for one in sets
        for layer in sorted({layer for layer, _ in one.units}) or [""]
    ]
    return tomlkit.dumps({"set": tables})


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    layer: str
    units: tuple[int, ...]


def read_unit_sets(text: str) -> tuple[UnitSet, ...]:
    """Read sets from TOML.

    Returns
    -------
    tuple of UnitSet
        In the order of the file.

    Raises
    ------
    PlanError
        For a syntax error, an unknown key or a wrong type.
    """
    found: dict[str, frozenset[Unit]] = {}
    for number, table in enumerate(_tables(text)):
        entry: _Entry = plan_from_table(_Entry, table, f"set.{number}")
        units = frozenset((entry.layer, unit) for unit in entry.units)
        found[entry.name] = found.get(entry.name, frozenset()) | units
    return tuple(UnitSet(name, units) for name, units in found.items())


def _tables(text: str) -> list[dict[str, Any]]:
    try:
        content = tomlkit.parse(text).unwrap()
    except TOMLKitError as error:
        raise PlanError(
            message(translatable("This is not a file of unit sets: {reason}"), reason=str(error))
        ) from error
    for key in content:
        if key != "set":
            raise unknown_key(key, key, ("set",))
    tables = content.get("set", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise PlanError(
            message(translatable("Sets of units are written as [[set]], in double brackets."))
        )
    return tables

"""The named sets of units that one window holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from visctx_gui.plan.unit_sets import UnitSet, free_name

Unit = tuple[str, int]
MOST_UNITS_NAMED = 4


class NamedSets(QObject):
    """Sets in the order in which they came; no name twice. Signal: ``changed()``."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sets: list[UnitSet] = []

    @property
    def sets(self) -> tuple[UnitSet, ...]:
        """All of them."""
        return tuple(self._sets)

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(one.name for one in self._sets)

    def proposed_name(self, units: Iterable[Unit]) -> str:
        """A name for a new set: its units where they are few, else how many of which layers."""
        known = sorted(units)
        layers = list(dict.fromkeys(layer for layer, _ in known))
        if len(known) <= MOST_UNITS_NAMED and len(layers) == 1:
            return f"{layers[0]} " + ", ".join(str(unit) for _, unit in known)
        words = self.tr("{layers}, {n} units")
        return words.format(layers=" + ".join(layers), n=len(known))

    def named(self, name: str) -> UnitSet | None:
        """The set of a name, None where there is none."""
        return next((one for one in self._sets if one.name == name), None)

    def add(self, new: Iterable[UnitSet]) -> tuple[UnitSet, ...]:
        """Add sets, each under its name or, where that is taken, with a number behind it."""
        added = []
        for one in new:
            named = replace(one, name=free_name(one.name, self.names))
            self._sets.append(named)
            added.append(named)
        if added:
            self.changed.emit()
        return tuple(added)

    def rename(self, old: str, new: str) -> bool:
        """Give a set another name; False where that is empty, taken or the same."""
        wanted = new.strip()
        if not wanted or wanted in self.names or old not in self.names:
            return False
        place = self.names.index(old)
        self._sets[place] = replace(self._sets[place], name=wanted)
        self.changed.emit()
        return True

    def remove(self, name: str) -> None:
        """Forget a set."""
        if name in self.names:
            del self._sets[self.names.index(name)]
            self.changed.emit()

"""What every panel looks at together: one unit, one image, one lesion."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from visctx_gui.engine.messages import ImageChoice
from visctx_gui.plan.lesion import INTACT, SILENCE, DamageKind, Lesion, check_lesion
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import PlanError

Unit = tuple[str, int]


class Selection(QObject):
    """The selected unit, the current image and the lesion, shared by all panels.

    Signals fire only when a value really changes and carry the new value:
    ``unit_changed((layer, index) | None)``, ``image_changed(ImageChoice)``,
    ``lesion_changed(Lesion)``, ``kind_changed(DamageKind)``.

    Attributes
    ----------
    undo_stack : QUndoStack
        Every change of the lesion, to be taken back or done again.
    """

    unit_changed = Signal(object)
    image_changed = Signal(object)
    lesion_changed = Signal(object)
    kind_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._unit: Unit | None = None
        self._image = ImageChoice()
        self._lesion = INTACT
        self._kind = SILENCE

    @property
    def unit(self) -> Unit | None:
        """(layer, index) of the selected unit, None where nothing is selected."""
        return self._unit

    @property
    def image(self) -> ImageChoice:
        """The current image."""
        return self._image

    @property
    def lesion(self) -> Lesion:
        """The lesion that all panels show."""
        return self._lesion

    @property
    def kind(self) -> DamageKind:
        """The damage that the next unit gets."""
        return self._kind

    def set_kind(self, kind: DamageKind, words: str) -> None:
        """Choose the damage for all units, those that are damaged already included.

        Parameters
        ----------
        kind : DamageKind
        words : str
            Translated, for the undo menu.
        """
        if kind == self._kind:
            return
        self._kind = kind
        self.kind_changed.emit(kind)
        self.change_lesion(self._lesion.of_kind(kind), words)

    def set_unit(self, unit: Unit | None) -> None:
        """Select a unit by (layer, index), or nothing."""
        if unit != self._unit:
            self._unit = unit
            self.unit_changed.emit(unit)

    def set_image(self, image: ImageChoice) -> None:
        """Choose the current image."""
        if image != self._image:
            self._image = image
            self.image_changed.emit(image)

    def change_lesion(self, new: Lesion, words: str) -> None:
        """Change the lesion in a way that can be taken back.

        Parameters
        ----------
        new : Lesion
        words : str
            Translated, for the undo menu and the history: "Silence conv1 3".
        """
        if new != self._lesion:
            self.undo_stack.push(_LesionChange(self, self._lesion, new, words))

    def toggle_unit(self) -> None:
        """Lesion the selected unit, or bring it back; nothing without a selected unit."""
        if self._unit is None:
            return
        layer, index = self._unit
        silenced = index in self._lesion.units(layer)
        words = self.tr("Restore {unit}") if silenced else self.tr("Silence {unit}")
        if not silenced and self._kind != SILENCE:
            words = self.tr("Lesion {unit}")
        self.change_lesion(
            self._lesion.toggled(layer, index, self._kind), words.format(unit=f"{layer} {index}")
        )

    def hop_unit(self, by: int, network: NetworkPlan) -> None:
        """Select the unit `by` places further in its layer, stopping at the ends.

        Without a selected unit the first of the first layer is taken.
        """
        if self._unit is None or self._unit[0] not in network.conv_names:
            self.set_unit((network.conv_names[0], 0))
            return
        layer, index = self._unit
        last = network.filters[network.conv_names.index(layer)] - 1
        self.set_unit((layer, min(max(index + by, 0), last)))

    def hop_layer(self, by: int, network: NetworkPlan) -> None:
        """Select a unit of the filter layer `by` places further on, stopping at the ends."""
        names = network.conv_names
        if self._unit is None or self._unit[0] not in names:
            self.set_unit((names[0], 0))
            return
        layer, index = self._unit
        place = min(max(names.index(layer) + by, 0), len(names) - 1)
        self.set_unit((names[place], min(index, network.filters[place] - 1)))

    def fit_to(self, network: NetworkPlan) -> None:
        """Drop a unit or a lesion that this network does not have; a lesion that fits is kept."""
        try:
            check_lesion(self._lesion, network)
        except PlanError:
            self._set_lesion(INTACT)
            self.undo_stack.clear()
        if self.undo_stack.count() and not self._history_fits(network):
            self.undo_stack.clear()
        if self._unit is not None:
            layer, index = self._unit
            sizes = dict(zip(network.conv_names, network.filters, strict=True))
            if index >= sizes.get(layer, 0):
                self.set_unit(None)

    def _history_fits(self, network: NetworkPlan) -> bool:
        try:
            for place in range(self.undo_stack.count()):
                change = self.undo_stack.command(place)
                if isinstance(change, _LesionChange):
                    check_lesion(change.old, network)
                    check_lesion(change.new, network)
        except PlanError:
            return False
        return True

    def _set_lesion(self, lesion: Lesion) -> None:
        if lesion == self._lesion:
            return
        self._lesion = lesion
        kinds = {DamageKind(part.mode, part.dose, part.seed) for part in lesion}
        if len(kinds) == 1 and kinds != {self._kind}:  # undo brings the kind back as well
            self._kind = kinds.pop()
            self.kind_changed.emit(self._kind)
        self.lesion_changed.emit(lesion)


class _LesionChange(QUndoCommand):
    """One step of the lesion's history."""

    def __init__(self, selection: Selection, old: Lesion, new: Lesion, words: str) -> None:
        super().__init__(words)
        self.old = old
        self.new = new
        self._selection = selection

    def redo(self) -> None:
        self._selection._set_lesion(self.new)

    def undo(self) -> None:
        self._selection._set_lesion(self.old)

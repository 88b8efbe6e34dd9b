"""Whether the network is bit for bit what it was, once the last unit is restored."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.lesion_messages import ProveRestored, RestoreProof
from visctx_gui.engine.messages import Split
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import Lesion
from visctx_gui.presentation.numbers import count_text

PLACE = "lesion restored"
SHOWN_DIGITS = 6  # of a hash


class RestoredCheck(QObject):
    """Asks for the proof when a lesion has become empty.

    Attributes
    ----------
    said : Signal(str)
        The good news; empty as soon as it no longer holds.
    warned : Signal(str)
        Something is not as before.
    """

    said = Signal(str)
    warned = Signal(str)

    def __init__(self, client: EngineClient, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._client, self._selection = client, selection
        self._was_lesioned = bool(selection.lesion)
        self._is_owed = self._has_said = False
        self._answer = NewestAnswer(client, self)
        self._answer.arrived.connect(self._show)
        selection.lesion_changed.connect(self._follow_lesion)
        client.network_changed.connect(self._forget)
        client.data_changed.connect(self._forget)
        client.training_moved.connect(self._forget)

    @Slot(object)
    def _follow_lesion(self, lesion: Lesion) -> None:
        self._is_owed = self._was_lesioned and not lesion
        self._was_lesioned = bool(lesion)
        self._answer.forget()
        self._say("")

    @Slot()
    def _forget(self) -> None:
        """Other weights or images: there is nothing to compare with."""
        self._is_owed = False
        if self._answer.waiting:
            self._answer.forget()
        if self._has_said:
            self._say("")

    def _say(self, words: str) -> None:
        self._has_said = bool(words)
        self.said.emit(words)

    def prove(self, split: Split) -> None:
        """Ask for the proof where a lesion was there; a training that runs changes the weights itself."""
        if self._is_owed and self._client.training_state in ("idle", "paused"):
            self._is_owed = False
            self._answer.ask(ProveRestored(split=split, place=PLACE))

    @Slot(object)
    def _show(self, proof: RestoreProof) -> None:
        if proof.exact and not proof.lesions:
            return  # no lesion was tried on these weights: it would prove nothing
        if proof.exact:
            words = self.tr(
                "restored exactly: weights {hash}\N{HORIZONTAL ELLIPSIS} and all {n} scores as before"
            )
            self._say(words.format(hash=proof.weights_now[:SHOWN_DIGITS], n=count_text(proof.n)))
        elif proof.weights_before != proof.weights_now:
            words = self.tr("Not restored: the weights were {before}, now they are {now}.")
            self.warned.emit(
                words.format(
                    before=proof.weights_before[:SHOWN_DIGITS],
                    now=proof.weights_now[:SHOWN_DIGITS],
                )
            )
        else:
            words = self.tr("Not restored: the weights are as before, but the {n} scores are not.")
            self.warned.emit(words.format(n=count_text(proof.n)))

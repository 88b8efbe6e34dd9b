"""What is loaded now: network, data, device, training; owned by the engine's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from visctx_gui.cortex.devices import ChosenDevice, choose_device
from visctx_gui.cortex.images.data_sets import data_folder
from visctx_gui.cortex.images.image_set import DataSet
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.engine.mailbox import Outbox
from visctx_gui.engine.messages import Announcement, EngineOptions, TrainingState
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.wording import (
    NOTHING_TO_ADD,
    Message,
    PlanError,
    ReportableError,
    message,
    translatable,
)

if TYPE_CHECKING:
    from visctx_gui.cortex.training.moments import Moments
    from visctx_gui.engine.live_training import LiveTraining
    from visctx_gui.engine.training_preparation import TrainingPreparation


@dataclass
class LoadedNetwork:
    """A network and where it comes from.

    Attributes
    ----------
    seed : int
        Of the first weights.
    steps : int
        Training steps behind the weights, a running training left out.
    source : str
        ``new``, ``embedded`` or a file's path.
    moments : Moments or None
        Stored filters of its training, where there are any; their steps begin at `moments_base`.
    """

    network: V1V2Network
    class_names: tuple[str, ...]
    seed: int
    steps: int = 0
    source: str = "new"
    trained_on: str = ""
    data_sha256: str = ""
    moments: Moments | None = None
    moments_base: int = 0


@dataclass
class _Kept:
    """Things that were costly to make, by what they were made of."""

    things: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def get(self, name: str, made_of: Any, make: Callable[[], Any]) -> Any:
        known = self.things.get(name)
        if known is None or known[0] != made_of:
            self.things.pop(name, None)  # first, so that two large ones never live together
            known = self.things[name] = (made_of, make())
        return known[1]


class Session:
    """All live state.

    Parameters
    ----------
    options : EngineOptions
    outbox : Outbox
        For announcements; progress that nobody has read yet is looked up there.

    Attributes
    ----------
    generation : int
        Goes up when the network changes identity.
    loaded : LoadedNetwork or None
    data : DataSet or None
        In CPU memory; `data_on_device` is where the network is.
    openings, opening_taken : int
        Data sets that were asked for so far; which of them is loaded.
    training : LiveTraining, TrainingPreparation or None
    """

    def __init__(self, options: EngineOptions, outbox: Outbox) -> None:
        self.outbox = outbox
        self.data_folder = data_folder(options.data_folder)
        self.runs_folder = Path(options.runs_folder) if options.runs_folder else None
        self.generation = 0
        self.loaded: LoadedNetwork | None = None
        self.data: DataSet | None = None
        self.openings = self.opening_taken = 0
        self.training: LiveTraining | TrainingPreparation | None = None
        self._trainings = 0
        self._kept = _Kept()
        self._chosen = self._first_device(options.device)

    # ---- device -----------------------------------------------------------------------------

    @property
    def device(self) -> torch.device:
        """Where the network and the images lie."""
        return self._chosen.device

    @property
    def chosen_device(self) -> ChosenDevice:
        """The device with its title and what had to be given up."""
        return self._chosen

    def _first_device(self, name: str) -> ChosenDevice:
        try:
            return choose_device(name)
        except PlanError as error:
            return replace(choose_device("cpu"), note=error.what)

    def announce(self, what: Message, advice: Message = NOTHING_TO_ADD) -> None:
        """Say something that nobody asked for."""
        self.outbox.put(
            Announcement(generation=self.generation, request_id=0, what=what, advice=advice)
        )

    def announce_device(self) -> None:
        """Say where the engine computes, and why not elsewhere."""
        self.announce(
            message(translatable("Computing on {device}."), device=self._chosen.title),
            self._chosen.note,
        )

    def move_to(self, name: str) -> None:
        """Move the network to another device; the generation goes up.

        Raises
        ------
        PlanError
            Where there is no such device; nothing has moved then.
        """
        chosen = choose_device(name)
        moved = chosen.device != self._chosen.device
        self._chosen = chosen
        if moved:
            if self.loaded is not None:
                self.loaded.network.to(chosen.device)
            self._identity_changed()

    # ---- network ----------------------------------------------------------------------------

    def replace_network(self, loaded: LoadedNetwork) -> None:
        """Take another network; the generation goes up."""
        loaded.network.to(self.device)
        self.loaded = loaded
        self._identity_changed()

    def _identity_changed(self) -> None:
        self.generation += 1
        self._kept = _Kept()

    def needed_network(self) -> LoadedNetwork:
        """The loaded network.

        Raises
        ------
        ReportableError
            Where there is none.
        """
        if self.loaded is None:
            raise ReportableError(
                message(translatable("No network is loaded.")),
                message(translatable("Make a new network, or open one.")),
            )
        return self.loaded

    @property
    def step(self) -> int:
        """Training steps behind the weights as they are now."""
        steps = self.loaded.steps if self.loaded is not None else 0
        return steps if self.training is None else self.training.step

    @property
    def weights_key(self) -> tuple[int, int, int]:
        """Equal only for equal weights: generation, number of trainings begun, step."""
        return self.generation, self._trainings, self.step

    # ---- data -------------------------------------------------------------------------------

    def needed_data(self) -> DataSet:
        """The loaded data set, in CPU memory.

        Raises
        ------
        ReportableError
            Where there is none.
        """
        if self.data is None:
            raise ReportableError(
                message(translatable("No data set is open.")),
                message(translatable("Choose one in the Images panel.")),
            )
        return self.data

    def data_on_device(self) -> DataSet:
        """The loaded data set where the network is."""
        data = self.needed_data()
        moved: DataSet = self.kept("data", self.data_key, lambda: data.to(self.device))
        return moved

    @property
    def data_key(self) -> tuple[str, DataPlan]:
        """Equal only for the same images, split and normalisation."""
        data = self.needed_data()
        return data.sha256, data.plan

    # ---- training ---------------------------------------------------------------------------

    @property
    def training_state(self) -> TrainingState:
        """Whether a training runs."""
        return "idle" if self.training is None else self.training.state

    def refuse_while_training(self) -> None:
        """Raise ReportableError where a training runs or is paused."""
        if self.training is not None:
            raise ReportableError(
                message(translatable("This is not possible while a training runs.")),
                message(translatable("Stop the training first.")),
            )

    def begin_training(self, training: LiveTraining | TrainingPreparation) -> None:
        """Note that a training has begun."""
        self._trainings += 1
        self.training = training

    def end_training(self, steps: int) -> None:
        """Note that the training has ended with so many steps behind the network's weights."""
        self.training = None
        self._trainings += 1
        if self.loaded is not None:
            self.loaded.steps = steps

    # ---- caches -----------------------------------------------------------------------------

    def kept(self, name: str, made_of: Any, make: Callable[[], Any]) -> Any:
        """What was made before of the same, or made now; one thing of each name is kept."""
        return self._kept.get(name, made_of, make)

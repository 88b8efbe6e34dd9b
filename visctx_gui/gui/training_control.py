"""Starting, holding and ending a training, and which of these can be done now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import (
    ContinueTraining,
    EvaluateLesion,
    Failed,
    LesionEffect,
    NetworkFacts,
    NewNetwork,
    PauseTraining,
    ResumeRun,
    StartTraining,
    StepTraining,
    StopTraining,
)
from visctx_gui.plan.experiment import check_fit
from visctx_gui.plan.lesion import INTACT, Lesion
from visctx_gui.plan.training import TrainingPlan, check_training
from visctx_gui.plan.wording import PlanError, message, translatable

Stage = Literal["none", "idle", "starting", "running", "paused", "stopping"]
_POSSIBLE: dict[Stage, tuple[str, ...]] = {
    "none": ("resume",),
    "idle": ("train", "step", "resume", "recover"),
    "starting": ("stop", "cancel"),
    "running": ("pause", "stop", "cancel"),
    "paused": ("pause", "step", "stop", "cancel"),
    "stopping": (),
}
_ACTIONS = ("train", "pause", "step", "stop", "cancel", "resume")
RECOVERY_PLACE = "recovery"


class TrainingControl(QObject):
    """Turns the five training actions into requests.

    Parameters
    ----------
    client : EngineClient
    wanted_plan : callable
        The plan of the Training panel, None while it is refused.

    Attributes
    ----------
    refused : Signal(object)
        A `PlanError` instead of a start.
    started : Signal
        A training was asked for.
    reference_known : Signal(object)
        The `LesionEffect` on validation images just before a training with a held lesion; None
        before any other training.
    stage_told : Signal
        What can be done may have changed.
    """

    refused = Signal(object)
    started = Signal()
    reference_known = Signal(object)
    stage_told = Signal()

    def __init__(
        self,
        client: EngineClient,
        wanted_plan: Callable[[], TrainingPlan | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client, self._wanted_plan = client, wanted_plan
        self._actions: Mapping[str, QAction] = {}
        self._is_starting = False
        self._is_stopping = False
        self._steps_after_start = False
        self._measuring_id = 0  # the effect that is measured before a recovery begins
        self._recovery: tuple[TrainingPlan, Lesion] | None = None
        client.training_state_changed.connect(self._follow)
        client.training_ended.connect(self._end)
        client.network_changed.connect(self.refresh)
        client.data_changed.connect(self.refresh)

    def use_actions(self, actions: Mapping[str, QAction]) -> None:
        """Enable and disable these actions from now on; they are named as in `gui.actions`."""
        self._actions = actions
        self.refresh()

    @property
    def stage(self) -> Stage:
        """What the training does, as far as this window knows."""
        state = self._client.training_state
        if self._is_stopping:
            return "stopping"
        if state != "idle":
            return state
        if self._is_starting:
            return "starting"
        loaded = self._client.network is not None and self._client.data is not None
        return "idle" if loaded else "none"

    @Slot()
    def refresh(self) -> None:
        """Enable what can be done now."""
        stage = self.stage
        words = self.tr("Continue") if stage == "paused" else self.tr("Pause")
        for name in _ACTIONS:
            if name in self._actions:
                self._actions[name].setEnabled(name in _POSSIBLE[stage])
        if "pause" in self._actions and self._actions["pause"].text() != words:
            self._actions["pause"].setText(words)
        self.stage_told.emit()

    @property
    def can_recover(self) -> bool:
        """Whether a training with a held lesion can begin."""
        return "recover" in _POSSIBLE[self.stage]

    # ---- the five actions -------------------------------------------------------------------

    @Slot()
    def train(self) -> None:
        """Train as the panel says, or refuse with the reason."""
        self._start(paused=False)

    @Slot()
    def pause(self) -> None:
        """Hold after the current batch, or go on."""
        if self.stage == "running":
            self._client.ask(PauseTraining())
        elif self.stage == "paused":
            self._client.ask(ContinueTraining())

    @Slot()
    def step(self) -> None:
        """One batch; from rest the training is made ready and holds after that batch."""
        if self.stage == "paused":
            self._client.ask(StepTraining())
        elif self.stage == "idle":
            self._start(paused=True)

    @Slot()
    def stop(self) -> None:
        """End the training and keep its weights."""
        self._end_asked(keep=True)

    @Slot()
    def cancel(self) -> None:
        """End the training and go back to the weights from before it."""
        self._end_asked(keep=False)

    def recover(self, lesion: Lesion) -> None:
        """Train on as the panel says while `lesion` stays: its units remain as they are made.

        What the lesion does is measured on validation images first, to compare the curves with.
        """
        plan = self._checked_plan()
        if plan is None or not self.can_recover or not lesion:
            return
        self._is_starting, self._recovery = True, (plan, lesion)
        data = self._client.data
        if data is None or not data.n("validation"):
            self._start_recovery(None)
        else:
            self._measuring_id = self._client.ask(
                EvaluateLesion(lesion=lesion, split="validation", place=RECOVERY_PLACE),
                on_done=self._start_recovery,
                on_failed=self._not_measured,
                on_cancelled=self._not_measured,
            )
        self.refresh()

    def train_new(self, network: NewNetwork) -> None:
        """Make an untrained network, then train it."""
        self._client.ask(network, on_done=self._train_made)

    def resume(self, folder: str) -> None:
        """Go on with the run in a folder from its last checkpoint."""
        self._is_starting = True
        self.reference_known.emit(None)
        self._client.ask(
            ResumeRun(folder=folder), on_failed=self._not_started, on_cancelled=self._not_started
        )
        self.started.emit()
        self.refresh()

    # ---- what follows -----------------------------------------------------------------------

    def _start(self, *, paused: bool) -> None:
        plan = self._checked_plan()
        if plan is not None:
            self.reference_known.emit(None)
            self._ask_start(plan, INTACT, paused)

    @Slot(object)
    def _start_recovery(self, effect: LesionEffect | None) -> None:
        self._measuring_id = 0
        if self._recovery is not None:
            (plan, lesion), self._recovery = self._recovery, None
            self.reference_known.emit(effect)
            self._ask_start(plan, lesion, paused=False)

    def _ask_start(self, plan: TrainingPlan, lesion: Lesion, paused: bool) -> None:
        self._is_starting, self._steps_after_start = True, paused
        self._client.ask(
            StartTraining(training=plan, paused=paused, held_lesion=lesion),
            on_failed=self._not_started,
            on_cancelled=self._not_started,
        )
        self.started.emit()
        self.refresh()

    def _checked_plan(self) -> TrainingPlan | None:
        """The plan of the panel; where it cannot be carried out, None and a refusal."""
        plan = self._wanted_plan()
        try:
            if plan is None:
                raise PlanError(
                    message(translatable("The training plan cannot be carried out.")),
                    message(translatable("Mend the marked field in the Training panel.")),
                )
            self._check(plan)
        except PlanError as error:
            self.refused.emit(error)
            return None
        return plan

    def _check(self, plan: TrainingPlan) -> None:
        network, data = self._client.network, self._client.data
        check_training(plan, data.n("train") if data is not None else None)
        if network is not None and data is not None:
            check_fit(data.plan, network.plan, data.facts)

    def _end_asked(self, *, keep: bool) -> None:
        if self._recovery is not None:  # it is still being measured: there is nothing to stop yet
            self._recovery = None
            self._client.cancel(self._measuring_id)
            self._not_started()
        elif self.stage in ("starting", "running", "paused"):
            self._is_stopping = True
            self._client.ask(StopTraining(keep=keep))
            self.refresh()

    @Slot(object)
    def _train_made(self, _network: NetworkFacts) -> None:
        self.train()

    @Slot(object)
    def _follow(self, _snapshot: object) -> None:
        if self._client.training_state == "idle":
            return
        self._is_starting = False
        if self._steps_after_start and self._client.training_state == "paused":
            self._steps_after_start = False
            self._client.ask(StepTraining())
        self.refresh()

    @Slot(object)
    def _end(self, _summary: object) -> None:
        self._is_starting = self._is_stopping = self._steps_after_start = False
        self._recovery = None
        self.refresh()

    def _not_measured(self, _failed: Failed | None = None) -> None:
        if self._recovery is not None:
            self._end(None)

    def _not_started(self, _failed: Failed | None = None) -> None:
        self._end(None)

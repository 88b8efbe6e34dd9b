"""A training that runs between requests: paused, stepped, stopped, watched."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from torch import Tensor

from visctx_gui.cortex.training.moments import Moments
from visctx_gui.cortex.training.safe_weights import TrainingDiverged
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.engine.facts import network_facts
from visctx_gui.engine.jobs import RESTING, Steps
from visctx_gui.engine.messages import Ending, TrainingSnapshot, TrainingState, TrainingSummary
from visctx_gui.engine.run_records import RunRecords
from visctx_gui.engine.session import Session
from visctx_gui.engine.snapshots import frozen
from visctx_gui.engine.training_pace import TrainingPace
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import NOTHING_TO_ADD


@dataclass(frozen=True, eq=False)
class Before:
    """The network as it was before the training, to go back to."""

    plan: NetworkPlan
    weights: dict[str, Tensor]
    steps: int
    trained_on: str
    data_sha256: str
    moments: Moments | None
    moments_base: int


class LiveTraining:
    """The training of the session's network.

    Parameters
    ----------
    session : Session
        Its loaded network is the trainer's.
    trainer : Trainer
    before : Before
        Taken before the trainer was made.
    records : RunRecords
        Checkpoint and moments in the run's folder.
    request_id : int
        Of the request that is told of progress.
    paused : bool
        Whether to wait at the beginning.
    clock : callable
        Seconds.

    Attributes
    ----------
    state : TrainingState
    steps_wanted : int
        Batches still to be trained while paused.
    """

    def __init__(
        self,
        session: Session,
        trainer: Trainer,
        before: Before,
        records: RunRecords,
        request_id: int,
        paused: bool,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._session = session
        self._trainer = trainer
        self._before = before
        self._records = records
        self._request_id = request_id
        self._clock = clock
        self._pace = TrainingPace(clock(), trainer.step)
        self._next_loss = trainer.step
        self._ending: Ending | None = None
        self._note = self._advice = NOTHING_TO_ADD
        self.state: TrainingState = "paused" if paused else "running"
        self.steps_wanted = 0

    @property
    def step(self) -> int:
        """Training steps behind the network's weights, those before this training included."""
        return self._records.steps_before + self._trainer.step

    def stop(self, *, keep: bool) -> None:
        """End at the next turn, keeping the weights or going back."""
        self._ending = "kept" if keep else "cancelled"
        self.state = "stopping"

    # ---- the job ----------------------------------------------------------------------------

    def steps(self) -> Steps:
        """The job: a batch or a slice of validation at each step."""
        try:
            yield self._snapshot()
            yield from self._train()
        except BaseException as error:
            self._abandon(isinstance(error, GeneratorExit))
            raise
        return self._summary()

    def _train(self) -> Iterator[Any]:
        batches = self._trainer.batches()
        told = self.state
        while self._ending is None:
            if self.state == "paused" and self.steps_wanted == 0:
                yield RESTING if told == "paused" else self._snapshot()
                told = "paused"
                self._pace.skip(self._clock())
            else:
                told = self.state
                yield self._after(self._advance(batches))

    def _advance(self, batches: Iterator[None]) -> bool:
        """One batch or slice; returns whether a step was made."""
        step, epoch = self._trainer.step, self._trainer.epoch
        try:
            next(batches)
        except StopIteration:
            done = self._trainer.epoch >= self._trainer.plan.epochs
            self._ending = "finished" if done else "no progress"
        except TrainingDiverged as diverged:
            self._ending = "diverged"
            self._note, self._advice = diverged.what, diverged.advice
        else:
            self._records.after_batch()
            if self._trainer.epoch > epoch:
                self._records.after_epoch(self._session.announce)
        return self._trainer.step > step

    def _after(self, stepped: bool) -> TrainingSnapshot | None:
        if stepped and self.steps_wanted > 0:
            self.steps_wanted -= 1
            return self._snapshot()
        if not self._pace.is_due(self._clock()):
            return None
        if self._session.outbox.has_unread_progress(self._request_id):
            self._trainer.last_losses(self._trainer.step)  # sees a divergence all the same
            return None
        return self._snapshot()

    # ---- the end ----------------------------------------------------------------------------

    def _summary(self) -> TrainingSummary:
        assert self._ending is not None
        if self._ending == "cancelled":
            last = self._snapshot("idle")
            self._go_back()
        else:
            if self._ending == "kept":
                self._records.after_epoch(self._session.announce)
            self._records.save_moments(self._session.announce)
            last = self._snapshot("idle")
            self._session.end_training(self.step)
        return TrainingSummary(
            ending=self._ending,
            last=last,
            network=network_facts(self._session),
            run_folder=str(self._records.folder),
            note=self._note,
            advice=self._advice,
        )

    def _abandon(self, cancelled: bool) -> None:
        """Leave the session in order: go back if the job was cancelled, else keep the weights."""
        if not cancelled:
            self._session.end_training(self.step)
            return
        try:
            self._records.after_epoch(self._session.announce)
            self._records.save_moments(self._session.announce)
        finally:
            self._go_back()

    def _go_back(self) -> None:
        before, loaded = self._before, self._session.needed_network()
        loaded.network.load_state_dict(before.weights)
        loaded.network.plan = before.plan
        loaded.trained_on, loaded.data_sha256 = before.trained_on, before.data_sha256
        loaded.moments, loaded.moments_base = before.moments, before.moments_base
        self._records.leave_nothing_empty()
        self._session.end_training(before.steps)

    # ---- snapshots --------------------------------------------------------------------------

    def _snapshot(self, state: TrainingState | None = None) -> TrainingSnapshot:
        trainer, history, base = self._trainer, self._trainer.history, self._records.steps_before
        steps, losses = trainer.last_losses(self._next_loss)
        self._next_loss = steps.stop
        self._pace.measure(self._clock(), trainer.step)
        n_classes = trainer.network.plan.n_classes
        per_class = history.per_class_accuracy[-1:] or [[np.nan] * n_classes]
        return TrainingSnapshot(
            state=state or self.state,
            steps=frozen(np.arange(base + steps.start, base + steps.stop)),
            losses=frozen(np.array(losses, dtype=np.float32)),
            step=self.step,
            steps_total=base + trainer.steps_total,
            epoch=trainer.epoch,
            epochs=trainer.plan.epochs,
            epoch_steps=frozen(base + np.array(history.epoch_steps, dtype=np.int64)),
            train_accuracy=frozen(np.array(history.train_accuracy, dtype=np.float32)),
            validation_accuracy=frozen(np.array(history.validation_accuracy, dtype=np.float32)),
            n_validation=trainer.data.validation.n,
            per_class_accuracy=frozen(np.array(per_class[0], dtype=np.float32)),
            best_epoch=history.best_epoch,
            epochs_since_best=history.epochs_since_best,
            patience=trainer.plan.patience,
            images_per_second=self._pace.steps_per_second * trainer.plan.batch_size,
            seconds_left=self._pace.seconds_left(trainer.steps_total - trainer.step),
            chance=1.0 / n_classes,
            run_folder=str(self._records.folder),
            held_lesion=trainer.lesion,
        )


def before_training(session: Session) -> Before:
    """What the session's network is now, copied."""
    loaded = session.needed_network()
    weights = {
        name: tensor.detach().clone() for name, tensor in loaded.network.state_dict().items()
    }
    return Before(
        loaded.network.plan,
        weights,
        loaded.steps,
        loaded.trained_on,
        loaded.data_sha256,
        loaded.moments,
        loaded.moments_base,
    )

"""Training as a generator: one optimizer step at a time, and everything needed to go on later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from visctx_gui.cortex.images.image_set import DataSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.images.strokes import vary_strokes
from visctx_gui.cortex.lesions.damage import layer_damages
from visctx_gui.cortex.lesions.statistics import ChannelStatistics
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.cortex.training.checks import check_trainable, normalises_single_values
from visctx_gui.cortex.training.evaluate import confusion_slices, on_device_format
from visctx_gui.cortex.training.held_lesion import HeldLesion
from visctx_gui.cortex.training.history import History
from visctx_gui.cortex.training.optimizers import Optimizer
from visctx_gui.cortex.training.safe_weights import SafeWeights, TrainingDiverged, is_sound
from visctx_gui.plan.fields import table_from_plan
from visctx_gui.plan.lesion import INTACT, Lesion
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import CheckpointError, message, translatable


@dataclass(frozen=True)
class TrainingState:
    """Everything a training needs to go on as if it had never stopped.

    Attributes
    ----------
    tensors : dict of str to Tensor
        On the CPU, owned: weights, optimizer, random states, losses.
    values : dict
        Plain values that JSON can hold: step, epoch, place in the epoch, accuracies, and the
        parts of the lesion that is held, if any.
    """

    tensors: dict[str, Tensor]
    values: dict[str, Any]


class Trainer:
    """Trains a network on the training images of a data set, with cross-entropy loss.

    The images lie on the device as bytes and are picked by index; nothing waits for the device
    between two batches.

    Parameters
    ----------
    network : V1V2Network
        Trained in place and moved to the device. Its plan takes over the data's mean and
        standard deviation, since that is the input it learns from.
    data : DataSet
    plan : TrainingPlan
        Its seed fixes the order of the images and the augmentation.
    device : torch.device
    lesion : Lesion
        Held all the time: every batch and every validation runs with it, see `HeldLesion`.
    statistics : ChannelStatistics, optional
        Of the network before the training; needed by a lesion by mean or noise.

    Attributes
    ----------
    lesion : Lesion
    step, epoch : int
        Optimizer steps done and epochs ended, both from 0.
    history : History
    diverged : bool
        The loss exploded and the last good weights were put back.

    Raises
    ------
    PlanError, DataError
        For what cannot be trained; the network is untouched then.
    ValueError
        Where the lesion needs statistics and there are none.
    """

    def __init__(
        self,
        network: V1V2Network,
        data: DataSet,
        plan: TrainingPlan,
        device: torch.device,
        lesion: Lesion = INTACT,
        statistics: ChannelStatistics | None = None,
    ) -> None:
        check_trainable(network.plan, data, plan)
        layer_damages(network, lesion, statistics)  # refuses what cannot be held
        self.network = network
        self.data = data
        self.plan = plan
        self.device = device
        self.lesion = lesion
        network.plan = replace(
            network.plan, input_mean=tuple(data.input_mean), input_sd=tuple(data.input_sd)
        )
        network.to(device)
        self._on_cpu = device.type == "cpu"
        if self._on_cpu:
            network.to(memory_format=torch.channels_last)
        self._train, self._validation = data.train.to(device), data.validation.to(device)
        self._held = HeldLesion(network, lesion, statistics) if lesion else None
        self._optimizer = Optimizer(list(network.parameters()), plan)
        self._generator = torch.Generator().manual_seed(plan.seed)
        self._epoch_random_state = self._generator.get_state()
        self._order: Tensor | None = None
        self._batch = 0  # of this epoch
        self._correct = torch.zeros((), dtype=torch.int64, device=device)
        self._seen = 0
        self._unread: list[Tensor] = []
        self.step = 0
        self.epoch = 0
        self.history = History()
        self.diverged = False
        self._safe = SafeWeights(network, 0, network.plan.n_classes)

    @property
    def batches_per_epoch(self) -> int:
        """Optimizer steps of one epoch.

        A last batch of one image is left out where batch normalisation could not digest it; the
        next epoch has another order, so no image is left out for good.
        """
        n, size = self.data.train.n, self.plan.batch_size
        left_over = n % size
        full = n // size
        if left_over == 1 and normalises_single_values(self.network.plan):
            return full
        return full + (left_over > 0)

    @property
    def steps_total(self) -> int:
        """Optimizer steps of the whole training, if patience does not end it."""
        return self.plan.epochs * self.batches_per_epoch

    @property
    def out_of_patience(self) -> bool:
        """Whether validation accuracy has not improved for `plan.patience` epochs."""
        return 0 < self.plan.patience <= self.history.epochs_since_best

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to do."""
        return self.epoch >= self.plan.epochs or self.out_of_patience

    def batches(self) -> Iterator[None]:
        """Train; each ``next`` is one optimizer step or one slice of an epoch's validation.

        It may be left at any yield, and taken up by a new call. After the yield that ends an epoch
        `epoch` has gone up and the history holds its accuracies.

        Raises
        ------
        TrainingDiverged
            The last good weights are back in the network, `step` is theirs, the history is kept.
        """
        while not self.finished:
            while self._batch < self.batches_per_epoch:
                self._train_batch()
                yield
            yield from self._end_epoch()

    def last_losses(self, since_step: int) -> tuple[range, list[float]]:
        """The losses of step `since_step` and all later ones; waits for the device once.

        Returns
        -------
        steps : range
        losses : list of float
            In nats. If one of them shows that the training diverged, the good weights are back
            when this returns, and the next ``next`` of `batches` raises.
        """
        self._read_losses()
        first = min(max(since_step, 0), len(self.history.losses))
        return range(first, len(self.history.losses)), self.history.losses[first:]

    # ---- one batch --------------------------------------------------------------------------

    def _train_batch(self) -> None:
        self._raise_if_diverged()
        if self._order is None:
            self._begin_epoch()
        assert self._order is not None
        first = self._batch * self.plan.batch_size
        chosen = self._order[first : first + self.plan.batch_size]
        images = self._train.images.index_select(0, chosen)
        labels = self._train.labels.index_select(0, chosen)
        if self.plan.augmentation == "strokes":
            images = vary_strokes(images, self._generator)
        x = on_device_format(network_input(images, self.data.input_mean, self.data.input_sd))
        if not self.network.training:
            self.network.train()
        self._optimizer.clear_gradients()
        with _active(self._held):
            scores = self.network(x)
        loss = functional.cross_entropy(scores, labels)
        loss.backward()  # type: ignore[no-untyped-call]
        self._unread.append(loss.detach())
        if self._on_cpu:
            self._read_losses()
            self._raise_if_diverged()
        self._optimizer.step()
        if self._held is not None:
            self._held.put_weights_back()
        self._correct += (scores.detach().argmax(dim=1) == labels).sum()
        self._seen += len(labels)
        self._batch += 1
        self.step += 1
        if self._on_cpu:
            self._safe.offer(self.step)

    def _begin_epoch(self) -> None:
        self.network.train()  # all its modules: a walk over them at each batch takes 1 % of the time
        self._epoch_random_state = self._generator.get_state()
        self._order = self._new_order()

    def _new_order(self) -> Tensor:
        return torch.randperm(self.data.train.n, generator=self._generator).to(self.device)

    # ---- looking for divergence -------------------------------------------------------------

    def _read_losses(self) -> None:
        """Fetch the losses that still lie on the device, and look at them."""
        if not self._unread:
            return
        unread, self._unread = self._unread, []
        losses: list[float] = (
            [unread[0].item()] if len(unread) == 1 else torch.stack(unread).tolist()
        )
        first = len(self.history.losses)
        self.history.losses.extend(losses)
        if self.diverged:
            return
        self._safe.saw_losses(first, losses)
        if all(map(is_sound, losses)):
            if not self._on_cpu:
                self._safe.offer(self.step)
        else:
            self._put_good_weights_back()

    def _put_good_weights_back(self) -> None:
        self.diverged = True
        self.step = self._safe.put_back()

    def _raise_if_diverged(self) -> None:
        if not self.diverged:
            return
        error = TrainingDiverged(
            message(
                translatable("The training diverged: the loss exploded at step {step}."),
                step=len(self.history.losses) - 1,
            ),
            message(
                translatable(
                    "The network has its weights of step {good} again. Try a smaller learning rate than {rate:g}."
                ),
                good=self.step,
                rate=self.plan.learning_rate,
            ),
        )
        error.good_step = self.step
        raise error

    # ---- end of an epoch --------------------------------------------------------------------

    def _end_epoch(self) -> Iterator[None]:
        self._read_losses()
        self._raise_if_diverged()
        if not self._safe.weights_are_finite():
            self._put_good_weights_back()
            self._raise_if_diverged()
        slices = confusion_slices(
            self.network, self._validation, self.data.input_mean, self.data.input_sd
        )
        held = None if self._held is None else self._held.from_the_beginning()
        while True:
            try:
                with _active(held):
                    next(slices)
            except StopIteration as end:
                matrix: Tensor = end.value
                break
            yield
        self.history.add_epoch(self.step, self._train_accuracy(), matrix.tolist())
        self.epoch += 1
        self._batch, self._seen, self._order = 0, 0, None
        self._correct.zero_()
        yield

    def _train_accuracy(self) -> float:
        return int(self._correct) / self._seen

    # ---- stopping and going on --------------------------------------------------------------

    def state(self) -> TrainingState:
        """All that is needed to go on from here, bit for bit on a CPU; waits for the device.

        Raises
        ------
        TrainingDiverged
            There is nothing to go on with.
        """
        self._read_losses()
        self._raise_if_diverged()
        tensors = {
            f"network.{name}": tensor.detach().cpu().clone(memory_format=torch.contiguous_format)
            for name, tensor in self.network.state_dict().items()
        }
        for name, tensor in self._optimizer.state().items():
            tensors[f"optimizer.{name}"] = tensor.contiguous()
        tensors["random_state"] = self._generator.get_state()
        tensors["epoch_random_state"] = self._epoch_random_state.clone()
        tensors["losses"] = torch.tensor(self.history.losses, dtype=torch.float32)
        values: dict[str, Any] = {
            "step": self.step,
            "epoch": self.epoch,
            "batch": self._batch,
            "correct": int(self._correct),
            "seen": self._seen,
            "epochs": self.history.as_json()["epochs"],
        }
        if self._held is not None:
            tensors.update(self._held.state())
            values["lesion"] = _lesion_table(self.lesion)
        return TrainingState(tensors, values)

    def restore(self, state: TrainingState) -> None:
        """Take over a state made by a trainer of the same network, data, plan and lesion.

        Raises
        ------
        CheckpointError
            Where the state belongs to another training.
        """
        try:
            self._restore(state)
        except (KeyError, RuntimeError, TypeError, ValueError) as error:
            raise CheckpointError(
                message(
                    translatable("This checkpoint does not belong to this training: {reason}"),
                    reason=str(error),
                )
            ) from error

    def _restore(self, state: TrainingState) -> None:
        tensors, values = state.tensors, state.values
        step, epoch, batch = int(values["step"]), int(values["epoch"]), int(values["batch"])
        if step != epoch * self.batches_per_epoch + batch or batch > self.batches_per_epoch:
            raise ValueError(f"step {step} is not batch {batch} after {epoch} epochs")
        if values.get("lesion", []) != _lesion_table(self.lesion):
            raise ValueError("another lesion is held")
        losses = tensors["losses"].tolist()
        self.history = History.from_json({"history": {"loss": losses}, "epochs": values["epochs"]})
        self.network.load_state_dict(_part(tensors, "network."))
        self._optimizer.restore(_part(tensors, "optimizer."))
        if self._held is not None:
            self._held.restore(tensors)
        self._epoch_random_state = tensors["epoch_random_state"].clone()
        self._order = None
        if batch > 0:
            self._generator.set_state(self._epoch_random_state)
            self._order = self._new_order()
        self._generator.set_state(tensors["random_state"])
        self.step, self.epoch, self._batch = step, epoch, batch
        self._correct.fill_(int(values["correct"]))
        self._seen = int(values["seen"])
        self._unread, self.diverged = [], False
        self._safe = SafeWeights(self.network, step, self.network.plan.n_classes)


def _lesion_table(lesion: Lesion) -> list[dict[str, Any]]:
    return [table_from_plan(part) for part in lesion]


def _active(held: HeldLesion | None) -> AbstractContextManager[None]:
    return nullcontext() if held is None else held.active()


def _part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {
        name.removeprefix(prefix): tensor
        for name, tensor in tensors.items()
        if name.startswith(prefix)
    }

"""The last weights known to be sound, to go back to when a training diverges."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from visctx_gui.plan.wording import ReportableError

DIVERGED_LOSS = 1e6  # nats; guessing among 10 classes costs 2.3, an honest bad start below 1,000
_STEPS_BETWEEN_COPIES = 50


class TrainingDiverged(ReportableError):  # noqa: N818  (it is what happened)
    """The loss exploded; the network has its last good weights again.

    Attributes
    ----------
    good_step : int
        Steps the restored weights had behind them.
    """

    good_step: int = 0


def is_sound(loss: float) -> bool:
    """Whether a loss is finite and of a size that training can come back from."""
    return math.isfinite(loss) and loss < DIVERGED_LOSS


class SafeWeights:
    """Keeps two copies: one proven by its loss, one that waits for it.

    Weights copied after s steps are proven by the loss of step s, which was computed with them.

    Parameters
    ----------
    network : Module
        Its present weights, at step `step`, are the first to go back to.
    step : int
    n_classes : int
        A copy is proven by a loss below ten times that of guessing.
    """

    def __init__(self, network: nn.Module, step: int, n_classes: int) -> None:
        self._network = network
        self._limit = 10 * math.log(n_classes)
        self.good_step = step
        self._good = self._copy()
        self._copied_step = step
        self._waiting_step: int | None = None
        self._waiting: dict[str, Tensor] = {}

    def _copy(self) -> dict[str, Tensor]:
        state = self._network.state_dict()
        return {name: tensor.detach().clone() for name, tensor in state.items()}

    def saw_losses(self, first_step: int, losses: list[float]) -> None:
        """Learn the losses of steps `first_step` and following; a waiting copy may be proven."""
        if self._waiting_step is None:
            return
        place = self._waiting_step - first_step
        if not 0 <= place < len(losses):
            return
        if is_sound(losses[place]) and losses[place] < self._limit:
            self._good, self.good_step = self._waiting, self._waiting_step
        self._waiting_step = None

    def offer(self, step: int) -> None:
        """Copy the present weights, `step` steps old, if the last copy is old enough."""
        if self._waiting_step is None and step - self._copied_step >= _STEPS_BETWEEN_COPIES:
            self._waiting, self._waiting_step = self._copy(), step
            self._copied_step = step

    def weights_are_finite(self) -> bool:
        """Whether every weight is a number; waits for the device."""
        sound = [
            tensor.isfinite().all()
            for tensor in self._network.state_dict().values()
            if tensor.is_floating_point()
        ]
        return bool(torch.stack(sound).all())

    def put_back(self) -> int:
        """Give the network its last good weights; returns the steps they had behind them."""
        self._network.load_state_dict(self._good)
        return self.good_step

"""Adam and SGD with momentum, one fused call per step.

The rules are those of torch.optim, bit for bit. Its classes are not used because the first one
made imports torch's compiler, a second of work that would hold up the window, and because their
bookkeeping costs several times the step itself on a network of this size.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import Parameter

from visctx_gui.plan.training import TrainingPlan

_BETA1, _BETA2, _EPSILON = 0.9, 0.999, 1e-8


class Optimizer:
    """Turns the gradients of some parameters into new values.

    Parameters
    ----------
    parameters : sequence of Parameter
        On one device; their order is that of the state.
    plan : TrainingPlan
        Optimizer, learning rate, momentum, weight decay (added to the gradient).
    """

    def __init__(self, parameters: Sequence[Parameter], plan: TrainingPlan) -> None:
        self._parameters: list[Tensor] = list(parameters)
        self._plan = plan
        buffers = {"adam": ("mean", "square"), "sgd": ("momentum",)}[plan.optimizer]
        if plan.optimizer == "sgd" and plan.momentum == 0.0:
            buffers = ()
        self._buffers = {
            name: [torch.zeros_like(parameter) for parameter in self._parameters]
            for name in buffers
        }
        self._steps_done = torch.zeros((), device=self._parameters[0].device)

    def clear_gradients(self) -> None:
        """Drop the gradients of the last step."""
        for parameter in self._parameters:
            parameter.grad = None

    @torch.no_grad()
    def step(self) -> None:
        """Take one step along the gradients; nothing waits for the device."""
        gradients = [_gradient(parameter) for parameter in self._parameters]
        if self._plan.optimizer == "adam":
            self._adam(gradients)
        else:
            self._sgd(gradients)

    def _adam(self, gradients: list[Tensor]) -> None:
        # Kingma & Ba 2015, algorithm 1, with torch's defaults.
        self._steps_done += 1
        torch._fused_adam_(
            self._parameters,
            gradients,
            self._buffers["mean"],
            self._buffers["square"],
            [],
            [self._steps_done] * len(self._parameters),
            lr=self._plan.learning_rate,
            beta1=_BETA1,
            beta2=_BETA2,
            weight_decay=self._plan.weight_decay,
            eps=_EPSILON,
            amsgrad=False,
            maximize=False,
        )

    def _sgd(self, gradients: list[Tensor]) -> None:
        torch._fused_sgd_(
            self._parameters,
            gradients,
            self._buffers.get("momentum", []),
            weight_decay=self._plan.weight_decay,
            momentum=self._plan.momentum,
            lr=self._plan.learning_rate,
            dampening=0.0,
            nesterov=False,
            maximize=False,
            is_first_step=False,
        )

    def state(self) -> dict[str, Tensor]:
        """Copies on the CPU of all that the next step depends on besides weights and gradients."""
        tensors = {"steps_done": self._steps_done.detach().cpu().clone()}
        for name, buffers in self._buffers.items():
            for place, buffer in enumerate(buffers):
                tensors[f"{name}.{place}"] = buffer.detach().cpu().clone()
        return tensors

    def restore(self, tensors: dict[str, Tensor]) -> None:
        """Take over a state made by `state`.

        Raises
        ------
        KeyError
            Where a tensor is missing.
        RuntimeError
            Where a shape does not fit.
        """
        self._steps_done.copy_(tensors["steps_done"])
        for name, buffers in self._buffers.items():
            for place, buffer in enumerate(buffers):
                buffer.copy_(tensors[f"{name}.{place}"])


def _gradient(parameter: Tensor) -> Tensor:
    assert parameter.grad is not None
    return parameter.grad

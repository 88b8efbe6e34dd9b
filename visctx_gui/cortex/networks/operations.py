"""Operations of a network that are no modules in its own code, as modules with a name and a kind."""

from __future__ import annotations

import inspect
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.fx.node import map_aggregate
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Slot:
    """Stands for the value with this number among those that an operation receives."""

    number: int


@dataclass(frozen=True, slots=True)
class BatchSize:
    """Stands for the number of images in the value with this number."""

    number: int


@dataclass(frozen=True, slots=True)
class TrainingMode:
    """Stands for whether the operation is in training mode."""


def filled(template: Any, values: Sequence[Any], training: bool) -> Any:
    """Arguments with the values in their places.

    Parameters
    ----------
    template : tuple, list, dict or constant
        Holds `Slot`, `BatchSize` and `TrainingMode` at any depth.
    values : sequence of Tensor
    training : bool
    """

    def one(part: Any) -> Any:
        if isinstance(part, Slot):
            return values[part.number]
        if isinstance(part, BatchSize):
            return values[part.number].shape[0]
        return training if isinstance(part, TrainingMode) else part

    return map_aggregate(template, one)


class Call(nn.Module):
    """One call of a function, or of a tensor's method, with its constants.

    Parameters
    ----------
    function : callable or str
        A text is the name of a method of the first argument.
    arguments, named : tuple, dict
        Templates for `filled`.
    """

    def __init__(
        self,
        function: Callable[..., Any] | str,
        arguments: tuple[Any, ...],
        named: Mapping[str, Any],
    ) -> None:
        super().__init__()
        self.function = function
        self.arguments = arguments
        self.named = dict(named)

    def forward(self, *values: Tensor) -> Tensor:
        """The function's answer for the values."""
        arguments = filled(self.arguments, values, self.training)
        named = filled(self.named, values, self.training) if self.named else {}
        if isinstance(self.function, str):
            answer: Tensor = getattr(arguments[0], self.function)(*arguments[1:], **named)
            return answer
        answer = self.function(*arguments, **named)
        return answer

    def extra_repr(self) -> str:
        """The function's name."""
        return name_of_function(self.function)


class Add(Call):
    """A sum of two values, such as a skip path and what it goes round."""


class Multiply(Call):
    """A product of two values, such as maps and their gates."""


class Concatenate(Call):
    """Several values side by side."""


class Reshape(Call):
    """The same values in another shape."""


class Permute(Call):
    """The same values with their axes in another order."""


class Expand(Call):
    """One value repeated for every image."""


class Select(Call):
    """A part of a value."""


class MultiheadAttention(nn.MultiheadAttention):
    """Self-attention that gives its answer alone, without the attention maps."""

    def forward(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:  # type: ignore[override]
        """Same shape as the query."""
        answer: Tensor = super().forward(query, key, value, need_weights=False)[0]
        return answer


_OUT_OF_PLACE: dict[Any, Callable[..., Any]] = {
    operator.iadd: operator.add,
    operator.isub: operator.sub,
    operator.imul: operator.mul,
    operator.itruediv: operator.truediv,
}
_CALLS: dict[Any, type[Call]] = {
    operator.add: Add,
    torch.add: Add,
    "add": Add,
    operator.mul: Multiply,
    torch.mul: Multiply,
    "mul": Multiply,
    torch.cat: Concatenate,
    torch.concat: Concatenate,
    "reshape": Reshape,
    "view": Reshape,
    torch.reshape: Reshape,
    "permute": Permute,
    torch.permute: Permute,
    "expand": Expand,
    operator.getitem: Select,
}
_MODULES: dict[Any, type[nn.Module]] = {
    functional.relu: nn.ReLU,
    functional.relu6: nn.ReLU6,
    functional.leaky_relu: nn.LeakyReLU,
    functional.elu: nn.ELU,
    functional.silu: nn.SiLU,
    functional.hardswish: nn.Hardswish,
    functional.hardsigmoid: nn.Hardsigmoid,
    functional.mish: nn.Mish,
    functional.selu: nn.SELU,
    functional.adaptive_avg_pool2d: nn.AdaptiveAvgPool2d,
    functional.dropout: nn.Dropout,
    functional.dropout2d: nn.Dropout2d,
}
_PLAIN_MODULES: dict[Any, type[nn.Module]] = {
    functional.gelu: nn.GELU,
    functional.softplus: nn.Softplus,
    functional.logsigmoid: nn.LogSigmoid,
    torch.relu: nn.ReLU,
    "relu": nn.ReLU,
    torch.tanh: nn.Tanh,
    "tanh": nn.Tanh,
    torch.sigmoid: nn.Sigmoid,
    "sigmoid": nn.Sigmoid,
}
_NO_ARGUMENTS_OF_A_MODULE = ("input", "inplace", "training")


def module_for(
    function: Callable[..., Any] | str, arguments: tuple[Any, ...], named: Mapping[str, Any]
) -> nn.Module:
    """The module that stands for a call; it never works in place.

    Parameters
    ----------
    function : callable or str
        A text is the name of a method of the first argument.
    arguments, named : tuple, mapping
        With `Slot`, `BatchSize` and `TrainingMode` in the places of values.

    Returns
    -------
    Module
        torch's own where there is one of the same meaning, such as ReLU for ``relu``; else a `Call`.
    """
    function = _OUT_OF_PLACE.get(function, function)
    if function in _PLAIN_MODULES and len(arguments) == 1 and not named:
        return _PLAIN_MODULES[function]()
    if function is torch.flatten and len(arguments) == 2 and not named:
        return nn.Flatten(arguments[1])
    if function in _MODULES:
        module = _torch_module(_MODULES[function], function, arguments, named)
        if module is not None:
            return module
    if works_in_place(function, arguments, named):
        bound = inspect.signature(function).bind(*arguments, **named)  # type: ignore[arg-type]
        bound.arguments["inplace"] = False
        arguments, named = bound.args, bound.kwargs
    return _CALLS.get(function, Call)(function, arguments, named)


def works_in_place(
    function: Callable[..., Any] | str, arguments: tuple[Any, ...], named: Mapping[str, Any]
) -> bool:
    """Whether a call asks to write over its first argument, such as ``relu(x, inplace=True)``."""
    if function in _OUT_OF_PLACE:
        return True
    try:
        bound = inspect.signature(function).bind(*arguments, **named)  # type: ignore[arg-type]
    except (TypeError, ValueError):  # a method's name, or a function that hides its arguments
        return False
    return bool(bound.arguments.get("inplace", False))


def _torch_module(
    kind: type[nn.Module], function: Any, arguments: tuple[Any, ...], named: Mapping[str, Any]
) -> nn.Module | None:
    bound = inspect.signature(function).bind(*arguments, **named).arguments
    mode = bound.get("training", TrainingMode())
    if bound.get("input") != Slot(0) or not isinstance(mode, TrainingMode):
        return None  # dropout that goes on in evaluation mode is no Dropout module
    return kind(
        **{name: value for name, value in bound.items() if name not in _NO_ARGUMENTS_OF_A_MODULE}
    )


def name_of_function(function: Callable[..., Any] | str) -> str:
    """The name of a function or method."""
    return function if isinstance(function, str) else getattr(function, "__name__", "function")


def row_name_of(module: nn.Module, function: Callable[..., Any] | str) -> str:
    """What a row is called that stands for a call, such as ``add`` or ``flatten``."""
    name = name_of_function(_OUT_OF_PLACE.get(function, function)).strip("_")
    return "select" if isinstance(module, Select) else name


def kind_of(module: nn.Module) -> str:
    """torch's class name of a row, or for a bare call the function's name."""
    return name_of_function(module.function) if type(module) is Call else type(module).__name__

"""Forward hooks that are always taken off again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from torch import Tensor, nn

OutputChange = Callable[[Tensor], Tensor | None]
AnswerChange = Callable[[Tensor, Tensor], Tensor | None]
_Hook = Callable[[nn.Module, tuple[Tensor, ...], Tensor], Tensor | None]


@contextmanager
def outputs_passed_through(
    network: nn.Module, changes: Mapping[str, OutputChange]
) -> Iterator[None]:
    """Inside, the output of each named module goes through a function.

    Parameters
    ----------
    network : Module
    changes : mapping of str to function
        Module name (as in ``network.get_submodule``) to a function of the module's output. What
        the function returns takes the output's place; None leaves the output as it is.

    Raises
    ------
    AttributeError
        For a module that does not exist; no hook is left behind.
    """

    def hook_for(change: OutputChange) -> _Hook:
        return lambda module, inputs, output: change(output)

    with _hooked(network, {name: hook_for(change) for name, change in changes.items()}):
        yield


@contextmanager
def answers_passed_through(
    network: nn.Module, changes: Mapping[str, AnswerChange]
) -> Iterator[None]:
    """Inside, what each named module receives and what it makes of it go through a function.

    Parameters
    ----------
    network : Module
    changes : mapping of str to function
        Module name to a function of the module's input and output. What the function returns takes
        the output's place; None leaves the output as it is. These are the tensors themselves: copy
        what a later module may write to.

    Raises
    ------
    AttributeError
        For a module that does not exist; no hook is left behind.
    """

    def hook_for(change: AnswerChange) -> _Hook:
        return lambda module, inputs, output: change(inputs[0], output)

    with _hooked(network, {name: hook_for(change) for name, change in changes.items()}):
        yield


@contextmanager
def _hooked(network: nn.Module, hooks: Mapping[str, _Hook]) -> Iterator[None]:
    handles = []
    try:
        for name, hook in hooks.items():
            handles.append(network.get_submodule(name).register_forward_hook(hook))
        yield
    finally:
        for handle in handles:
            handle.remove()

"""Forward hooks that are always taken off again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from torch import Tensor, nn

OutputChange = Callable[[Tensor], Tensor | None]


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
    handles = []
    try:
        for name, change in changes.items():
            module = network.get_submodule(name)
            handles.append(module.register_forward_hook(_hook(change)))
        yield
    finally:
        for handle in handles:
            handle.remove()


def _hook(change: OutputChange) -> Callable[[nn.Module, Any, Tensor], Tensor | None]:
    def hook(module: nn.Module, inputs: Any, output: Tensor) -> Tensor | None:
        return change(output)

    return hook

"""Changes to a list of operations that leave every result as it is and take less time."""

from __future__ import annotations

from collections.abc import Callable, Set

import torch
from torch import Tensor, nn
from torch.fx.node import Node
from torch.nn import functional

from visctx_gui.cortex.lesions.lesion_points import only_user
from visctx_gui.cortex.lesions.network_graph import NetworkGraph

LARGEST_COPIED_WEIGHT = 1_000_000


def pool_before_relu(graph: NetworkGraph, in_place: Set[Node]) -> None:
    """Run pooling by maximum before the ReLU in front of it, on the values that are left.

    ReLU never falls, so the results are the same bit for bit, and so they are where values of the
    ReLU's map are damaged by a function that never falls, the same at all positions.

    Parameters
    ----------
    graph : NetworkGraph
        Changed: the node of a ReLU then stands behind the pooling.
    in_place : set of Node
        Nodes that must stay where they are.
    """
    for relu in graph.nodes:
        pool = only_user(relu)
        if (
            relu in in_place
            or pool is None
            or pool in in_place
            or type(graph.module(relu)) is not nn.ReLU
            or not _is_maximum(graph.module(pool))
            or pool.args != (relu,)
            or relu is graph.output
            or pool is graph.output
        ):
            continue
        before = relu.args[0]
        pool.replace_all_uses_with(relu)
        pool.args, relu.args = (before,), (pool,)
        pool.append(relu)


def _is_maximum(module: nn.Module | None) -> bool:
    return type(module) is nn.MaxPool2d and not module.return_indices


def quick_pooling(graph: NetworkGraph) -> None:
    """Let the commonest pooling look for maxima only, and not for their places.

    Parameters
    ----------
    graph : NetworkGraph
        Its operations are changed.
    """
    for node in graph.nodes:
        module = graph.module(node)
        if isinstance(module, nn.MaxPool2d) and _is_by_pairs(module):
            graph.operations[node] = PairwiseMaximum(graph.operations[node])


def _is_by_pairs(module: nn.MaxPool2d) -> bool:
    def both(value: object) -> object:
        return (value, value) if isinstance(value, int) else value

    return (
        both(module.kernel_size) == (2, 2)
        and both(module.stride) == (2, 2)
        and both(module.padding) == (0, 0)
        and both(module.dilation) == (1, 1)
        and not module.ceil_mode
        and not module.return_indices
    )


def overwriting(graph: NetworkGraph, node: Node) -> Callable[[Tensor], Tensor] | None:
    """The same operation in the memory of its input, or None."""
    operation = graph.operations[node]
    if isinstance(operation, PairwiseMaximum):
        return operation.overwriting
    return torch.relu_ if type(graph.module(node)) is nn.ReLU else None


class PairwiseMaximum:
    """Pooling by maximum over 2 x 2, for maps whose channels lie side by side.

    Parameters
    ----------
    otherwise : function
        For other maps.
    """

    def __init__(self, otherwise: Callable[[Tensor], Tensor]) -> None:
        self._otherwise = otherwise

    def __call__(self, maps: Tensor) -> Tensor:
        """The pooled maps, a new tensor."""
        return self._pooled(maps, overwrite=False)

    def overwriting(self, maps: Tensor) -> Tensor:
        """The pooled maps, in the memory of those given: twice as quick as in a new one."""
        return self._pooled(maps, overwrite=True)

    def _pooled(self, maps: Tensor, *, overwrite: bool) -> Tensor:
        if maps.dim() != 4 or maps.stride(1) != 1:
            return self._otherwise(maps)
        n, channels, height, width = maps.shape
        rows, columns = height // 2, width // 2
        if channels == 1 or rows * columns == 0:
            return self._otherwise(maps)
        even = maps[:, :, : 2 * rows, : 2 * columns].permute(0, 2, 3, 1)
        upright = even.view(n, rows, 2, 2 * columns, channels)
        first, second = upright[:, :, 0], upright[:, :, 1]
        halved = torch.maximum(first, second, out=first if overwrite else None)
        pairs = halved.view(n, rows, columns, 2, channels)
        first, second = pairs[:, :, :, 0], pairs[:, :, :, 1]
        return torch.maximum(first, second, out=first if overwrite else None).permute(0, 3, 1, 2)


def quick_flattening(graph: NetworkGraph) -> None:
    """Let a linear layer behind maps take them as they lie in memory, channels last.

    Where its weights are few: they are brought into that order once. The node that flattens then
    hands on the maps themselves.

    Parameters
    ----------
    graph : NetworkGraph
        Its operations are changed.
    """
    for node in graph.nodes:
        following = only_user(node)
        linear = None if following is None else graph.module(following)
        if (
            following is not None
            and type(linear) is nn.Linear
            and linear.weight.numel() <= LARGEST_COPIED_WEIGHT
            and is_flattening(graph, node)
        ):
            graph.operations[node] = lambda maps, *_: maps
            graph.operations[following] = _linear_of_maps(linear)


def is_flattening(graph: NetworkGraph, node: Node) -> bool:
    """Whether a node turns maps (n, channels, height, width) into rows (n, features)."""
    module = graph.module(node)
    if isinstance(module, nn.Flatten):
        return (module.start_dim, module.end_dim) == (1, -1)
    is_call = node.target in (torch.flatten, "flatten")
    return is_call and node.args[1:] in ((1,), (1, -1)) and not node.kwargs


def _linear_of_maps(linear: nn.Linear) -> Callable[[Tensor], Tensor]:
    reordered: dict[tuple[int, ...], Tensor] = {}

    def scores(maps: Tensor) -> Tensor:
        if maps.dim() != 4 or maps.stride(1) != 1:
            scores: Tensor = linear(maps.flatten(1))
            return scores
        shape = tuple(maps.shape[1:])
        if shape not in reordered:
            weight = linear.weight.detach().view(-1, *shape).permute(0, 2, 3, 1)
            reordered[shape] = weight.flatten(1).contiguous()
        return functional.linear(maps.permute(0, 2, 3, 1).flatten(1), reordered[shape], linear.bias)

    return scores

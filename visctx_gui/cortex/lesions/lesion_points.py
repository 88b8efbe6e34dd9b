"""Where in a network the lesion of a convolution acts."""

from __future__ import annotations

import torch
from torch import nn
from torch.fx.node import Node
from torch.nn import functional

from visctx_gui.cortex.lesions.network_graph import NetworkGraph

NONLINEARITIES = (
    nn.ReLU, nn.ReLU6, nn.LeakyReLU, nn.PReLU, nn.RReLU, nn.ELU, nn.CELU, nn.SELU, nn.GELU,
    nn.SiLU, nn.Mish, nn.Hardswish, nn.Hardsigmoid, nn.Hardtanh, nn.Tanh, nn.Sigmoid, nn.Softplus,
    nn.Softsign, nn.Hardshrink, nn.Softshrink, nn.Tanhshrink, nn.LogSigmoid, nn.Threshold,
)  # fmt: skip
NONLINEAR_FUNCTIONS = frozenset({
    functional.relu, functional.relu6, functional.leaky_relu, functional.elu, functional.celu,
    functional.selu, functional.gelu, functional.silu, functional.mish, functional.hardswish,
    functional.hardsigmoid, functional.hardtanh, functional.tanh, functional.sigmoid,
    functional.softplus, functional.logsigmoid, torch.relu, torch.tanh, torch.sigmoid,
    torch.selu, torch.celu, torch.square, torch.abs,
})  # fmt: skip
NONLINEAR_METHODS = frozenset({"relu", "tanh", "sigmoid", "square", "abs"})


def is_nonlinearity(graph: NetworkGraph, node: Node) -> bool:
    """Whether a node is a nonlinearity that treats every value by itself."""
    if node.op == "call_module":
        return isinstance(graph.module(node), NONLINEARITIES)
    if node.op == "call_method":
        return node.target in NONLINEAR_METHODS
    return node.op == "call_function" and node.target in NONLINEAR_FUNCTIONS


def lesion_node(graph: NetworkGraph, convolution: Node) -> Node:
    """The node whose output a lesion of a convolution acts on.

    The nonlinearity behind the convolution and its batch normalisation; where none follows, the
    normalisation's or the convolution's own output. What is used in several places is not
    followed further.

    Parameters
    ----------
    graph : NetworkGraph
    convolution : Node
    """
    point = convolution
    following = only_user(point)
    if following is not None and isinstance(graph.module(following), nn.BatchNorm2d):
        point = following
        following = only_user(point)
    if following is not None and is_nonlinearity(graph, following):
        return following
    return point


def only_user(node: Node) -> Node | None:
    """The one node that uses a node's value, or None where there are more or fewer."""
    return next(iter(node.users)) if len(node.users) == 1 else None

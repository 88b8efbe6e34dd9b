"""A network of any shape whose single operations can be seen, hooked, entered and left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from torch import Tensor, fx, nn

from visctx_gui.cortex.lesions.lesion_points import lesion_node
from visctx_gui.cortex.lesions.network_graph import NetworkGraph
from visctx_gui.cortex.networks.operations import filled
from visctx_gui.cortex.networks.taking_apart import Step, steps_of
from visctx_gui.cortex.networks.tracing import is_whole
from visctx_gui.plan.architecture_plan import ArchitecturePlan
from visctx_gui.plan.wording import PlanError, message, translatable


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """Where a module or weight hangs; looked up at each use, so that it can be exchanged."""

    owner: nn.Module
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class _Operation:
    place: _Place
    sources: tuple[int | _Place, ...]
    arguments: tuple[Any, ...]
    named: dict[str, Any]
    forgotten: tuple[int, ...]  # values that no later operation uses

    def run(self, values: list[Any]) -> Tensor:
        module = self.place.owner._modules[self.place.name]
        assert module is not None
        given = [
            values[source]
            if isinstance(source, int)
            else source.owner._parameters.get(source.name, source.owner._buffers.get(source.name))
            for source in self.sources
        ]
        if self.arguments or self.named:
            arguments = filled(self.arguments, given, module.training)
            answer: Tensor = module(*arguments, **filled(self.named, given, module.training))
        else:
            answer = module(*given)
        return answer


class GraphNetwork(nn.Module):
    """A network as the rows of its layer table; every call of a module or function is one row.

    A module that the network's code calls several times has one row for each call (``relu``,
    ``relu_2``), a function has one too (``add``, ``flatten``). Names and weights are those of the
    network it was made from, so that each loads the other's ``state_dict``. Nothing works in
    place: what a hook or `forward_to` sees stays what it was.

    Parameters
    ----------
    plan : ArchitecturePlan
    network : Module
        Its modules belong to the new network from now on; do not use it any more.

    Attributes
    ----------
    plan : ArchitecturePlan
    names : tuple of str
        The rows, in the order they are run.
    sources : tuple of tuple of int or str
        What each row receives: 0 is the image, n the answer of the n-th row, a text the path of a
        weight.

    Raises
    ------
    PlanError
        Where what the network does is no fixed list of operations on one image.
    """

    def __init__(self, plan: ArchitecturePlan, network: nn.Module) -> None:
        super().__init__()
        self.plan = plan
        steps = steps_of(network, plan.input_shape)
        self.names = tuple(step.name for step in steps)
        self.sources = tuple(step.sources for step in steps)
        self._numbers = {name: number for number, name in enumerate(self.names, start=1)}
        _hang_parts_of(network, self)
        for step in steps:
            owner, _, last = step.name.rpartition(".")
            self.get_submodule(owner).add_module(last, step.module)
        self.training = network.training
        last_uses = _last_uses(steps)
        self._operations = [
            _Operation(
                self._place(step.name),
                tuple(one if isinstance(one, int) else self._place(one) for one in step.sources),
                step.arguments,
                dict(step.named),
                tuple(value for value, use in last_uses.items() if use == number),
            )
            for number, step in enumerate(steps, start=1)
        ]

    def _place(self, path: str) -> _Place:
        owner, _, last = path.rpartition(".")
        return _Place(self.get_submodule(owner), last)

    def forward(self, x: Tensor) -> Tensor:
        """Scores before the softmax.

        Parameters
        ----------
        x : float32 Tensor (n, channels, height, width)
            Prepared images.

        Returns
        -------
        Tensor (n, classes)
        """
        return self._run(0, len(self.names), x)

    def forward_to(self, name: str, x: Tensor) -> Tensor:
        """Output of the row `name` for prepared images.

        Parameters
        ----------
        name : str
        x : float32 Tensor (n, channels, height, width)

        Raises
        ------
        KeyError
            Where there is no such row.
        """
        return self._run(0, self._numbers[name], x)

    def forward_from(self, name: str, x: Tensor) -> Tensor:
        """Scores from the output of the row `name`.

        Parameters
        ----------
        name : str
            One of `restart_names`; the rows after it are run.
        x : Tensor
            The output of that row.

        Returns
        -------
        Tensor (n, classes)

        Raises
        ------
        KeyError
            Where there is no such row.
        PlanError
            Where later rows need other values too, such as those of a skip path.
        """
        number = self._numbers[name]
        others = self._needed_beside[number]
        if others:
            raise PlanError(
                message(
                    translatable(
                        "The network cannot be entered behind {name}: later rows also need {others}."
                    ),
                    name=name,
                    others=", ".join(
                        self.names[other - 1] if other else "x" for other in others[:3]
                    ),
                ),
                message(
                    translatable("Enter it where all paths meet, such as behind {nearest}."),
                    nearest=self.restart_before(name) or "the input",
                ),
                field="network",
            )
        return self._run(number, len(self.names), x)

    @cached_property
    def restart_names(self) -> tuple[str, ...]:
        """Rows behind which the network can be entered with their output alone."""
        return tuple(
            name for name, number in self._numbers.items() if not self._needed_beside[number]
        )

    def restart_before(self, name: str) -> str:
        """The last of `restart_names` at or before a row; empty where there is none.

        Raises
        ------
        KeyError
            Where there is no such row.
        """
        upto = self._numbers[name]
        fitting = [one for one in self.restart_names if self._numbers[one] <= upto]
        return fitting[-1] if fitting else ""

    @cached_property
    def filter_layers(self) -> tuple[str, ...]:
        """Names of the convolutions, in forward order."""
        return tuple(name for name in self.names if isinstance(self.get_submodule(name), nn.Conv2d))

    def lesion_point(self, conv_name: str) -> str:
        """Name of the row whose output a lesion of this filter layer acts on.

        The nonlinearity behind the convolution and its batch normalisation; where none follows,
        the normalisation or the convolution itself.

        Raises
        ------
        KeyError
            Where there is no such filter layer.
        """
        return self._lesion_points[conv_name]

    @cached_property
    def _lesion_points(self) -> dict[str, str]:
        graph = self._as_graph()
        return {
            name: str(lesion_node(graph, graph.calls_of(name)[0]).target)
            for name in self.filter_layers
        }

    def _as_graph(self) -> NetworkGraph:
        graph = fx.Graph()
        nodes = [graph.placeholder("x")]
        for name, sources in zip(self.names, self.sources, strict=True):
            given = tuple(nodes[source] for source in sources if isinstance(source, int))
            nodes.append(graph.call_module(name, given))
        graph.output(nodes[-1])
        return NetworkGraph(graph, self, nodes[0], nodes[-1], {})

    @cached_property
    def _needed_beside(self) -> tuple[tuple[int, ...], ...]:
        """For each row's number the earlier values that later rows need, itself left out."""
        needed: list[tuple[int, ...]] = []
        for number in range(len(self.names) + 1):
            later = (source for sources in self.sources[number:] for source in sources)
            others = {one for one in later if isinstance(one, int) and one < number}
            needed.append(tuple(sorted(others)))
        return tuple(needed)

    def _run(self, first: int, end: int, x: Tensor) -> Tensor:
        values: list[Any] = [None] * (end + 1)
        values[first] = x
        for number in range(first + 1, end + 1):
            operation = self._operations[number - 1]
            values[number] = operation.run(values)
            for value in operation.forgotten:
                values[value] = None
        answer: Tensor = values[end]
        return answer


def _last_uses(steps: Sequence[Step]) -> dict[int, int]:
    """For each value the number of the last operation that uses it."""
    return {
        source: number
        for number, step in enumerate(steps, start=1)
        for source in step.sources
        if isinstance(source, int)
    }


def _hang_parts_of(module: nn.Module, container: nn.Module) -> None:
    """Put weights and modules under their old names, in their old order, into plain containers."""
    for name, weight in module._parameters.items():
        container.register_parameter(name, weight)
    for name, buffer in module._buffers.items():
        kept = name not in module._non_persistent_buffers_set
        container.register_buffer(name, buffer, persistent=kept)
    for name, child in module.named_children():
        if is_whole(child):
            container.add_module(name, child)
            continue
        inner = nn.Module()
        inner.training = child.training
        _hang_parts_of(child, inner)
        container.add_module(name, inner)

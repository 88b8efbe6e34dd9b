"""The V1-V2 family: stages of filters, nonlinearity and pooling, then one linear layer."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from visctx_gui.plan.layers import layer_table
from visctx_gui.plan.network import NetworkPlan, check_network

_NONLINEARITIES: dict[str, type[nn.Module]] = {
    "relu": nn.ReLU,
    "leaky_relu": nn.LeakyReLU,
    "elu": nn.ELU,
    "gelu": nn.GELU,
    "tanh": nn.Tanh,
    "sigmoid": nn.Sigmoid,
}


class V1V2Network(nn.Module):
    """A network whose children are the rows of its layer table, in forward order.

    Parameters
    ----------
    plan : NetworkPlan
        Checked here.

    Raises
    ------
    PlanError
        Where the plan cannot be built.
    """

    def __init__(self, plan: NetworkPlan) -> None:
        check_network(plan)
        super().__init__()
        self.plan = plan
        channels = plan.input_shape[0]
        for stage, filters in enumerate(plan.filters):
            self._add_stage(stage, channels, filters)
            channels = filters
        table = layer_table(plan)
        before = table[-2].output_shape
        inputs = before[0] * before[1] * before[2]
        self.add_module("linear", nn.Linear(inputs, plan.n_classes))
        self.names = tuple(row.name for row in table)
        self._lesion_points = {
            f"conv{stage + 1}": f"{plan.nonlinearity}{stage + 1}" for stage in range(plan.n_stages)
        }

    def _add_stage(self, stage: int, channels: int, filters: int) -> None:
        plan, number = self.plan, stage + 1
        step = 2 if plan.pooling == "stride" else 1
        kernel, padding = plan.kernel_of(stage), plan.padding_of(stage)
        self.add_module(
            f"conv{number}", nn.Conv2d(channels, filters, kernel, stride=step, padding=padding)
        )
        if plan.normalisation == "batch":
            self.add_module(f"norm{number}", nn.BatchNorm2d(filters))
        self.add_module(f"{plan.nonlinearity}{number}", _NONLINEARITIES[plan.nonlinearity]())
        if plan.normalisation == "local_response":
            # Constants of Krizhevsky et al. 2012; torch divides alpha by the size.
            self.add_module(f"norm{number}", nn.LocalResponseNorm(5, alpha=1e-4, beta=0.75, k=2.0))
        if plan.pooling == "max":
            self.add_module(f"pool{number}", nn.MaxPool2d(2))
        elif plan.pooling == "average":
            self.add_module(f"pool{number}", nn.AvgPool2d(2))

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
        """Output of the child `name` for prepared images.

        Parameters
        ----------
        name : str
            A row of the layer table. ``conv1`` is the summed input, ``relu1`` the response.
        x : float32 Tensor (n, channels, height, width)

        Raises
        ------
        KeyError
            Where there is no such child.
        """
        return self._run(0, self._place(name) + 1, x)

    def forward_from(self, name: str, x: Tensor) -> Tensor:
        """Scores from the output of the child `name`.

        Parameters
        ----------
        name : str
            A row of the layer table; the children after it are run.
        x : Tensor
            The output of that child.

        Returns
        -------
        Tensor (n, classes)

        Raises
        ------
        KeyError
            Where there is no such child.
        """
        return self._run(self._place(name) + 1, len(self.names), x)

    def lesion_point(self, conv_name: str) -> str:
        """Name of the module whose output a lesion of this filter layer acts on.

        Raises
        ------
        KeyError
            Where there is no such filter layer.
        """
        return self._lesion_points[conv_name]

    def _place(self, name: str) -> int:
        if name not in self.names:
            raise KeyError(name)
        return self.names.index(name)

    def _run(self, first: int, end: int, x: Tensor) -> Tensor:
        children = self._modules
        place = first
        while place < end:
            module = children[self.names[place]]
            assert module is not None
            following = children[self.names[place + 1]] if place + 1 < end else None
            if following is not None and _may_swap(module, following):
                x = module(following(x))
                place += 2
                continue
            if isinstance(module, nn.Linear):
                x = x.flatten(1)
            x = module(x)
            place += 1
        return x


def _may_swap(module: nn.Module, following: nn.Module) -> bool:
    """Whether max-pool may run before this nonlinearity, on a quarter of the values.

    Only for ReLU, where values and gradients are the same bit for bit, and only while nobody
    watches either module: a hook must see the true maps.
    """
    return (
        type(module) is nn.ReLU
        and type(following) is nn.MaxPool2d
        and not _is_watched(module)
        and not _is_watched(following)
    )


def _is_watched(module: nn.Module) -> bool:
    return bool(
        module._forward_hooks
        or module._forward_pre_hooks
        or module._backward_hooks
        or module._backward_pre_hooks
    )


def new_network(plan: NetworkPlan, seed: int) -> V1V2Network:
    """An untrained network on the CPU with torch's usual first weights.

    Parameters
    ----------
    plan : NetworkPlan
    seed : int
        Same plan and seed, same weights, as after ``torch.manual_seed(seed)``. The global random
        state is left as it was.

    Raises
    ------
    PlanError
        Where the plan cannot be built.
    """
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(seed)
        return V1V2Network(plan)

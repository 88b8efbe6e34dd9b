"""The V1-V2 network against its layer table, torch's own layers, and the maps a hook sees."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from hypothesis import HealthCheck, example, given, settings
from torch import Tensor, nn
from torch.nn import functional

from tests.cortex.networks.random_plans import is_possible, possible_plans, random_plans
from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
from visctx_gui.cortex.networks.v1_v2 import V1V2Network, new_network
from visctx_gui.plan.layers import layer_table, parameter_count, receptive_field_box
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import PlanError

_NONLINEARITIES = {
    "relu": functional.relu,
    "leaky_relu": functional.leaky_relu,
    "elu": functional.elu,
    "gelu": functional.gelu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
}
quick = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


def outputs_of_plan(plan: NetworkPlan, network: V1V2Network | None, x: Tensor) -> dict[str, Tensor]:
    """The network written out with torch's functions, in true order; the oracle.

    Without a network the weights are random: it then only shows whether the shapes work.
    """
    weights = dict(network.state_dict()) if network is not None else {}
    outputs: dict[str, Tensor] = {}
    for stage, filters in enumerate(plan.filters):
        number, kernel = stage + 1, plan.kernel_of(stage)
        weight = weights.get(
            f"conv{number}.weight", torch.rand(filters, x.shape[1], kernel, kernel)
        )
        bias = weights.get(f"conv{number}.bias", torch.zeros(filters))
        stride = 2 if plan.pooling == "stride" else 1
        x = functional.conv2d(x, weight, bias, stride=stride, padding=plan.padding_of(stage))
        outputs[f"conv{number}"] = x
        if plan.normalisation == "batch":
            names = ("running_mean", "running_var", "weight", "bias")
            fresh = (
                torch.zeros(filters),
                torch.ones(filters),
                torch.ones(filters),
                torch.zeros(filters),
            )
            x = functional.batch_norm(
                x,
                *(
                    weights.get(f"norm{number}.{name}", one)
                    for name, one in zip(names, fresh, strict=True)
                ),
            )
            outputs[f"norm{number}"] = x
        x = _NONLINEARITIES[plan.nonlinearity](x)
        outputs[f"{plan.nonlinearity}{number}"] = x
        if plan.normalisation == "local_response":
            x = functional.local_response_norm(x, 5, alpha=1e-4, beta=0.75, k=2.0)
            outputs[f"norm{number}"] = x
        if plan.pooling != "stride":
            x = {"max": functional.max_pool2d, "average": functional.avg_pool2d}[plan.pooling](x, 2)
            outputs[f"pool{number}"] = x
    x = x.flatten(1)
    weight = weights.get("linear.weight", torch.rand(plan.n_classes, x.shape[1]))
    outputs["linear"] = functional.linear(x, weight, weights.get("linear.bias"))
    return outputs


def random_weights(network: V1V2Network, seed: int = 0) -> V1V2Network:
    """Weights and statistics that leave nothing at a default."""
    generator = torch.Generator().manual_seed(seed)
    for name, tensor in network.state_dict().items():
        if tensor.is_floating_point():
            values = torch.rand(tensor.shape, generator=generator)
            tensor.copy_(values + 0.5 if "var" in name else values - 0.5)
    return network


@quick
@given(possible_plans())
def test_children_are_the_rows_of_the_layer_table(plan: NetworkPlan) -> None:
    network = new_network(plan, seed=0)
    rows = layer_table(plan)
    assert [row.name for row in rows] == [name for name, _ in network.named_children()]
    x = torch.zeros(2, *plan.input_shape)
    with evaluation_mode(network):
        for row, child in zip(rows, network.children(), strict=True):
            assert row.kind == type(child).__name__
            assert row.parameters == sum(parameter.numel() for parameter in child.parameters())
            assert tuple(network.forward_to(row.name, x).shape) == (2, *row.output_shape)
    assert parameter_count(plan) == sum(parameter.numel() for parameter in network.parameters())


@quick
@given(possible_plans())
def test_every_output_is_that_of_torchs_functions(plan: NetworkPlan) -> None:
    network = random_weights(new_network(plan, seed=0))
    x = torch.rand(2, *plan.input_shape)
    with evaluation_mode(network):
        wanted = outputs_of_plan(plan, network, x)
        for name, output in wanted.items():
            torch.testing.assert_close(network.forward_to(name, x), output)
            torch.testing.assert_close(network.forward_from(name, output), wanted["linear"])
        torch.testing.assert_close(network(x), wanted["linear"])


@settings(quick, max_examples=80)
@given(random_plans())
def test_accepted_plans_run_and_refused_ones_would_fail(plan: NetworkPlan) -> None:
    x = torch.rand(1, *plan.input_shape)
    if is_possible(plan):
        network = new_network(plan, seed=0)
        with evaluation_mode(network):
            assert network(x).shape == (1, plan.n_classes)
        return
    with pytest.raises(PlanError) as refusal:
        new_network(plan, seed=0)
    # A filter in padding alone runs, but looks at nothing: refused by decision, not by torch.
    if refusal.value.field != "network.padding":
        with pytest.raises(RuntimeError):
            outputs_of_plan(plan, None, x)


def seen_lines(network: V1V2Network, name: str, axis: int) -> list[set[int]]:
    """Input rows (axis 2) or columns (axis 3) that each line of a map depends on.

    The oracle: a line of NaN makes every unit NaN that sees any of it. In double precision torch
    multiplies each input with its own weight only.
    """
    length = network.plan.input_shape[axis - 1]
    x = torch.rand(length, *network.plan.input_shape, dtype=torch.float64)
    for line in range(length):
        x[line].select(axis - 1, line).fill_(torch.nan)
    output = network.forward_to(name, x)
    if output.dim() == 2:
        output = output[:, :, None, None]
    touched = output.isnan().flatten(1, 1).any(dim=1).any(dim=2 if axis == 2 else 1)
    return [
        {line for line in range(length) if touched[line, cell]} for cell in range(touched.shape[1])
    ]


def sees_all_of_its_field(plan: NetworkPlan) -> bool:
    """Whether every pixel of a receptive field counts.

    Filters of 1 px in steps of 2 skip some. A line that pooling drops at the edge is lost to later
    stages, whose padding then stands where it was.
    """
    kernels = [plan.kernel_of(stage) for stage in range(plan.n_stages)]
    if plan.pooling == "stride" and min(kernels) == 1:
        return False
    if all(plan.padding_of(stage) == 0 for stage in range(1, plan.n_stages)):
        return True
    for axis in (1, 2):
        side = plan.input_shape[axis]
        for stage in range(plan.n_stages):
            side += 2 * plan.padding_of(stage) - kernels[stage]
            side += 0 if plan.pooling == "stride" else 1
            if side % 2:
                return False
            side = side // 2 + (plan.pooling == "stride")
    return True


def squared(plan: NetworkPlan) -> NetworkPlan:
    """The plan for images as high as wide."""
    channels, height, _ = plan.input_shape
    return replace(plan, input_shape=(channels, height, height))


@quick
@given(possible_plans())
@example(NetworkPlan())
@example(NetworkPlan(padding=(2,), input_shape=(1, 16, 24)))
@example(NetworkPlan(pooling="stride", kernel_size=(4,), padding=(1,), input_shape=(1, 16, 32)))
def test_receptive_fields_are_the_pixels_a_unit_depends_on(plan: NetworkPlan) -> None:
    network = random_weights(new_network(plan, seed=0)).double()
    exact = sees_all_of_its_field(plan)
    _, height, width = plan.input_shape
    with evaluation_mode(network):
        for row in layer_table(plan)[:-1]:
            boxes = [receptive_field_box(row, cell, cell, height, width) for cell in range(64)]
            down = [set(range(box.top, box.bottom)) for box in boxes]
            across = [set(range(box.left, box.right)) for box in boxes]
            for axis, fields in ((2, down), (3, across)):
                for seen, field in zip(seen_lines(network, row.name, axis), fields, strict=False):
                    assert seen == field if exact else seen <= field


@quick
@given(possible_plans().map(squared).filter(is_possible))
@example(NetworkPlan())
def test_receptive_field_of_the_linear_layer(plan: NetworkPlan) -> None:
    network = random_weights(new_network(plan, seed=0)).double()
    row = layer_table(plan)[-1]
    with evaluation_mode(network):
        box = receptive_field_box(row, 0, 0, *plan.input_shape[1:])
        (seen,) = seen_lines(network, "linear", 2)
    field = set(range(box.top, box.bottom))
    assert seen == field if sees_all_of_its_field(plan) else seen <= field


@pytest.mark.parametrize("padding", [0, 2])
def test_trap_t31_only_units_whose_field_was_clipped_see_zero_padding(padding: int) -> None:
    plan = NetworkPlan(padding=(padding,))
    network = random_weights(new_network(plan, seed=0)).double()
    row = layer_table(plan)[0]
    uniform = torch.ones(1, *plan.input_shape, dtype=torch.float64)
    with evaluation_mode(network):
        maps = network.forward_to("conv1", uniform)[0]
    central = maps[:, 14, 14]
    for y in range(row.output_shape[1]):
        box = receptive_field_box(row, y, 14, *plan.input_shape[1:])
        sees_padding = box.bottom - box.top < row.receptive_field
        assert sees_padding == (padding > 0 and (y < 2 or y > 25))
        assert torch.allclose(maps[:, y, 14], central) != sees_padding


def test_trap_t32_filters_are_laid_on_the_image_as_they_are_shown_not_flipped() -> None:
    network = new_network(NetworkPlan(), seed=0)
    kernel = network.get_parameter("conv1.weight").detach()[3, 0]
    picture = torch.zeros(1, 1, 28, 28)
    picture[0, 0, 7:12, 9:14] = kernel
    with evaluation_mode(network):
        response = network.forward_to("conv1", picture)[0, 3, 7, 9]
    bias = network.get_parameter("conv1.bias").detach()[3]
    assert float(response - bias) == pytest.approx(float((kernel**2).sum()), rel=1e-5)
    assert float((kernel * kernel.flip(0, 1)).sum()) != pytest.approx(float((kernel**2).sum()))


def test_the_default_is_the_network_of_the_paper() -> None:
    network = new_network(NetworkPlan(), seed=0)
    assert [name for name, _ in network.named_children()] == [
        "conv1", "relu1", "pool1", "conv2", "relu2", "pool2", "linear",
    ]  # fmt: skip
    sizes = {
        name: sum(p.numel() for p in child.parameters()) for name, child in network.named_children()
    }
    assert (sizes["conv1"], sizes["conv2"], sizes["linear"]) == (416, 12_832, 5_130)
    assert parameter_count(network.plan) == 18_378


@pytest.mark.parametrize("normalisation", ["none", "batch"])
def test_pooling_first_gives_the_same_bits_and_gradients(normalisation: str) -> None:
    plan = NetworkPlan(normalisation=normalisation)
    fast, true_order = new_network(plan, seed=3), new_network(plan, seed=3)
    for module in true_order.children():
        module.register_forward_hook(lambda module, inputs, output: None)
    x = torch.rand(8, *plan.input_shape)
    scores = []
    for network in (fast, true_order):
        scores.append(network(x))
        functional.cross_entropy(scores[-1], torch.arange(8) % 10).backward()
    assert torch.equal(scores[0], scores[1])
    for one, other in zip(fast.parameters(), true_order.parameters(), strict=True):
        assert one.grad is not None
        assert torch.equal(one.grad, other.grad)


def test_max_pool_of_a_relu_runs_first_only_while_nobody_watches() -> None:
    network = new_network(NetworkPlan(), seed=0)
    seen: list[tuple[int, ...]] = []

    def run(module: nn.Module) -> tuple[int, ...]:
        original = module.forward

        def counted(x: Tensor) -> Tensor:
            seen.append(tuple(x.shape))
            return original(x)

        module.forward = counted  # type: ignore[method-assign]
        network(torch.zeros(1, 1, 28, 28))
        return seen.pop()

    relu = network.get_submodule("relu1")
    assert run(relu) == (1, 16, 12, 12)
    handle = relu.register_forward_hook(lambda module, inputs, output: None)
    assert run(relu) == (1, 16, 24, 24)
    handle.remove()
    handle = network.get_submodule("pool1").register_forward_pre_hook(lambda module, inputs: None)
    assert run(relu) == (1, 16, 24, 24)
    handle.remove()
    assert run(relu) == (1, 16, 12, 12)


def test_a_hook_sees_the_true_map_and_may_change_it() -> None:
    network = new_network(NetworkPlan(), seed=0)
    x = torch.rand(2, 1, 28, 28)
    with evaluation_mode(network):
        wanted = functional.relu(network.forward_to("conv1", x))
        caught: list[Tensor] = []
        handle = network.get_submodule("relu1").register_forward_hook(
            lambda module, inputs, output: caught.append(output.clone())
        )
        network(x)
        handle.remove()
        assert torch.equal(caught[0], wanted)
        handle = network.get_submodule("relu1").register_forward_hook(
            lambda module, inputs, output: torch.zeros_like(output)
        )
        silent = network(x)
        handle.remove()
        assert torch.equal(silent, network.forward_from("relu1", torch.zeros_like(wanted)))


def test_the_lesion_point_is_the_nonlinearity_whatever_stands_around_it() -> None:
    plan = NetworkPlan(normalisation="batch", nonlinearity="elu", pooling="average")
    network = new_network(plan, seed=0)
    assert network.lesion_point("conv2") == "elu2"
    with pytest.raises(KeyError):
        network.lesion_point("conv3")


@pytest.mark.parametrize("ask", ["forward_to", "forward_from"])
def test_unknown_names_are_refused(ask: str) -> None:
    with pytest.raises(KeyError):
        getattr(new_network(NetworkPlan(), seed=0), ask)("conv9", torch.zeros(1, 1, 28, 28))


def test_same_seed_same_weights_as_after_torchs_manual_seed() -> None:
    state = torch.random.get_rng_state()
    one, two, other = (new_network(NetworkPlan(), seed) for seed in (5, 5, 6))
    assert torch.equal(torch.random.get_rng_state(), state)
    assert torch.equal(one.state_dict()["conv1.weight"], two.state_dict()["conv1.weight"])
    assert not torch.equal(one.state_dict()["conv1.weight"], other.state_dict()["conv1.weight"])
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(5)
        usual = nn.Conv2d(1, 16, 5)
    assert torch.equal(one.state_dict()["conv1.weight"], usual.weight)

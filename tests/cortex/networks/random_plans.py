"""Random network plans, possible and impossible ones."""

from __future__ import annotations

from hypothesis import strategies as st

from visctx_gui.plan.layers import NONLINEARITY_KINDS
from visctx_gui.plan.network import NetworkPlan, check_network
from visctx_gui.plan.wording import PlanError


def one_or_each(draw: st.DrawFn, stages: int, values: st.SearchStrategy[int]) -> tuple[int, ...]:
    """One value for all stages, or one for each."""
    n = draw(st.sampled_from((1, stages)))
    return tuple(draw(st.lists(values, min_size=n, max_size=n)))


@st.composite
def random_plans(draw: st.DrawFn, smallest_side: int = 1, largest_side: int = 32) -> NetworkPlan:
    """Plans of small networks; some do not fit together."""
    stages = draw(st.integers(1, 4))
    side = st.integers(smallest_side, largest_side)
    return NetworkPlan(
        filters=tuple(draw(st.lists(st.integers(1, 6), min_size=stages, max_size=stages))),
        kernel_size=one_or_each(draw, stages, st.integers(1, 6)),
        padding=one_or_each(draw, stages, st.integers(0, 4)),
        pooling=draw(st.sampled_from(("max", "average", "stride"))),
        nonlinearity=draw(st.sampled_from(tuple(NONLINEARITY_KINDS))),
        normalisation=draw(st.sampled_from(("none", "batch", "local_response"))),
        input_shape=(draw(st.integers(1, 4)), draw(side), draw(side)),
        n_classes=draw(st.integers(2, 12)),
    )


def is_possible(plan: NetworkPlan) -> bool:
    """Whether the plan passes its check."""
    try:
        check_network(plan)
    except PlanError:
        return False
    return True


def possible_plans() -> st.SearchStrategy[NetworkPlan]:
    """Plans that pass their check."""
    return random_plans(smallest_side=12).filter(is_possible)

"""Fields of a plan: ranges, types, nearest words."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.fields import (
    check_ranges,
    nearest,
    option,
    option_of,
    plan_from_table,
    table_from_plan,
    unknown_choice,
    unknown_key,
)
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import PlanError


@dataclass(frozen=True)
class Example:
    """One field of each kind."""

    needed: int
    share: float = option(0.5, minimum=0.0, maximum=1.0)
    rate: float = option(1.0, minimum=0.0, above_minimum=True)
    width: float = option(1.0, minimum=0.0, maximum=2.0, above_minimum=True)
    count: int = option(1, minimum=1)
    word: str = option("red", choices=("red", "green"))
    flag: bool = False
    sizes: tuple[int, ...] = option((1,), minimum=1)
    maybe: int | None = option(None, minimum=0)


def refusal(**values: object) -> PlanError:
    """The refusal of an `Example`."""
    with pytest.raises(PlanError) as refused:
        check_ranges(plan_from_table(Example, {"needed": 1, **values}, "example"), "example")
    return refused.value


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"share": 1.5}, "example.share = 1.5 is not possible. It must lie between 0 and 1."),
        ({"share": math.nan}, "example.share = nan is not possible."),
        ({"rate": 0}, "example.rate = 0.0 is not possible. It must be above 0."),
        ({"width": 0}, "It must be above 0 and at most 2."),
        ({"width": 2.1}, "It must be above 0 and at most 2."),
        ({"count": 0}, "example.count = 0 is not possible. It must be 1 or more."),
        ({"word": "rad"}, "example.word = 'rad' is not known. Did you mean 'red'?"),
        ({"word": "xyz"}, "example.word = 'xyz' is not known. Choose one of: red, green."),
        ({"sizes": [3, 0]}, "example.sizes = 0 is not possible."),
        ({"maybe": -1}, "example.maybe = -1 is not possible."),
        ({"flag": 1}, "example.flag must be true or false, not 1."),
        ({"count": True}, "example.count must be a whole number, not True."),
        ({"word": ["red"]}, "example.word must be a text in quotes, not ['red']."),
        ({"sizes": ["a"]}, "example.sizes must be a whole number, not 'a'."),
        ({"sizes": {"a": 1}}, "example.sizes must be a whole number, not {'a': 1}."),
        ({"size": 1}, "There is no setting example.size. Did you mean 'sizes'?"),
        ({"qqqqqq": 1}, "There is no setting example.qqqqqq. Known here: needed, share"),
    ],
)
def test_wrong_values_are_refused(values: dict[str, object], words: str) -> None:
    assert words in str(refusal(**values))


def test_the_field_is_named_in_the_refusal() -> None:
    assert refusal(share=2).field == "example.share"
    assert refusal(siz=2).field == "example.siz"


def test_a_missing_field_is_named() -> None:
    with pytest.raises(PlanError, match=r"example\.needed is missing"):
        plan_from_table(Example, {}, "example")


def test_plain_values_find_their_type() -> None:
    plan = plan_from_table(Example, {"needed": 1, "share": 1, "sizes": 4, "maybe": 3}, "example")
    assert isinstance(plan.share, float)
    assert plan.sizes == (4,)
    assert plan.maybe == 3


def test_none_is_left_out_of_a_table() -> None:
    assert "maybe" not in table_from_plan(Example(1))
    assert table_from_plan(Example(1, sizes=(1, 2)))["sizes"] == [1, 2]


def test_the_option_of_a_field() -> None:
    assert option_of(TrainingPlan, "batch_size").unit == "images"
    with pytest.raises(AttributeError):
        option_of(TrainingPlan, "batchsize")


@pytest.mark.parametrize("plan_type", [DataPlan, NetworkPlan, TrainingPlan])
def test_what_a_form_shows_has_a_title_and_a_help(plan_type: type) -> None:
    internal = {"input_mean", "input_sd", "areas"}
    for name in plan_type.__dataclass_fields__:  # type: ignore[attr-defined]
        if name not in internal:
            facts = option_of(plan_type, name)
            assert facts.title
            assert facts.help.endswith(".")


@given(st.text(max_size=20), st.lists(st.text(min_size=1, max_size=10), min_size=1, max_size=5))
def test_refusals_can_always_be_said(word: str, known: list[str]) -> None:
    assert nearest(word, known) in ("", *known)
    assert word in unknown_choice("place", word, known).what.english()
    assert str(unknown_key(word, word, known))

"""A lesion as a file: what is written is read again, anything else is refused in one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visctx_gui.plan.experiment import read_experiment
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart, silence
from visctx_gui.plan.lesion_file import read_lesion, write_lesion
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.scotoma import Scotoma, scotoma_positions
from visctx_gui.plan.wording import PlanError

NETWORK = NetworkPlan()
CELLS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=6)


@st.composite
def parts(draw: st.DrawFn) -> LesionPart:
    mode = draw(st.sampled_from(("zero", "mean", "noise", "weights", "connections")))
    has_cells = mode in ("zero", "mean", "noise") and draw(st.booleans())
    return LesionPart(
        draw(st.sampled_from(NETWORK.conv_names)),
        tuple(draw(st.sets(st.integers(0, 15), min_size=1, max_size=16))),
        tuple(draw(CELLS)) if has_cells else None,
        mode,
        draw(st.sampled_from((0.1, 0.25, 1.0))),
        draw(st.integers(0, 2**31 - 1)),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(parts(), min_size=1, max_size=4))
def test_a_written_lesion_is_read_again(some: list[LesionPart]):
    lesion = Lesion(tuple(some))
    assert read_lesion(write_lesion(lesion), "mine.toml", NETWORK) == lesion


def test_a_written_lesion_is_a_piece_of_an_experiment():
    lesion = Lesion((*silence("conv1", (1, 2)), *silence("conv2", (3,))))
    plan = read_experiment(write_lesion(lesion), "mine")
    assert [entry.units for entry in plan.lesions] == [(1, 2), (3,)]
    assert len({entry.name for entry in plan.lesions}) == 1, "its parts act together"


def test_first_and_scotoma_are_understood():
    text = '[[lesion]]\nlayer = "conv2"\nfirst = 4\n'
    assert read_lesion(text, "x", NETWORK) == silence("conv2", range(4))
    text = '[[lesion]]\nlayer = "conv1"\nscotoma = {shape = "disc", radius = 3.0}\n'
    (part,) = read_lesion(text, "x", NETWORK)
    assert part.units == tuple(range(16))
    assert part.positions == scotoma_positions(Scotoma(radius=3.0), NETWORK, "conv1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no [[lesion]]"),
        ("[[lesion", "no [[lesion]]"),
        ("lesion = 3", "no [[lesion]]"),
        ("lesion = [1, 2]", "no [[lesion]]"),
        ("[lesion]\nlayer = 'conv1'", "no [[lesion]]"),
        ("\x00\x01PNG", "no [[lesion]]"),
        ("[[lesion]]\nlayer = 'conv9'\nfirst = 1", "conv9"),
        ("[[lesion]]\nfirst = 17", "16 units"),
        ("[[lesion]]\nunits = [99]", "16 units"),
        ("[[lesion]]\nunits = [-1]", "-1"),
        ("[[lesion]]\nfirst = 'many'", "whole number"),
        ("[[lesion]]\nfrist = 1", "frist"),
        ("[[lesion]]\nrandom = 8", "chosen in a run"),
        ("[[lesion]]\nranked = 8", "chosen in a run"),
        ("[[lesion]]\nfirst = 1\ndose = 2.0", "dose"),
        ("[[lesion]]\nfirst = 1\npositions = [[0, 99]]", "no cell (0, 99)"),
        ("[[lesion]]\nfirst = 1\npositions = [[0]]", "pairs"),
        ("[[lesion]]\nfirst = 1\nmode = 'weights'\npositions = [[0, 0]]", "weights"),
        ("[[lesion]]\nlayer = 'conv1'", "exactly one"),
        ("[[lesion]]\nfirst = 1\n[[lesion]]\nfirst = 2", "2 lesions"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(text: str, words: str):
    with pytest.raises(PlanError) as refused:
        read_lesion(text, "mine.toml", NETWORK)
    assert words in str(refused.value)


def test_the_intact_network_is_no_lesion_file():
    with pytest.raises(PlanError):
        read_lesion(write_lesion(INTACT), "mine.toml", NETWORK)

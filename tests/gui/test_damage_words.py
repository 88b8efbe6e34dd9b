"""What is said of a lesion that a training holds."""

from __future__ import annotations

import pytest

from visctx_gui.gui.damage_words import held_text
from visctx_gui.plan.lesion import Lesion, LesionPart

WHOLE = LesionPart("conv1", (0, 1, 2))
REGION = LesionPart("conv2", (3,), ((0, 1), (1, 1)))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((WHOLE,), "lesion held: conv1 0-2"),
        ((REGION,), "lesion held in a region: conv2 3"),
        ((WHOLE, REGION), "lesion held, some units in a region: conv1 0-2; conv2 3"),
    ],
)
def test_a_held_lesion_says_where_on_the_map_it_is(parts, words):
    assert held_text(Lesion(parts)) == words

"""Images that a lesion breaks or saves, through the engine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.handlers.slow_answers import images_of, slow_answers
from tests.engine.laboratory import LONG, Laboratory
from visctx_gui.engine.handlers import changed_images
from visctx_gui.engine.lesion_messages import ChangedImages, ListChangedImages
from visctx_gui.engine.messages import Cancelled, CancelRequest, ContinueTraining, NewNetwork
from visctx_gui.plan.lesion import INTACT, Lesion, LesionPart, silence
from visctx_gui.plan.network import NetworkPlan

PAIR = silence("conv2", (0, 3))
NOISE = Lesion((LesionPart("conv2", (0, 1, 2, 3, 4, 5), mode="noise"),))
BROKEN = ListChangedImages(lesion=PAIR, split="test")


@pytest.mark.parametrize("kind", ["broken", "saved"])
@pytest.mark.parametrize("lesion", [PAIR, NOISE], ids=["zero", "noise"])
def test_the_images_are_those_of_the_plain_pass(
    trained: Laboratory, lesion: Lesion, kind: str
) -> None:
    images = images_of(trained)
    labels, before = images.labels.numpy(), slow_answers(trained)
    after = slow_answers(trained, lesion)
    lost = np.flatnonzero((before == labels) & (after != labels))
    won = np.flatnonzero((before != labels) & (after == labels))
    assert len(lost)
    found = trained.ask(replace(BROKEN, lesion=lesion, kind=kind, count=1_000))  # type: ignore[arg-type]
    assert isinstance(found, ChangedImages)
    expected = lost if kind == "broken" else won
    assert found.indices.tolist() == expected.tolist()
    assert (found.n_broken, found.n_saved, found.n) == (len(lost), len(won), 360)
    assert np.array_equal(found.labels, labels[expected])
    assert np.array_equal(found.answers_before, before[expected])
    assert np.array_equal(found.answers_after, after[expected])
    pictures = images.images.permute(0, 2, 3, 1).numpy()
    assert np.array_equal(found.pictures, pictures[expected])
    assert found.step == 25
    for field in (found.indices, found.labels, found.pictures):
        with pytest.raises(ValueError, match="read-only"):
            field[...] = 0


def test_pages_join_to_the_whole_without_another_pass(
    trained: Laboratory, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = trained.ask(replace(BROKEN, count=1_000))
    assert whole.n_broken > 5

    def no_pass(*_: object) -> object:
        raise AssertionError("the answers are known")

    monkeypatch.setattr(changed_images, "image_answers", no_pass)
    pages = [trained.ask(replace(BROKEN, first=first, count=3)) for first in range(0, 400, 3)]
    assert np.array_equal(np.concatenate([page.indices for page in pages]), whole.indices)
    assert [page.first for page in pages[:3]] == [0, 3, 6]
    assert pages[-1].pictures.shape == (0, 28, 28, 1)
    saved = trained.ask(replace(BROKEN, kind="saved"))
    assert saved.n_broken == whole.n_broken


def test_an_empty_lesion_changes_no_image(trained: Laboratory) -> None:
    found = trained.ask(replace(BROKEN, lesion=INTACT))
    assert (found.n_broken, found.n_saved, len(found.indices)) == (0, 0, 0)


def test_other_weights_and_lesions_are_looked_at_anew(trained: Laboratory) -> None:
    first = trained.ask(replace(BROKEN, count=1_000))
    other = trained.ask(replace(BROKEN, lesion=silence("conv1", (1,)), count=1_000))
    assert not np.array_equal(first.indices, other.indices)
    again = trained.ask(replace(BROKEN, count=1_000))
    assert np.array_equal(first.indices, again.indices)
    trained.final(trained.begin_training(replace(LONG, epochs=2, learning_rate=0.01)))
    later = trained.ask(replace(BROKEN, count=1_000))
    assert later.step > again.step
    assert not np.array_equal(later.answers_before, again.answers_before)


def test_what_does_not_exist_is_refused(laboratory: Laboratory) -> None:
    laboratory.refusal(replace(BROKEN, lesion=silence("conv9", (0,))))
    laboratory.refusal(replace(BROKEN, kind="lost"))  # type: ignore[arg-type]


def test_a_cancelled_look_is_not_taken_for_a_whole_one(laboratory: Laboratory) -> None:
    laboratory.ask(NewNetwork(network=NetworkPlan()))
    request = replace(BROKEN, split="train", count=2_000)
    number = laboratory.post(request)
    laboratory.turn()
    laboratory.post(CancelRequest(cancelled_id=number))
    assert isinstance(laboratory.final(number), Cancelled)
    found = laboratory.ask(request)
    labels = images_of(laboratory, "train").labels.numpy()
    lost = (slow_answers(laboratory, split="train") == labels) & (
        slow_answers(laboratory, PAIR, "train") != labels
    )
    assert found.indices.tolist() == np.flatnonzero(lost).tolist()


def test_while_a_training_runs_the_look_is_at_one_copy(trained: Laboratory) -> None:
    expected = trained.ask(replace(BROKEN, split="train", lesion=NOISE))
    trained.begin_training(LONG, paused=True)
    number = trained.post(replace(BROKEN, split="train", lesion=NOISE))
    trained.turn()
    trained.ask(ContinueTraining())
    found = trained.final(number).payload  # type: ignore[union-attr]
    assert found.step == expected.step
    assert np.array_equal(found.indices, expected.indices)
    assert np.array_equal(found.answers_after, expected.answers_after)

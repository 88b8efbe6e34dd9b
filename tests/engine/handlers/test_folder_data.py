"""Opening a folder of images as a job of the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cortex.images.folder_examples import folder_plan, write_classes, write_vggface2
from tests.engine.laboratory import Laboratory
from visctx_gui.engine.handlers import data as data_handlers
from visctx_gui.engine.messages import (
    AskState,
    Cancelled,
    CancelRequest,
    NewNetwork,
    OpenData,
    StartTraining,
    ViewImages,
)
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan


class EveryTime:
    """Lets every report through, however soon it comes."""

    def is_due(self) -> bool:
        return True


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laboratory:
    monkeypatch.setattr(data_handlers, "ProgressPace", EveryTime)
    laboratory = Laboratory(tmp_path / "engine")
    laboratory.ask(OpenData(data=DataPlan()))
    return laboratory


def test_a_folder_is_opened_with_progress_and_described(opened: Laboratory, tmp_path: Path) -> None:
    plan = folder_plan(write_vggface2(tmp_path / "faces"), image_size=16)
    number = opened.post(OpenData(data=plan))
    facts = opened.final(number).payload  # type: ignore[union-attr]
    assert facts.plan == plan
    assert facts.class_names == ("Bo, the 'Brave'", "Cy (n000004)", "Cy (n000010)")
    assert facts.class_details == ("m", "f", "m")
    assert facts.image_shape == (3, 16, 16)
    assert facts.folder == str(tmp_path / "faces" / "loose_crop")
    assert facts.notes
    assert facts.facts.n_train == facts.n("train") + facts.n("validation")
    shares = [one.fraction for one in opened.progress(number) if one.fraction == one.fraction]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert opened.progress(number)[-1].seconds_left == 0.0
    page = opened.ask(ViewImages(split="test", class_index=None, first=0, count=5, place="here"))
    assert page.pictures.shape[1:] == (16, 16, 3)


def test_cancelling_at_any_image_leaves_the_old_data(opened: Laboratory, tmp_path: Path) -> None:
    plan = folder_plan(write_classes(tmp_path / "own", {"a": 4, "b": 4}))
    before = opened.ask(AskState())
    for turns in range(1, 12):
        number = opened.post(OpenData(data=plan))
        for _ in range(turns):
            opened.turn()
        opened.post(CancelRequest(cancelled_id=number))
        assert isinstance(opened.final(number), Cancelled)
        assert opened.ask(AskState()) == before


def test_a_refused_folder_changes_nothing(opened: Laboratory, tmp_path: Path) -> None:
    before = opened.ask(AskState())
    (tmp_path / "empty").mkdir()
    refusal = opened.refusal(OpenData(data=folder_plan(tmp_path / "empty")))
    assert "No images found" in refusal.what.english()
    assert opened.ask(AskState()) == before


def test_what_was_opened_later_stays(opened: Laboratory, tmp_path: Path) -> None:
    plan = folder_plan(write_classes(tmp_path / "own", {"a": 4, "b": 4}))
    number = opened.post(OpenData(data=plan))
    opened.turn()
    digits = opened.ask(OpenData(data=DataPlan(split_seed=3)))
    failed = opened.final(number)
    assert "Another data set was opened before own." in failed.what.english()  # type: ignore[union-attr]
    assert opened.ask(AskState()).data == digits


def test_one_class_is_shown_and_its_training_refused_with_the_reason(
    opened: Laboratory, tmp_path: Path
) -> None:
    facts = opened.ask(OpenData(data=folder_plan(write_classes(tmp_path / "own", {"a": 9}))))
    assert facts.counts["train"] == (6,)
    network = NetworkPlan(
        input_shape=facts.image_shape, n_classes=2, filters=(2,), kernel_size=(3,)
    )
    opened.ask(NewNetwork(network=network, seed=0))
    refusal = opened.refusal(StartTraining(training=TrainingPlan(batch_size=2, device="cpu")))
    assert "classes" in refusal.what.english() or "one class" in refusal.what.english()


def test_a_folder_is_trained_on(opened: Laboratory, tmp_path: Path) -> None:
    facts = opened.ask(
        OpenData(data=folder_plan(write_classes(tmp_path / "own", {"a": 9, "b": 9})))
    )
    network = NetworkPlan(
        input_shape=facts.image_shape, n_classes=2, filters=(2,), kernel_size=(3,)
    )
    made = opened.ask(NewNetwork(network=network, seed=0))
    assert made.class_names == ("a", "b")
    opened.ask(StartTraining(training=TrainingPlan(epochs=2, batch_size=4, device="cpu")))
    assert opened.ask(AskState()).network.trained_on == "folder"

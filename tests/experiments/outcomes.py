"""An outcome made by hand: no training needed to test what is written of it."""

from __future__ import annotations

import numpy as np

from visctx_gui.cortex.lesions.agreement import Agreement
from visctx_gui.experiments.lesion_outcomes import (
    ControlOutcome,
    CurvePoint,
    DamagedPart,
    LayerRanking,
    LayerSweep,
    LesionOutcome,
    SweepOutcome,
)
from visctx_gui.experiments.outcome import (
    Activations,
    DataUsed,
    Environment,
    Outcome,
    TrainingRecord,
)
from visctx_gui.experiments.shares import Share
from visctx_gui.plan.experiment import (
    ActivationsPlan,
    ExperimentPlan,
)
from visctx_gui.plan.lesion_entry import LesionCurvePlan, LesionEntry, SweepPlan
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan

CLASSES = ("zero", "<one>", "two")
INTACT_CONFUSION = np.array([[9, 1, 0], [0, 10, 0], [0, 0, 0]])
CHANGE = np.array([[-0.5, -0.7, -0.2], [0.0, -0.2, 0.2], [np.nan] * 3])
RANDOM_DRAWS = np.array([0.6, 0.8])


def training_record(steps: int = 6, epochs: int = 2) -> TrainingRecord:
    """A training of equal epochs."""
    each = steps // epochs
    return TrainingRecord(
        step=np.arange(1, steps + 1),
        loss=np.linspace(2.3, 0.1, steps),
        epoch_step=np.arange(1, epochs + 1) * each,
        train_accuracy=np.linspace(0.5, 0.9, epochs),
        validation_accuracy=np.full(epochs, np.nan),
        best_epoch=0,
        images_per_second=1000.0,
        weights_sha256="c0ffee",
    )


def example_plan() -> ExperimentPlan:
    """Three classes, a single stage of four filters."""
    return ExperimentPlan(
        name="example",
        title='Example <b>with "marks"</b>',
        network=NetworkPlan(filters=(4,), input_shape=(1, 28, 28), n_classes=3),
        training=TrainingPlan(epochs=2, seed=7),
        lesions=(LesionEntry(first=2), LesionEntry(random=2, draws=2)),
        sweep=SweepPlan(layers=("conv1",), ranking_split="train"),
        lesion_curve=LesionCurvePlan(
            draws=2, orders=("first", "random", "importance"), ranking_split="train"
        ),
        activations=ActivationsPlan(layers=("conv1",), image=1),
    )


def lesions(plan: ExperimentPlan) -> tuple[LesionOutcome, ...]:
    """One lesion of the first two units, one of two random units."""
    control = ControlOutcome(
        2, np.array([0.9, 0.7, 0.8]), Share(0.8, 0.705, 0.895, 20), 0.5, "cannot tell", False
    )
    first = LesionOutcome(
        (DamagedPart(plan.lesions[0], ((0, 1),), None, 4),),
        np.array([0.7]),
        Share(0.7, 0.5, 0.85, 20),
        CHANGE,
        (-0.25, -0.4, -0.1),
        0.0625,
        control,
    )
    random = LesionOutcome(
        (DamagedPart(plan.lesions[1], ((0, 2), (1, 3)), None, 4),),
        RANDOM_DRAWS,
        Share(0.7, 0.605, 0.795, 20),
        CHANGE / 2,
        None,
    )
    return first, random


def sweep() -> SweepOutcome:
    """Four units, the last of them dead."""
    change = np.array([-0.1, 0.0, -0.3, 0.0])
    layer = LayerSweep(
        layer="conv1",
        accuracy=0.95 + change,
        change=np.column_stack([change, change - 0.1, change + 0.1]),
        per_class_change=np.column_stack([2 * change, 0 * change, np.full(4, np.nan)]),
        loss_rise=np.array([0.25, 0.0625, 0.5, 0.0]),
        selectivity=np.array([0.1, 0.5, 0.2, np.nan]),
        preferred_class=np.array([0, 1, 1, -1]),
        norm=np.array([1.0, 0.5, 2.0, 0.1]),
        orientation=np.array([0.0, 45.0, 90.0, np.nan]),
        orientation_selectivity=np.array([0.9, 0.1, 0.5, np.nan]),
        n_properties=30,
    )
    importance = {
        "exact": np.array([0.2, 0.0, 0.4, 0.0]),
        "exact_by_accuracy": np.array([0.1, 0.0, 0.1, 0.0]),
        "first-order": np.array([0.1, 0.3, 0.2, 0.0]),
        "exact_on_test": layer.loss_rise,
    }
    agreement = {
        "first-order": Agreement(0.4, -0.5, 1.0, 4, 0, 2),
        "exact_by_accuracy": Agreement(0.9, 0.1, 1.0, 4, 0, 4),
        "exact_on_test": Agreement(np.nan, np.nan, np.nan, 4, 0, 2),
    }
    ranking = LayerRanking("conv1", "train", 30, ("exact", "first-order"), importance, agreement)
    return SweepOutcome((layer,), (ranking,))


def example_outcome(steps: int = 6) -> Outcome:
    """Everything an experiment can find, small."""
    plan = example_plan()
    curve = tuple(
        CurvePoint("conv1", order, k, np.linspace(0.9, 0.8, draws) - 0.1 * k)
        for order, draws in (("first", 1), ("random", 2), ("importance", 1))
        for k in range(5)
    )
    rising = np.linspace(-1, 1, 4 * 25, dtype=np.float32).reshape(4, 1, 5, 5)
    return Outcome(
        plan=plan,
        environment=Environment("0.1", "3.11", "2.15", "cpu", "CPU, 2 threads", "Linux"),
        started="2026-01-02T03:04:05+00:00",
        seconds=12.5,
        data=DataUsed("digits", 30, 0, 20, CLASSES, "ab" * 32),
        training=training_record(steps),
        kernels={"conv1": rising},
        test=Share(0.95, 0.76, 0.99, 20),
        test_confusion=INTACT_CONFUSION,
        lesions=lesions(plan),
        sweep=sweep(),
        curve=curve,
        activations=Activations(
            image=1,
            label=2,
            picture=np.arange(28 * 28, dtype=np.uint8).reshape(28, 28, 1),
            maps={"conv1": np.ones((4, 24, 24), np.float32)},
            scores=np.array([0.1, 0.2, 0.7]),
        ),
    )

"""An outcome made by hand: no training needed to test what is written of it."""

from __future__ import annotations

import numpy as np

from visctx_gui.experiments.outcome import (
    Activations,
    CurvePoint,
    DataUsed,
    Environment,
    LesionOutcome,
    Outcome,
    Share,
    TrainingRecord,
)
from visctx_gui.plan.experiment import (
    ActivationsPlan,
    ExperimentPlan,
    LesionCurvePlan,
    LesionEntry,
)
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan

CLASSES = ("zero", "<one>", "two")
INTACT_CONFUSION = np.array([[9, 1, 0], [0, 10, 0], [0, 0, 0]])
LESIONED_CONFUSION = np.array([[4, 6, 0], [0, 10, 0], [0, 0, 0]])
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
        lesion_curve=LesionCurvePlan(draws=2),
        activations=ActivationsPlan(layers=("conv1",), image=1),
    )


def lesions(plan: ExperimentPlan) -> tuple[LesionOutcome, ...]:
    """One lesion of the first two units, one of two random units."""
    first = LesionOutcome(
        plan.lesions[0],
        ((0, 1),),
        np.array([0.7]),
        Share(0.7, 0.5, 0.85, 20),
        LESIONED_CONFUSION,
        (-0.25, -0.4, -0.1),
    )
    random = LesionOutcome(
        plan.lesions[1],
        ((0, 2), (1, 3)),
        RANDOM_DRAWS,
        Share(0.7, 0.605, 0.795, 20),
        (INTACT_CONFUSION + LESIONED_CONFUSION) / 2,
        None,
    )
    return first, random


def example_outcome(steps: int = 6) -> Outcome:
    """Everything an experiment can find, small."""
    plan = example_plan()
    curve = tuple(
        CurvePoint("conv1", order, k, np.linspace(0.9, 0.8, draws) - 0.1 * k)
        for order, draws in (("first", 1), ("random", 2))
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
        curve=curve,
        activations=Activations(
            image=1,
            label=2,
            picture=np.arange(28 * 28, dtype=np.uint8).reshape(28, 28, 1),
            maps={"conv1": np.ones((4, 24, 24), np.float32)},
            scores=np.array([0.1, 0.2, 0.7]),
        ),
    )

"""What is measured on a trained network: test, lesions, lesion curves, activations."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np

from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.images.image_set import DataSet
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.evaluation import LesionEvaluator
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.cortex.recording.recording import record
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.experiments.lesion_runs import (
    counts_over_all,
    measure_curve,
    measure_lesion,
    share_right,
)
from visctx_gui.experiments.outcome import (
    Activations,
    Array,
    CurvePoint,
    DataUsed,
    Environment,
    LesionOutcome,
    Outcome,
    TrainingRecord,
)
from visctx_gui.experiments.progress import ExperimentProgress, ProgressClock
from visctx_gui.experiments.work import Work, evaluations_of_curve, units_of_layers
from visctx_gui.plan.experiment import ActivationsPlan, ExperimentPlan
from visctx_gui.plan.lesion import INTACT
from visctx_gui.plan.wording import message, translatable


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where and when it was done, and how many seconds the training took."""

    environment: Environment
    started: str
    seconds_trained: float


def measure(
    plan: ExperimentPlan,
    trainer: Trainer,
    circumstances: Circumstances,
    clock: ProgressClock,
    work: Work,
) -> Generator[ExperimentProgress, None, Outcome]:
    """Measure everything the plan asks for.

    Parameters
    ----------
    plan : ExperimentPlan
        With the input normalisation that the training used.
    trainer : Trainer
        Its training has ended.
    circumstances : Circumstances
    clock : ProgressClock
    work : Work

    Returns
    -------
    Outcome
        Its `seconds` are still 0.
    """
    network, data = trainer.network, trainer.data
    test = data.test.to(trainer.device)
    evaluator = LesionEvaluator(network, test, plan.network.input_mean, plan.network.input_sd)
    slices = -(-test.n // evaluator.images_per_slice)
    counts = yield from clock.during(
        message(translatable("Testing on {n} images"), n=test.n),
        counts_over_all(evaluator, INTACT),
        work.lesion,
        slices,
    )
    lesions = yield from _lesions(evaluator, plan, clock, work, slices)
    curve = yield from _curve(evaluator, plan, clock, work, slices)
    activations = None
    if plan.activations is not None:
        activations = activations_of(network, data, plan.activations)
    return Outcome(
        plan=plan,
        environment=circumstances.environment,
        started=circumstances.started,
        seconds=0.0,
        data=_data_used(data),
        training=_training_record(trainer, circumstances.seconds_trained),
        kernels=_kernels(network),
        test=share_right(counts.intact_right, counts.n),
        test_confusion=counts.intact_confusion,
        lesions=lesions,
        curve=curve,
        activations=activations,
    )


def _lesions(
    evaluator: LesionEvaluator, plan: ExperimentPlan, clock: ProgressClock, work: Work, slices: int
) -> Generator[ExperimentProgress, None, tuple[LesionOutcome, ...]]:
    found: list[LesionOutcome] = []
    sizes = units_of_layers(plan)
    for number, entry in enumerate(plan.lesions, 1):
        draws = entry.draws if entry.random is not None else 1
        outcome = yield from clock.during(
            message(
                translatable("Lesion {number} of {total}"), number=number, total=len(plan.lesions)
            ),
            measure_lesion(evaluator, entry, sizes[entry.layer]),
            work.lesion * draws,
            slices * draws,
        )
        found.append(outcome)
    return tuple(found)


def _curve(
    evaluator: LesionEvaluator, plan: ExperimentPlan, clock: ProgressClock, work: Work, slices: int
) -> Generator[ExperimentProgress, None, tuple[CurvePoint, ...]]:
    if plan.lesion_curve is None:
        return ()
    sizes = units_of_layers(plan)
    evaluations = evaluations_of_curve(plan.lesion_curve, sizes)
    points = yield from clock.during(
        message(translatable("Lesion curve")),
        measure_curve(evaluator, plan.lesion_curve, sizes),
        work.lesion * evaluations,
        slices * evaluations,
    )
    return points


def activations_of(network: V1V2Network, data: DataSet, plan: ActivationsPlan) -> Activations:
    """Responses of some layers to one test image, and the network's answer."""
    device = next(network.parameters()).device
    pixels = data.test.images[plan.image : plan.image + 1]
    x = network_input(pixels.to(device), network.plan.input_mean, network.plan.input_sd)
    layers = tuple(dict.fromkeys(plan.layers))
    outputs = record(network, x, (*layers, "linear"))
    scores = _softmax(_owned(outputs["linear"][0]))
    return Activations(
        image=plan.image,
        label=int(data.test.labels[plan.image]),
        picture=pixels[0].permute(1, 2, 0).cpu().numpy().copy(),
        maps={name: _owned(outputs[name][0]) for name in layers},
        scores=scores,
    )


def _kernels(network: V1V2Network) -> dict[str, Array]:
    weights = dict(network.named_parameters())
    return {name: _owned(weights[f"{name}.weight"]) for name in network.plan.conv_names}


def _softmax(answers: Array) -> Array:
    powers = np.exp(answers.astype(np.float64) - answers.max())
    return powers / powers.sum()  # type: ignore[no-any-return]


def _owned(tensor: Any) -> Array:
    """A torch tensor as an array of its own, read-only."""
    array: Array = tensor.detach().cpu().contiguous().numpy().copy()
    array.setflags(write=False)
    return array


def _data_used(data: DataSet) -> DataUsed:
    return DataUsed(
        name=data.plan.name,
        n_train=data.train.n,
        n_validation=data.validation.n,
        n_test=data.test.n,
        classes=data.train.class_names,
        sha256=data.sha256,
    )


def _training_record(trainer: Trainer, seconds: float) -> TrainingRecord:
    history = trainer.history
    return TrainingRecord(
        step=np.arange(1, len(history.losses) + 1),
        loss=np.array(history.losses),
        epoch_step=np.array(history.epoch_steps, dtype=np.int64),
        train_accuracy=np.array(history.train_accuracy),
        validation_accuracy=np.array(history.validation_accuracy),
        best_epoch=history.best_epoch,
        images_per_second=trainer.data.train.n * trainer.epoch / seconds,
        weights_sha256=weights_sha256(trainer.network),
    )

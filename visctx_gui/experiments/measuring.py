"""What is measured on a trained network: test, lesions, sweeps, lesion curves, activations."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.images.image_set import DataSet, FolderReport
from visctx_gui.cortex.images.preparation import network_input
from visctx_gui.cortex.lesions.evaluation import LesionEvaluator
from visctx_gui.cortex.lesions.statistics import statistics_slices
from visctx_gui.cortex.networks.v1_v2 import V1V2Network
from visctx_gui.cortex.recording.recording import record
from visctx_gui.cortex.training.trainer import Trainer
from visctx_gui.experiments.importance import (
    Importances,
    measure_importances,
    wanted_importances,
)
from visctx_gui.experiments.lesion_curves import measure_curve
from visctx_gui.experiments.lesion_outcomes import CurvePoint, LesionOutcome, SweepOutcome
from visctx_gui.experiments.lesion_runs import damaged_parts, measure_lesion, with_control
from visctx_gui.experiments.lesion_steps import counts_over_all
from visctx_gui.experiments.outcome import (
    Activations,
    DataUsed,
    Environment,
    Outcome,
    TrainingRecord,
)
from visctx_gui.experiments.progress import ExperimentProgress, ProgressClock
from visctx_gui.experiments.rankings import measure_rankings
from visctx_gui.experiments.shares import Array, share_right
from visctx_gui.experiments.unit_sweeps import measure_sweep
from visctx_gui.experiments.work import (
    Work,
    evaluations_of_curve,
    evaluations_of_lesion,
    units_of_layers,
)
from visctx_gui.plan.experiment import ActivationsPlan, ExperimentPlan
from visctx_gui.plan.lesion import INTACT
from visctx_gui.plan.lesion_entry import LesionEntry, together
from visctx_gui.plan.wording import message, translatable

Found = TypeVar("Found")


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
    kernels = _kernels(network)
    evaluator = yield from _evaluator(trainer, plan, clock, work)
    counts = yield from clock.during(
        message(translatable("Testing on {n} images"), n=data.test.n),
        counts_over_all(evaluator, INTACT),
        work.lesion,
        _slices(evaluator, data),
    )
    importances = yield from _importances(network, data, plan, clock, work)
    lesions = yield from _lesions(evaluator, data, plan, importances, clock, work)
    sweep = yield from _sweep(network, data, plan, kernels, importances, clock, work)
    curve = yield from _curve(evaluator, data, plan, importances, clock, work)
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
        kernels=kernels,
        test=share_right(counts.intact_right, counts.n),
        test_confusion=counts.intact_confusion,
        lesions=lesions,
        sweep=sweep,
        curve=curve,
        activations=activations,
    )


def _evaluator(
    trainer: Trainer, plan: ExperimentPlan, clock: ProgressClock, work: Work
) -> Generator[ExperimentProgress, None, LesionEvaluator]:
    """What measures lesions on the test images; with the channels' statistics where any lesion needs them."""
    network, data, scale = trainer.network, trainer.data, plan.network
    statistics = None
    if any(entry.needs_statistics for entry in plan.lesions):
        steps = statistics_slices(network, data.train, scale.input_mean, scale.input_sd)
        statistics = yield from clock.during(
            message(translatable("Mean responses to {n} training images"), n=data.train.n),
            _shares_done(steps, data.train.n),
            work.statistics,
        )
    test = data.test.to(trainer.device)
    return LesionEvaluator(network, test, scale.input_mean, scale.input_sd, statistics=statistics)


def _shares_done(
    steps: Generator[int, None, Found], n: int
) -> Generator[float | None, None, Found]:
    """The same work with the share of `n` images that is done at each yield."""
    while True:
        try:
            done = next(steps)
        except StopIteration as end:
            found: Found = end.value
            return found
        yield done / n


def _slices(evaluator: LesionEvaluator, data: DataSet) -> int:
    """How often an evaluation of one lesion yields."""
    return -(-data.test.n // evaluator.images_per_slice)


def _importances(
    network: V1V2Network, data: DataSet, plan: ExperimentPlan, clock: ProgressClock, work: Work
) -> Generator[ExperimentProgress, None, Importances]:
    wanted = wanted_importances(plan)
    found = yield from clock.during(
        message(translatable("Ranking the units")),
        measure_importances(network, data, wanted),
        work.importances,
    )
    return found


def _lesions(
    evaluator: LesionEvaluator,
    data: DataSet,
    plan: ExperimentPlan,
    importances: Importances,
    clock: ProgressClock,
    work: Work,
) -> Generator[ExperimentProgress, None, tuple[LesionOutcome, ...]]:
    found: list[LesionOutcome] = []
    groups, slices = together(plan.lesions), _slices(evaluator, data)
    for number, group in enumerate(groups, 1):
        evaluations = evaluations_of_lesion(group)
        outcome = yield from clock.during(
            message(translatable("Lesion {number} of {total}"), number=number, total=len(groups)),
            _lesion(evaluator, group, plan, importances),
            work.lesion * evaluations,
            slices * evaluations,
        )
        found.append(outcome)
    return tuple(found)


def _lesion(
    evaluator: LesionEvaluator,
    group: tuple[LesionEntry, ...],
    plan: ExperimentPlan,
    importances: Importances,
) -> Generator[None, None, LesionOutcome]:
    lesion = yield from measure_lesion(evaluator, damaged_parts(group, plan.network, importances))
    return (yield from with_control(evaluator, lesion, units_of_layers(plan)))


def _sweep(
    network: V1V2Network,
    data: DataSet,
    plan: ExperimentPlan,
    kernels: dict[str, Array],
    importances: Importances,
    clock: ProgressClock,
    work: Work,
) -> Generator[ExperimentProgress, None, SweepOutcome | None]:
    if plan.sweep is None:
        return None
    layers = tuple(one for one in plan.network.conv_names if one in plan.sweep.layers)
    sweeps = yield from clock.during(
        message(translatable("Silencing each unit alone")),
        measure_sweep(network, data, layers, kernels),
        work.sweep,
    )
    rankings = yield from clock.during(
        message(translatable("Comparing the rankings")),
        measure_rankings(network, data, plan.sweep, importances, sweeps),
        work.rankings,
    )
    return SweepOutcome(sweeps, rankings)


def _curve(
    evaluator: LesionEvaluator,
    data: DataSet,
    plan: ExperimentPlan,
    importances: Importances,
    clock: ProgressClock,
    work: Work,
) -> Generator[ExperimentProgress, None, tuple[CurvePoint, ...]]:
    if plan.lesion_curve is None:
        return ()
    sizes = units_of_layers(plan)
    evaluations = evaluations_of_curve(plan.lesion_curve, sizes)
    points = yield from clock.during(
        message(translatable("Lesion curve")),
        measure_curve(evaluator, plan.lesion_curve, sizes, importances),
        work.lesion * evaluations,
        _slices(evaluator, data) * evaluations,
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
        remarks=() if data.report is None else _remarks(data, data.report),
    )


def _remarks(data: DataSet, report: FolderReport) -> tuple[str, ...]:
    side = data.image_shape[1]
    preparation = (
        f"Each image was made square: its shorter side resized to {side} px by cubic convolution, "
        f"antialiased, the middle cut out."
    )
    left_out = f"Files left out because they could not be used: {report.n_skipped}."
    notes = tuple(note.english() for note in report.notes)
    return (preparation, *notes, *([left_out] if report.n_skipped else []))


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

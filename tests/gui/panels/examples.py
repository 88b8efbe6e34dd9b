"""Small replies of the engine, made by hand."""

from __future__ import annotations

import numpy as np

from visctx_gui.engine.lesion_messages import (
    ChangedImages,
    ControlBand,
    ListChangedImages,
    RestoreProof,
    Verdict,
)
from visctx_gui.engine.messages import (
    ActivationView,
    DataFacts,
    FilterView,
    LesionEffect,
    Moments,
    NetworkFacts,
    Share,
    Thumbnails,
    TrainingSnapshot,
    TrainingState,
    ViewActivations,
    ViewFilters,
    ViewImages,
)
from visctx_gui.plan.data import DIGIT_NAMES, DataPlan
from visctx_gui.plan.layers import layer_row, layer_table, parameter_count
from visctx_gui.plan.lesion import INTACT, Lesion
from visctx_gui.plan.network import NetworkPlan


def network_facts(plan: NetworkPlan | None = None, steps_trained: int = 1240) -> NetworkFacts:
    """A trained network of the default plan."""
    plan = plan or NetworkPlan()
    return NetworkFacts(
        plan=plan,
        rows=layer_table(plan),
        parameters=parameter_count(plan),
        class_names=DIGIT_NAMES,
        seed=3,
        steps_trained=steps_trained,
        source="embedded",
        trained_on="digits",
        weights_sha256="0" * 64,
    )


def data_facts(plan: DataPlan | None = None, n_validation: int = 18) -> DataFacts:
    """Ten classes with unequal counts."""
    plan = plan or DataPlan()
    return DataFacts(
        plan=plan,
        class_names=plan.facts.class_names,
        counts={
            "train": tuple(range(100, 110)),
            "validation": (n_validation,) * 10,
            "test": (36,) * 10,
        },
        image_shape=plan.image_shape,
        sha256="a" * 64,
        memory_bytes=1_400_000,
        folder="/somewhere/data",
    )


def filter_view(
    request: ViewFilters, plan: NetworkPlan | None = None, step: int = 1240, scale: float = 0.3
) -> FilterView:
    """Kernels that rise from tile to tile, so that no two are equal."""
    plan = plan or NetworkPlan()
    stage = plan.conv_names.index(request.layer)
    inputs = plan.filters[stage - 1] if stage else plan.input_shape[0]
    side = plan.kernel_of(stage)
    count = plan.filters[stage] if request.unit is None else inputs
    ramp = np.linspace(-1, 1, side * side, dtype=np.float32).reshape(side, side)
    strength = np.linspace(0.1, 1, count, dtype=np.float32)[:, None, None]
    kernels = scale * strength * ramp
    return FilterView(
        layer=request.layer,
        unit=request.unit,
        moment=request.moment,
        kernels=kernels,
        norms=np.sqrt((kernels**2).sum(axis=(1, 2))),
        step=step,
    )


def activation_view(
    request: ViewActivations, plan: NetworkPlan | None = None, step: int = 1240, label: int = 7
) -> ActivationView:
    """Maps whose value is 100 channel + 10 y + x (over 1000)."""
    plan = plan or NetworkPlan()
    row = layer_row(plan, request.layer)
    shape = row.output_shape if len(row.output_shape) == 3 else (*row.output_shape, 1, 1)
    channel, y, x = np.indices(shape, dtype=np.float32)
    maps = ((100 * channel + 10 * y + x) / 1000).astype(np.float32)
    silenced = list(request.lesion.units(request.layer))
    lesioned = maps.copy()
    lesioned[silenced] = 0
    has_twin = request.twin != "none"
    scores = np.full(10, 0.02, np.float32)
    scores[7] = 0.82
    _, height, width = plan.input_shape
    return ActivationView(
        layer=request.layer,
        maps=lesioned,
        twin_maps=2 * maps if has_twin else None,
        input_picture=np.full((height, width, 1), 90, np.uint8),
        scores=scores,
        twin_scores=scores[::-1].copy() if has_twin else None,
        label=label,
        step=step,
    )


def thumbnails(request: ViewImages, total: int = 360) -> Thumbnails:
    """A page of images whose grey is their index."""
    last = min(request.first + request.count, total)
    indices = np.arange(request.first, last)
    pictures = np.zeros((len(indices), 28, 28, 1), np.uint8) + indices[:, None, None, None]
    return Thumbnails(
        split=request.split,
        class_index=request.class_index,
        first=request.first,
        total=total,
        indices=indices.astype(np.int64),
        labels=(indices % 10).astype(np.int64),
        pictures=pictures.astype(np.uint8),
    )


def lesion_effect(
    lesion: Lesion = INTACT,
    split: str = "test",
    n: int = 360,
    n_all: int = 360,
    step: int = 1240,
    lost: int = 0,
) -> LesionEffect:
    """`lost` images of class 4 are answered with 9 by the lesioned network."""
    per_class = n // 10
    intact = np.diag(np.full(10, per_class, np.int64))
    lesioned = intact.copy()
    lesioned[4, 4] -= lost
    lesioned[4, 9] += lost
    right = 10 * per_class
    change = (np.diag(lesioned) - np.diag(intact)) / max(1, per_class)
    return LesionEffect(
        lesion=lesion,
        split=split,  # type: ignore[arg-type]
        intact=Share(right, right, 0.98, 1.0),
        lesioned=Share(right - lost, right, 0.9, 0.99) if lost else Share(right, right, 0.98, 1.0),
        difference=-lost / right,
        difference_low=-lost / right - 0.01,
        difference_high=-lost / right + 0.01,
        chance=0.1,
        intact_confusion=intact,
        lesioned_confusion=lesioned,
        per_class_interval=np.stack([change - 0.05, change + 0.05], axis=1),
        n=n,
        n_all=n_all,
        step=step,
        p_mcnemar=0.5**lost if lost else 1.0,
    )


def control_band(
    lesion: Lesion,
    done: int = 20,
    n_draws: int = 20,
    verdict: Verdict = "cannot tell",
    split: str = "test",
    step: int = 1240,
) -> ControlBand:
    """Draws around 95 %, the lesion itself at 88 %."""
    draws = 0.95 + 0.01 * np.sin(np.arange(done))
    complete = done == n_draws and verdict != "no control exists"
    return ControlBand(
        lesion=lesion,
        split=split,  # type: ignore[arg-type]
        intact=Share(356, 360, 0.97, 0.995),
        own=Share(317, 360, 0.84, 0.91),
        draws=draws,
        n_draws=n_draws,
        exhaustive=False,
        p=1 / (done + 1) if complete else float("nan"),
        verdict=verdict,
        chance=0.1,
        n=360,
        step=step,
    )


def changed_images(
    request: ListChangedImages, n_broken: int = 130, n_saved: int = 2
) -> ChangedImages:
    """Broken images answer 9 instead of 4; image k of the list is image 2 k of the split."""
    total = n_broken if request.kind == "broken" else n_saved
    places = np.arange(request.first, min(request.first + request.count, total))
    four, nine = np.full(len(places), 4), np.full(len(places), 9)
    broken = request.kind == "broken"
    pictures = np.zeros((len(places), 28, 28, 1), np.uint8) + places[:, None, None, None]
    return ChangedImages(
        lesion=request.lesion,
        split=request.split,
        kind=request.kind,
        n_broken=n_broken,
        n_saved=n_saved,
        n=360,
        first=request.first,
        indices=2 * places,
        labels=four,
        answers_before=four if broken else nine,
        answers_after=nine if broken else four,
        pictures=pictures.astype(np.uint8),
        step=1240,
    )


def restore_proof(
    scores_now: str = "b" * 64, weights_now: str = "3fa2c1" + 58 * "0", lesions: int = 3
) -> RestoreProof:
    """Of a network that is what it was."""
    return RestoreProof(
        "test", "3fa2c1" + 58 * "0", weights_now, "b" * 64, scores_now, 360, 1240, lesions
    )


def moments(count: int = 5) -> Moments:
    """Dense early, sparse late; the first was never measured."""
    steps = np.array([2**place for place in range(count)], np.int64)
    accuracy = np.linspace(0.1, 0.97, count, dtype=np.float32)
    accuracy[:1] = np.nan
    return Moments(steps=steps, validation_accuracy=accuracy)


def snapshot(
    step: int = 1300, state: TrainingState = "running", epochs_done: int = 1
) -> TrainingSnapshot:
    """A training under way."""
    measured = np.full(epochs_done, 0.9, np.float32)
    return TrainingSnapshot(
        state=state,
        steps=np.array([step], np.int64),
        losses=np.array([0.2], np.float32),
        step=step,
        steps_total=5000,
        epoch=epochs_done + 1,
        epochs=5,
        epoch_steps=np.arange(1, epochs_done + 1, dtype=np.int64) * 1000,
        train_accuracy=measured,
        validation_accuracy=measured,
        n_validation=180,
        per_class_accuracy=np.full(10, 0.9, np.float32),
        best_epoch=epochs_done,
        epochs_since_best=0,
        patience=0,
        images_per_second=9000.0,
        seconds_left=10.0,
        chance=0.1,
        run_folder="",
    )

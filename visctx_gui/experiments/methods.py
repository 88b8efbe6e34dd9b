"""The methods paragraph of a report, made from what was actually set and used."""

from __future__ import annotations

from visctx_gui.experiments.outcome import LesionOutcome, Outcome
from visctx_gui.plan.experiment import ExperimentPlan
from visctx_gui.plan.layers import layer_table, parameter_count
from visctx_gui.presentation.numbers import count_text

_POOLING = {
    "max": "2 x 2 max-pooling",
    "average": "2 x 2 average pooling",
    "stride": "filters moved in steps of 2",
}


def methods_paragraph(outcome: Outcome) -> str:
    """One paragraph, in the past tense, ready for a lab report."""
    parts = [
        _network(outcome.plan),
        _data(outcome),
        _training(outcome),
        _testing(outcome),
        *(_lesion(lesion) for lesion in outcome.lesions),
        _curve(outcome.plan),
        _program(outcome),
    ]
    return " ".join(part for part in parts if part)


def _network(plan: ExperimentPlan) -> str:
    network = plan.network
    shape = " x ".join(str(side) for side in network.input_shape)
    stages = "; ".join(
        f"{network.area_of(stage)}: {filters} filters of {network.kernel_of(stage)} x "
        f"{network.kernel_of(stage)} px, padding {network.padding_of(stage)}"
        for stage, filters in enumerate(network.filters)
    )
    fields = ", ".join(
        f"{row.name} {row.receptive_field} px"
        for row in layer_table(network)[:-1]
        if row.parameters
    )
    extra = "" if network.normalisation == "none" else f", {network.normalisation} normalisation"
    return (
        f"A convolutional network of {network.n_stages} stages ({stages}; {network.nonlinearity} "
        f"nonlinearity{extra}, {_POOLING[network.pooling]}) and one linear layer to "
        f"{network.n_classes} classes received images of {shape} "
        f"({count_text(parameter_count(network))} parameters; theoretical receptive fields: {fields})."
    )


def _data(outcome: Outcome) -> str:
    data, plan = outcome.data, outcome.plan.data
    scale = (
        "Pixels were scaled to 0..1."
        if plan.normalisation == "unit"
        else "Pixels were standardised by mean and SD of the training images."
    )
    return (
        f"Images came from {plan.facts.title} (data set '{data.name}', sha256 {data.sha256[:12]}): "
        f"{count_text(data.n_train)} for training, {count_text(data.n_validation)} for validation, "
        f"{count_text(data.n_test)} for the test (split seed {plan.split_seed}). {scale}"
    )


def _training(outcome: Outcome) -> str:
    plan = outcome.plan.training
    rule = "Adam" if plan.optimizer == "adam" else f"SGD with momentum {plan.momentum:g}"
    patience = (
        f", stopping after {plan.patience} epochs without a better validation accuracy"
        if plan.patience
        else ""
    )
    variation = (
        " Training images were shifted, turned, scaled, sheared and thickened at random."
        if plan.augmentation == "strokes"
        else ""
    )
    return (
        f"It was trained with {rule} (learning rate {plan.learning_rate:g}, weight decay "
        f"{plan.weight_decay:g}, batches of {plan.batch_size}, cross-entropy) for "
        f"{outcome.training.epochs_done} epochs ({count_text(len(outcome.training.step))} steps, "
        f"seed {plan.seed}{patience}).{variation}"
    )


def _testing(outcome: Outcome) -> str:
    return (
        f"Accuracy is the share of right answers on the {count_text(outcome.test.n)} test images, "
        f"which were not used before the end of training; intervals are 95 % Wilson intervals. "
        f"Chance is {100 * outcome.chance:.4g} %."
    )


def _lesion(lesion: LesionOutcome) -> str:
    entry = lesion.entry
    n = len(lesion.units[0])
    how = {
        "zero": "set to zero",
        "mean": "replaced by their mean over the training images",
        "noise": f"given normal noise of each unit's SD (seed {entry.seed})",
    }[entry.mode]
    dose = "" if entry.dose == 1 else f" at a dose of {entry.dose:g}"
    if lesion.is_random:
        who = (
            f"{n} units of {entry.layer} drawn at random ({len(lesion.units)} draws, seed "
            f"{entry.seed}; mean and 2.5-97.5 % range are given)"
        )
    else:
        who = f"units {', '.join(map(str, lesion.units[0]))} of {entry.layer}"
    return f"Lesion: the outputs after the nonlinearity of {who} were {how}{dose}."


def _curve(plan: ExperimentPlan) -> str:
    curve = plan.lesion_curve
    if curve is None:
        return ""
    words = {
        "first": "the first k",
        "random": f"k random units ({curve.draws} random orders of all units, seed {curve.seed}; "
        "each order serves every k)",
    }
    orders = " and ".join(words[order] for order in curve.orders)
    return f"Lesion curves silenced k = 0 to all units of {', '.join(curve.layers)}: {orders}."


def _program(outcome: Outcome) -> str:
    used = outcome.environment
    return (
        f"Computed with visctx_gui {used.version}, torch {used.torch}, Python {used.python} on "
        f"{used.device_title} ({used.platform})."
    )

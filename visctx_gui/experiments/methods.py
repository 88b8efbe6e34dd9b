"""The methods paragraph of a report, made from what was actually set and used."""

from __future__ import annotations

from visctx_gui.experiments.figure_captions import GREEDY_WORDS, SPLIT_WORDS, greedy_end_words
from visctx_gui.experiments.lesion_outcomes import DamagedPart, LesionOutcome
from visctx_gui.experiments.lesion_words import (
    EXACT,
    RISE_OF_LOSS,
    damaged_part,
    treatment,
    unit_list,
    units_of_part,
    units_text,
)
from visctx_gui.experiments.outcome import Outcome
from visctx_gui.plan.experiment import ExperimentPlan
from visctx_gui.plan.layers import layer_table, parameter_count
from visctx_gui.plan.lesion_entry import SweepPlan
from visctx_gui.presentation.numbers import count_text

_POOLING = {
    "max": "2 x 2 max-pooling",
    "average": "2 x 2 average pooling",
    "stride": "filters moved in steps of 2",
}
_NONLINEARITY = {"relu": "ReLU", "leaky_relu": "leaky ReLU", "elu": "ELU", "gelu": "GELU"}


def methods_paragraph(outcome: Outcome) -> str:
    """One paragraph, in the past tense, ready for a lab report."""
    parts = [
        _network(outcome.plan),
        _data(outcome),
        _training(outcome),
        _testing(outcome),
        _lesions(outcome.lesions),
        _sweep(outcome),
        _curve(outcome.plan),
        _program(outcome),
    ]
    return " ".join(part for part in parts if part)


def _network(plan: ExperimentPlan) -> str:
    network = plan.network
    channels, height, width = network.input_shape
    colours = "1 channel" if channels == 1 else f"{channels} channels"
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
        f"A convolutional network of {network.n_stages} stages ({stages}; {_NONLINEARITY.get(network.nonlinearity, network.nonlinearity)} "
        f"nonlinearity{extra}, {_POOLING[network.pooling]}) and one linear layer to "
        f"{network.n_classes} classes received images of {height} x {width} "
        f"px, {colours} ({count_text(parameter_count(network))} parameters; theoretical receptive fields: {fields})."
    )


def _data(outcome: Outcome) -> str:
    data, plan = outcome.data, outcome.plan.data
    scale = (
        "Pixels were scaled to 0..1."
        if plan.normalisation == "unit"
        else "Pixels were standardised by mean and SD of the training images."
    )
    remarks = "".join(f" {remark}" for remark in data.remarks)
    return (
        f"Images: {plan.facts.title}, data set '{data.name}', sha256 {data.sha256[:12]}; "
        f"{count_text(data.n_train)} for training, {count_text(data.n_validation)} for validation, "
        f"{count_text(data.n_test)} for the test (split seed {plan.split_seed}).{remarks} {scale} Test images and pictures of single "
        f"responses went through the same preparation."
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
        f"The weights after the last epoch were tested. Accuracy is the share of right answers on "
        f"the {count_text(outcome.test.n)} test images, which were not used before the end of "
        f"training; intervals are 95 % Wilson intervals over images. Chance is "
        f"{100 * outcome.chance:.4g} %. All numbers are of one network, that of seed "
        f"{outcome.plan.training.seed}: the intervals say nothing about how much networks of other "
        f"seeds differ."
    )


def _lesions(lesions: tuple[LesionOutcome, ...]) -> str:
    if not lesions:
        return ""
    changes = (
        "Changes, overall and per class, are lesioned minus intact on the same images, with 95 % "
        "intervals for paired differences (Newcombe 1998, method 10) and the p of McNemar's exact "
        "test."
    )
    controls = ""
    if any(lesion.control is not None for lesion in lesions):
        controls = (
            "Each lesion of chosen units was compared with lesions of as many random units of the same "
            "layers, damaged in the same way: one-sided p = (draws at least as harmful + 1) / "
            "(draws + 1), all other choices of units where there are fewer than the draws wanted."
        )
    parts = [*(_lesion(lesion) for lesion in lesions), changes, controls]
    return " ".join(part for part in parts if part)


def _lesion(lesion: LesionOutcome) -> str:
    parts = "; ".join(
        f"the {damaged_part(part.entry)} of {_who(part)} were {treatment(part.entry)}"
        for part in lesion.parts
    )
    return f"Lesion: {parts}."


def _who(part: DamagedPart) -> str:
    entry, units = part.entry, part.units[0]
    if entry.random is not None:
        return (
            f"{units_text(len(units))} of {entry.layer} drawn at random ({len(part.units)} draws, "
            f"seed {entry.seed}; mean and 2.5-97.5 % range over draws are given)"
        )
    if entry.ranked is not None and not part.is_whole_layer:
        split = SPLIT_WORDS[entry.ranking_split]
        ranked = f"ranked on {split} images by the {RISE_OF_LOSS}"
        return f"{units_of_part(part)} ({unit_list(units)}; {ranked})"
    if part.is_whole_layer:
        return units_of_part(part)
    return f"{'units' if len(units) != 1 else 'unit'} {unit_list(units)} of {entry.layer}"


def _sweep(outcome: Outcome) -> str:
    plan = outcome.plan.sweep
    if plan is None or outcome.sweep is None:
        return ""
    swept = " and ".join(layer.layer for layer in outcome.sweep.layers)
    words = (
        f"Each unit of {swept} was silenced alone and tested on the "
        f"{count_text(outcome.test.n)} test images."
    )
    if not outcome.sweep.rankings:
        return words
    ways = {
        "exact": f"exactly ({RISE_OF_LOSS} by each unit silenced alone, in nats per image)",
        "first-order": "by a first-order estimate (minus activation times gradient of the loss, "
        "Molchanov et al. 2016)",
        "greedy": _greedy(plan),
    }
    *most, last = (ways[way] for way in plan.rankings)
    used = f"{', '.join(most)} and {last}" if most else last
    n = outcome.sweep.rankings[0].n
    return (
        f"{words} Units were ranked {used} on the {count_text(n)} "
        f"{SPLIT_WORDS[plan.ranking_split]} images, none of which is a test image; rankings were "
        f"compared with the exact one, {EXACT}, by Spearman's correlation over units with a 95 % "
        "bootstrap interval."
    )


def _greedy(plan: SweepPlan) -> str:
    taken = "most harmful unit" if plan.group == 1 else f"{plan.group} most harmful units"
    end = greedy_end_words(plan)
    return (
        f"greedily (the {taken} by {GREEDY_WORDS[plan.greedy_by]} silenced for good, the rest "
        f"ranked anew{', ' if end else ''}{end}, after Dobs et al. 2022)"
    )


def _curve(plan: ExperimentPlan) -> str:
    curve = plan.lesion_curve
    if curve is None:
        return ""
    words = {
        "first": "the first k",
        "random": f"k random units ({curve.draws} random orders of all units, seed {curve.seed}; "
        "each order serves every k)",
        "importance": f"the k most important ({RISE_OF_LOSS} on {SPLIT_WORDS[curve.ranking_split]} "
        "images by each unit silenced alone)",
    }
    orders = " and ".join(words[order] for order in curve.orders)
    return f"Lesion curves silenced k = 0 to all units of {', '.join(curve.layers)}: {orders}."


def _program(outcome: Outcome) -> str:
    used = outcome.environment
    return (
        f"Computed with visctx_gui {used.version}, torch {used.torch}, Python {used.python} on "
        f"{used.device_title} ({used.platform}). Another device, torch version or number of threads "
        f"may round differently and change single answers."
    )

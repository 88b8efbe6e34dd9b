"""How much work an experiment is, in passes of one image through the network: for the progress alone."""

from __future__ import annotations

from dataclasses import dataclass

from visctx_gui.experiments.importance import wanted_importances
from visctx_gui.experiments.unit_sweeps import MOST_PROPERTY_IMAGES
from visctx_gui.plan.experiment import ExperimentPlan
from visctx_gui.plan.greedy import greedy_rounds
from visctx_gui.plan.lesion_entry import LesionCurvePlan, LesionEntry, together

# Measured with the default network on two cores; only their ratios matter.
_PASSES_OF_A_TRAINING_STEP = 3.0
_PASSES_OF_A_LESION = 0.1
_PASSES_OF_A_SWEPT_UNIT = 0.03
_PASSES_OF_STATISTICS = 2.5
_PASSES_OF_PROPERTIES = 1.0
_PASSES_OF_A_GRADIENT = 2.5
_PASSES_OF_A_ROUND = 300.0  # making a greedy round's sweep ready, whatever the images
_PASSES_OF_A_FIGURE = 8_500.0
_FIGURES_ALWAYS = 3  # loss, accuracy, answers


@dataclass(frozen=True, slots=True)
class Work:
    """Passes of each stage; `lesion` is for one evaluation of the test images."""

    training: float
    statistics: float
    lesion: float
    evaluations: int
    importances: float
    sweep: float
    rankings: float
    figures: float

    @property
    def total(self) -> float:
        """Passes of the whole experiment."""
        once = self.training + self.statistics + self.importances + self.sweep + self.rankings
        return once + self.lesion * self.evaluations + self.figures


def expected_work(plan: ExperimentPlan) -> Work:
    """The work of an experiment, if patience does not shorten the training."""
    n_train = plan.data_facts.n_train - plan.n_validation
    lesions = sum(evaluations_of_lesion(group) for group in together(plan.lesions))
    needs_statistics = any(entry.needs_statistics for entry in plan.lesions)
    return Work(
        training=_PASSES_OF_A_TRAINING_STEP * n_train * plan.training.epochs,
        statistics=_PASSES_OF_STATISTICS * n_train * needs_statistics,
        lesion=_PASSES_OF_A_LESION * plan.data_facts.n_test,
        evaluations=1 + lesions + evaluations_of_curve(plan.lesion_curve, units_of_layers(plan)),
        importances=_importances(plan),
        sweep=_sweep(plan),
        rankings=_rankings(plan),
        figures=_PASSES_OF_A_FIGURE * _figures(plan),
    )


def units_of_layers(plan: ExperimentPlan) -> dict[str, int]:
    """Number of units of each filter layer."""
    return dict(zip(plan.network.conv_names, plan.network.filters, strict=True))


def evaluations_of_lesion(group: tuple[LesionEntry, ...]) -> int:
    """How many lesions one takes: its draws, or itself and those of its control."""
    return group[0].draws + (0 if group[0].random is not None else 1)


def evaluations_of_curve(plan: LesionCurvePlan | None, sizes: dict[str, int]) -> int:
    """How many lesions the curves take: no units and all units are measured once per order."""
    if plan is None:
        return 0
    paths = {order: plan.draws if order == "random" else 1 for order in plan.orders}
    return sum(n * (sizes[layer] - 1) + 2 for layer in plan.layers for n in paths.values())


def _ranking_images(plan: ExperimentPlan, split: str) -> int:
    kept = plan.n_validation
    return kept if split == "validation" else plan.data_facts.n_train - kept


def _importances(plan: ExperimentPlan) -> float:
    sizes = units_of_layers(plan)
    return sum(
        _one_sweep(sum(sizes[layer] for layer in layers), _ranking_images(plan, split))
        for split, layers in wanted_importances(plan).items()
    )


def _sweep(plan: ExperimentPlan) -> float:
    if plan.sweep is None:
        return 0.0
    sizes, n_train = units_of_layers(plan), _ranking_images(plan, "train")
    properties = _PASSES_OF_PROPERTIES * min(n_train, MOST_PROPERTY_IMAGES)
    n_units = sum(sizes[layer] for layer in plan.sweep.layers)
    return _one_sweep(n_units, plan.data_facts.n_test) + properties * len(plan.sweep.layers)


def _rankings(plan: ExperimentPlan) -> float:
    if plan.sweep is None:
        return 0.0
    n, sizes = _ranking_images(plan, plan.sweep.ranking_split), units_of_layers(plan)
    work = _PASSES_OF_A_GRADIENT * n * ("first-order" in plan.sweep.rankings)
    if "greedy" in plan.sweep.rankings:
        for layer in plan.sweep.layers:
            rounds = greedy_rounds(sizes[layer], plan.sweep.group, plan.sweep.stop_share)
            # units that each round has left
            left = range(sizes[layer], 0, -plan.sweep.group)[:rounds]
            work += sum(_one_sweep(n_units, n) + _PASSES_OF_A_ROUND for n_units in left)
    return work


def _one_sweep(n_units: int, n_images: int) -> float:
    return n_images * (1.0 + _PASSES_OF_A_SWEPT_UNIT * n_units)


def _figures(plan: ExperimentPlan) -> int:
    """How many figures there will be."""
    groups = together(plan.lesions)
    controls = sum(group[0].random is None for group in groups)
    shown = 0 if plan.activations is None else 1 + len(plan.activations.layers)
    curves = 0 if plan.lesion_curve is None else len(plan.lesion_curve.layers)
    swept = 0
    if plan.sweep is not None:
        agreements = 1 + len({*plan.sweep.rankings, "exact"}) if plan.sweep.rankings else 0
        swept = len(plan.sweep.layers) * (4 + agreements)
        swept += plan.network.conv_names[0] in plan.sweep.layers
    filters = plan.network.n_stages
    return _FIGURES_ALWAYS + filters + shown + len(groups) + controls + curves + swept

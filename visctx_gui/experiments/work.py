"""How much work an experiment is, in passes of one image through the network: for the progress alone."""

from __future__ import annotations

from dataclasses import dataclass

from visctx_gui.plan.experiment import ExperimentPlan, LesionCurvePlan

# Measured with the default network on two cores; only their ratios matter.
_PASSES_OF_A_TRAINING_STEP = 3.0
_PASSES_OF_A_LESION = 0.3
_PASSES_OF_ALL_FIGURES = 60_000.0


@dataclass(frozen=True, slots=True)
class Work:
    """Passes of each stage; `lesion` is for one evaluation of the test images."""

    training: float
    lesion: float
    evaluations: int
    figures: float

    @property
    def total(self) -> float:
        """Passes of the whole experiment."""
        return self.training + self.lesion * self.evaluations + self.figures


def expected_work(plan: ExperimentPlan) -> Work:
    """The work of an experiment, if patience does not shorten the training."""
    n_train = plan.data.facts.n_train - plan.data.n_validation_used
    draws = sum(entry.draws if entry.random is not None else 1 for entry in plan.lesions)
    return Work(
        training=_PASSES_OF_A_TRAINING_STEP * n_train * plan.training.epochs,
        lesion=_PASSES_OF_A_LESION * plan.data.facts.n_test,
        evaluations=1 + draws + evaluations_of_curve(plan.lesion_curve, units_of_layers(plan)),
        figures=_PASSES_OF_ALL_FIGURES,
    )


def units_of_layers(plan: ExperimentPlan) -> dict[str, int]:
    """Number of units of each filter layer."""
    return dict(zip(plan.network.conv_names, plan.network.filters, strict=True))


def evaluations_of_curve(plan: LesionCurvePlan | None, sizes: dict[str, int]) -> int:
    """How many lesions the curves take: no units and all units are measured once per order."""
    if plan is None:
        return 0
    paths = {order: plan.draws if order == "random" else 1 for order in plan.orders}
    return sum(n * (sizes[layer] - 1) + 2 for layer in plan.layers for n in paths.values())

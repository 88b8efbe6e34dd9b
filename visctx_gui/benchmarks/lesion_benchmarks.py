"""How much of a full evaluation an exact lesion costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from visctx_gui.benchmarks.benchmark import Benchmark, Conditions, Measurement
from visctx_gui.benchmarks.full_pass import FullPass, fastest_pass, full_passes
from visctx_gui.benchmarks.material import benchmark_test_images
from visctx_gui.benchmarks.timing import rounded, seconds_in_turns, seconds_of, warm_up
from visctx_gui.plan.lesion import INTACT, Lesion, silence

if TYPE_CHECKING:
    from torch import Tensor

    from visctx_gui.cortex.images.image_set import ImageSet
    from visctx_gui.cortex.lesions.evaluation import LesionEvaluator
    from visctx_gui.cortex.networks.v1_v2 import V1V2Network

HALF_OF_CONV1 = silence("conv1", range(8))
OTHER_HALF_OF_CONV1 = silence("conv1", range(8, 16))
ONE_MORE_THAN_HALF = silence("conv1", range(9))
HALF_OF_CONV2 = silence("conv2", range(16))

TURNS = 5
COUNTED = (
    "Counted: the whole evaluation of 10,000 images from the lesion to the exact counts of right "
    "and wrong answers, slice by slice. Not counted: the activations of the intact network, which "
    "the first baseline of the program leaves behind. The full pass runs on images prepared "
    "beforehand and ends with its answers."
)


def _measure_half(conditions: Conditions) -> Measurement:
    # The other half before each run: its sums are no shorter way to this half.
    return _measure(conditions, HALF_OF_CONV1, OTHER_HALF_OF_CONV1)


def _measure_one_more(conditions: Conditions) -> Measurement:
    return _measure(conditions, ONE_MORE_THAN_HALF, HALF_OF_CONV1)


def _measure_conv2(conditions: Conditions) -> Measurement:
    return _measure(conditions, HALF_OF_CONV2, HALF_OF_CONV1)


LESION_BENCHMARKS = (
    Benchmark(
        "lesion_conv1_half_vs_full_evaluation",
        "silencing conv1 0-7, exact over 10,000 images, against one full pass",
        "ratio of times",
        "lower",
        0.40,
        _measure_half,
    ),
    Benchmark(
        "lesion_one_more_filter_vs_full_evaluation",
        "silencing one further filter of conv1, against one full pass",
        "ratio of times",
        "lower",
        0.25,
        _measure_one_more,
    ),
    Benchmark(
        "lesion_conv2_vs_full_evaluation",
        "silencing conv2 0-15, against one full pass",
        "ratio of times",
        "lower",
        0.06,
        _measure_conv2,
    ),
)


def _measure(conditions: Conditions, lesion: Lesion, before: Lesion) -> Measurement:
    """Time a lesion, each time after the lesion `before`, in turns with the fastest full pass."""
    import torch

    from visctx_gui.cortex.images.preparation import network_input
    from visctx_gui.cortex.lesions.evaluation import LesionEvaluator
    from visctx_gui.cortex.networks.v1_v2 import new_network
    from visctx_gui.plan.network import NetworkPlan

    images, words = benchmark_test_images(conditions.data_folder)
    network = new_network(NetworkPlan(), 0)
    rounds, warm_up_seconds = (2, 0.2) if conditions.quick else (5, 1.0)
    ways = full_passes(network, network_input(images.images, (0.0,), (1.0,)))
    full_pass, tried = fastest_pass(ways, rounds, warm_up_seconds)
    evaluator = LesionEvaluator(network, images, (0.0,), (1.0,))
    _evaluate(evaluator, INTACT)
    seconds = _times(evaluator, lesion, before, full_pass, warm_up_seconds)
    pass_seconds = min(*seconds["full pass"], *tried[full_pass.name])
    lesion_seconds = min(seconds["lesion"])
    detail = {
        "lesion": _words(lesion),
        "evaluated_before_each_run": _words(before),
        "lesion_seconds": lesion_seconds,
        "pass_seconds": pass_seconds,
        "batch": full_pass.batch,
        "format": full_pass.memory_format,
        "threads": torch.get_num_threads(),
        "warm_up_seconds": warm_up_seconds,
        "images": images.n,
        "images_per_slice": evaluator.images_per_slice,
        "data": words,
        "counted": COUNTED,
        "raw_lesion_seconds": rounded(seconds["lesion"]),
        "raw_pass_seconds": rounded(seconds["full pass"]),
        "raw_seconds_of_all_passes": {name: rounded(times) for name, times in tried.items()},
        **_answers(evaluator, network, images, lesion),
    }
    return Measurement(lesion_seconds / pass_seconds, detail)


def _times(
    evaluator: LesionEvaluator,
    lesion: Lesion,
    before: Lesion,
    full_pass: FullPass,
    warm_up_seconds: float,
) -> dict[str, list[float]]:
    def lesion_seconds() -> float:
        _evaluate(evaluator, before)
        return seconds_of(lambda: _evaluate(evaluator, lesion))

    def pass_seconds() -> float:
        full_pass.run()  # as the lesion has the evaluation before it
        return seconds_of(full_pass.run)

    works: dict[str, Callable[[], float]] = {"lesion": lesion_seconds, "full pass": pass_seconds}
    for work in works.values():
        warm_up(work, warm_up_seconds)
    return seconds_in_turns(works, TURNS)


def _evaluate(evaluator: LesionEvaluator, lesion: Lesion) -> None:
    for _ in evaluator.counts(lesion):
        pass


def _answers(
    evaluator: LesionEvaluator, network: V1V2Network, images: ImageSet, lesion: Lesion
) -> dict[str, Any]:
    """Whether the quick evaluation gives the answers of a slow pass with hooks."""
    quick = evaluator.scores(lesion)
    slow = _slow_scores(network, images, lesion)
    largest = float(slow.abs().max())
    return {
        "answers_unlike_those_of_a_slow_pass": int((quick.argmax(1) != slow.argmax(1)).sum()),
        "largest_score_difference": float((quick - slow).abs().max()) / largest,
    }


def _slow_scores(network: V1V2Network, images: ImageSet, lesion: Lesion) -> Tensor:
    import torch

    from visctx_gui.cortex.images.preparation import network_input
    from visctx_gui.cortex.lesions.silencing import silenced
    from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode

    with evaluation_mode(network), silenced(network, lesion):
        batches = torch.split(images.images, 250)
        return torch.cat([network(network_input(batch, (0.0,), (1.0,))) for batch in batches])


def _words(lesion: Lesion) -> str:
    return "; ".join(f"{part.layer} {part.units[0]}-{part.units[-1]}" for part in lesion)

"""What it costs to silence every unit of a layer, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from visctx_gui.benchmarks.benchmark import Benchmark, Conditions, Measurement
from visctx_gui.benchmarks.full_pass import fastest_pass, full_passes
from visctx_gui.benchmarks.material import benchmark_test_images
from visctx_gui.benchmarks.measuring_process import MeasuringProcess, load_of_machine
from visctx_gui.benchmarks.timing import rounded, seconds_in_turns, seconds_of, warm_up

if TYPE_CHECKING:
    from visctx_gui.cortex.images.image_set import ImageSet
    from visctx_gui.cortex.lesions.sweep_tally import SweepTally
    from visctx_gui.cortex.networks.v1_v2 import V1V2Network

LAYERS = ("conv1", "conv2")
TURNS = 5
PROCESS_LIMIT_SECONDS = 600
COUNTED = (
    "Counted: everything from the network and the images to the exact counts of all 48 units, "
    "with the intact pass. The full pass runs on images prepared beforehand and ends with its "
    "answers."
)


def _measure_small(conditions: Conditions) -> Measurement:
    """All units of the V1-V2 network, in turns with the fastest full pass."""
    import torch

    from visctx_gui.cortex.images.preparation import network_input
    from visctx_gui.cortex.networks.v1_v2 import new_network
    from visctx_gui.plan.network import NetworkPlan

    images, words = benchmark_test_images(conditions.data_folder)
    network = new_network(NetworkPlan(), 0)
    rounds, warm_up_seconds = (2, 0.2) if conditions.quick else (5, 1.0)
    ways = full_passes(network, network_input(images.images, (0.0,), (1.0,)))
    full_pass, tried = fastest_pass(ways, rounds, warm_up_seconds)
    works = {
        "sweep": lambda: seconds_of(lambda: small_sweep(network, images)),
        "full pass": lambda: seconds_of(full_pass.run),
    }
    for work in works.values():
        warm_up(work, warm_up_seconds)
    seconds = seconds_in_turns(works, TURNS)
    pass_seconds = min(*seconds["full pass"], *tried[full_pass.name])
    sweep_seconds = min(seconds["sweep"])
    detail = {
        "sweep_seconds": sweep_seconds,
        "pass_seconds": pass_seconds,
        "batch": full_pass.batch,
        "format": full_pass.memory_format,
        "threads": torch.get_num_threads(),
        "load_of_machine": load_of_machine(),
        "warm_up_seconds": warm_up_seconds,
        "images": images.n,
        "units": sum(network.plan.filters),
        "data": words,
        "counted": COUNTED,
        "raw_sweep_seconds": rounded(seconds["sweep"]),
        "raw_pass_seconds": rounded(seconds["full pass"]),
        "raw_seconds_of_all_passes": {name: rounded(times) for name, times in tried.items()},
        **_agreement(network, images, (0,) if conditions.quick else (0, 5, 15)),
    }
    return Measurement(sweep_seconds / pass_seconds, detail)


def small_sweep(network: V1V2Network, images: ImageSet) -> SweepTally:
    """Sweep all units of both filter layers; the exact counts."""
    from visctx_gui.cortex.lesions.unit_sweep import UnitSweep

    tally = None
    for found in UnitSweep(network, images, (0.0,), (1.0,), LAYERS).run():
        tally = found or tally
    assert tally is not None
    return tally


def _agreement(network: V1V2Network, images: ImageSet, units: tuple[int, ...]) -> dict[str, Any]:
    """Largest difference between the counts of the sweep and those of slow passes with hooks."""
    import torch

    from visctx_gui.cortex.images.preparation import network_input
    from visctx_gui.cortex.lesions.silencing import silenced
    from visctx_gui.cortex.networks.evaluation_mode import evaluation_mode
    from visctx_gui.plan.lesion import silence

    tally, largest = small_sweep(network, images), 0
    for layer in LAYERS:
        for unit in units:
            right = 0
            with evaluation_mode(network), silenced(network, silence(layer, (unit,))):
                batches = zip(
                    torch.split(images.images, 250), torch.split(images.labels, 250), strict=True
                )
                for pixels, labels in batches:
                    scores = network(network_input(pixels, (0.0,), (1.0,)))
                    right += int(torch.sum(scores.argmax(1) == labels))
            swept = int(tally.layers[layer].right_by_class[unit].sum())
            largest = max(largest, abs(swept - right))
    return {"compared_units": len(LAYERS) * len(units), "largest_difference_of_counts": largest}


def _measure_large(conditions: Conditions) -> Measurement:
    from visctx_gui.benchmarks.large_sweep import measure_ratio

    return measure_ratio(conditions.quick)


def _measure_memory(conditions: Conditions) -> Measurement:
    """In a fresh process; its own report of the memory it had just before."""
    n_units = 16 if conditions.quick else 64
    with MeasuringProcess("large_sweep", [str(n_units)], {}, PROCESS_LIMIT_SECONDS) as process:
        told = process.answer()
        process.finish()
    return Measurement(told["peak_mib"] - told["before_mib"], told)


SWEEP_BENCHMARKS = (
    Benchmark(
        "lesion_sweep_vs_full_evaluation",
        "silencing each of the 48 units alone, exact over 10,000 images, against one full pass",
        "ratio of times",
        "lower",
        4.0,
        _measure_small,
    ),
    Benchmark(
        "lesion_sweep_vs_loop_vgg16",
        "sweep of the last filter layer of VGG16, against copying, zeroing and evaluating",
        "ratio of times",
        "lower",
        0.05,
        _measure_large,
    ),
    Benchmark(
        "lesion_sweep_peak_memory_mib",
        "memory that the sweep of VGG16 takes beyond network and images",
        "MiB",
        "lower",
        1500.0,
        _measure_memory,
    ),
)

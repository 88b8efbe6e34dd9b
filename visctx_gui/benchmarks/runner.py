"""The benchmarks there are, and running them. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from visctx_gui.benchmarks.benchmark import Benchmark, Conditions, Result
from visctx_gui.benchmarks.lesion_benchmarks import LESION_BENCHMARKS
from visctx_gui.benchmarks.sweep_benchmarks import SWEEP_BENCHMARKS
from visctx_gui.benchmarks.training_benchmark import TRAINING_BENCHMARKS
from visctx_gui.benchmarks.window_benchmarks import WINDOW_BENCHMARKS
from visctx_gui.plan.fields import unknown_choice

BENCHMARKS: dict[str, Benchmark] = {
    benchmark.name: benchmark
    for benchmark in (
        *TRAINING_BENCHMARKS,
        *LESION_BENCHMARKS,
        *SWEEP_BENCHMARKS,
        *WINDOW_BENCHMARKS,
    )
}


def names() -> tuple[str, ...]:
    """Names of all benchmarks, in the order they are run."""
    return tuple(BENCHMARKS)


def run(
    wanted: Sequence[str] = (), quick: bool = False, data_folder: Path | None = None
) -> Iterator[Result]:
    """Run benchmarks, one after the other.

    Parameters
    ----------
    wanted : sequence of str
        Names; none means all.
    quick : bool
        Fewer repetitions, under 45 s each on two cores.
    data_folder : Path, optional
        Where data sets are looked for; the usual place without it. Where MNIST is missing, images
        made for the purpose take its place, and the detail says so.

    Returns
    -------
    iterator of Result
        Each as soon as it is measured.

    Raises
    ------
    PlanError
        At once, for a name that does not exist.
    """
    for name in wanted:
        if name not in BENCHMARKS:
            raise unknown_choice("benchmark", name, names())
    conditions = Conditions(quick, data_folder)
    chosen = [BENCHMARKS[name] for name in wanted or names()]
    return (Result(benchmark, benchmark.measure(conditions)) for benchmark in chosen)

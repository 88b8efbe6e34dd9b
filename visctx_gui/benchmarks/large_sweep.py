"""The sweep over the last filter layer of VGG16: its time, and in a fresh process its memory."""

from __future__ import annotations

import copy
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from visctx_gui.benchmarks.benchmark import Measurement
from visctx_gui.benchmarks.measuring_process import load_of_machine, tell
from visctx_gui.benchmarks.timing import rounded, seconds_of

if TYPE_CHECKING:
    from torch import Tensor, nn

    from visctx_gui.cortex.images.image_set import ImageSet

LAYER, N_UNITS = "features.28", 512
N_CLASSES, N_IMAGES, SIDE = 20, 500, 64
MEAN, SD = (0.5,), (0.25,)
FEW_UNITS, MANY_UNITS = 4, 64
LOOP_UNITS = (100, 400)
IMAGES_TO_CHOOSE_BY = 128
BATCHES, FORMATS = (64, 128), ("contiguous_format", "channels_last")
SECONDS_BETWEEN_SAMPLES = 0.003
COUNTED = (
    "Loop, per unit: a deep copy, weights and bias of the filter set to zero, all images through "
    "the copy in the batches and memory format that were fastest. Sweep: time of few and of many "
    "units gives what is spent once and what per unit. Both for 512 units."
)


def large_network() -> nn.Module:
    """VGG16 for 20 classes with first weights; every unit of its last filter layer responds."""
    import torch
    from torchvision.models import vgg16

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        network: nn.Module = vgg16(weights=None, num_classes=N_CLASSES)
    with torch.no_grad():
        # A unit that is silent anyway costs the sweep nothing, and would flatter it.
        network.get_parameter(f"{LAYER}.bias").fill_(5.0)
    return network.eval()


def large_images(n: int = N_IMAGES) -> ImageSet:
    """Images of noise with random labels."""
    import torch

    from visctx_gui.cortex.images.image_set import ImageSet

    generator = torch.Generator().manual_seed(0)
    return ImageSet(
        torch.randint(0, 256, (n, 3, SIDE, SIDE), dtype=torch.uint8, generator=generator),
        torch.randint(0, N_CLASSES, (n,), generator=generator),
        tuple(str(name) for name in range(N_CLASSES)),
    )


def spread_units(n: int) -> list[int]:
    """So many units, evenly spread over the layer."""
    return [place * N_UNITS // n for place in range(n)]


def sweep(network: nn.Module, images: ImageSet, n_units: int) -> None:
    """Sweep some units to the end."""
    from visctx_gui.cortex.lesions.unit_sweep import UnitSweep

    for _ in UnitSweep(network, images, MEAN, SD, {LAYER: spread_units(n_units)}).run():
        pass


def measure_ratio(quick: bool) -> Measurement:
    """Time of the sweep over that of the loop, both for all 512 units.

    Parameters
    ----------
    quick : bool
        One run of each, with half as many units, and the loop on one unit and in one batch.
    """
    import torch

    from visctx_gui.cortex.images.preparation import network_input

    network, images = large_network(), large_images()
    x = network_input(images.images, MEAN, SD)
    rounds, many_units = (1, MANY_UNITS // 2) if quick else (2, MANY_UNITS)
    few = [seconds_of(lambda: sweep(network, images, FEW_UNITS)) for _ in range(rounds)]
    many = [seconds_of(lambda: sweep(network, images, many_units)) for _ in range(rounds)]
    chosen, tried = _fastest_way(network, x, BATCHES[-1:] if quick else BATCHES)
    loop = [
        seconds_of(lambda unit=unit: _loop_step(network, x, unit, *chosen))  # type: ignore[misc]
        for unit in LOOP_UNITS[: 1 if quick else 2]
    ]
    per_unit = max(0.0, min(many) - min(few)) / (many_units - FEW_UNITS)
    once = max(0.0, min(few) - FEW_UNITS * per_unit)
    sweep_seconds = once + N_UNITS * per_unit
    loop_seconds = N_UNITS * min(loop)
    detail = {
        "sweep_seconds_for_all_units": sweep_seconds,
        "loop_seconds_for_all_units": loop_seconds,
        "sweep_seconds_once": once,
        "sweep_seconds_per_unit": per_unit,
        "batch": chosen[0],
        "format": chosen[1],
        "threads": torch.get_num_threads(),
        "load_of_machine": load_of_machine(),
        "images": images.n,
        "layer": LAYER,
        "few_units": FEW_UNITS,
        "many_units": many_units,
        "counted": COUNTED,
        "raw_seconds_of_few_units": rounded(few),
        "raw_seconds_of_many_units": rounded(many),
        "raw_seconds_of_loop": rounded(loop),
        "raw_seconds_to_choose_by": tried,
        "data": f"{images.n} images of noise, {SIDE} x {SIDE} px",
    }
    return Measurement(sweep_seconds / loop_seconds, detail)


def _fastest_way(
    network: nn.Module, x: Tensor, batches: tuple[int, ...]
) -> tuple[tuple[int, str], dict[str, float]]:
    """Batch and memory format of the loop, on the first images after a warm-up of each format."""
    seconds: dict[tuple[int, str], float] = {}
    some = x[:IMAGES_TO_CHOOSE_BY]
    for name in FORMATS:
        twin = _in_format(network, name)
        _answers(twin, some[:8], 8, name)
        for batch in batches:
            seconds[batch, name] = seconds_of(
                lambda twin=twin, batch=batch, name=name: _answers(twin, some, batch, name)  # type: ignore[misc]
            )
    tried = {f"batch {batch}, {name}": round(one, 6) for (batch, name), one in seconds.items()}
    return min(seconds, key=lambda way: seconds[way]), tried


def _loop_step(network: nn.Module, x: Tensor, unit: int, batch: int, name: str) -> Tensor:
    import torch

    twin = _in_format(network, name)
    with torch.no_grad():
        twin.get_parameter(f"{LAYER}.weight")[unit] = 0
        twin.get_parameter(f"{LAYER}.bias")[unit] = 0
    return _answers(twin, x, batch, name)


def _in_format(network: nn.Module, name: str) -> nn.Module:
    import torch

    return copy.deepcopy(network).to(memory_format=getattr(torch, name))


def _answers(network: nn.Module, x: Tensor, batch: int, name: str) -> Tensor:
    import torch

    with torch.inference_mode():
        batches = torch.split(x, batch)
        laid = (some.contiguous(memory_format=getattr(torch, name)) for some in batches)
        return torch.cat([network(some).argmax(1) for some in laid])


class MemoryWatch:
    """Looks at the memory of this process again and again, in a thread of its own."""

    def __init__(self) -> None:
        self.peak_bytes = self.samples = 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(SECONDS_BETWEEN_SAMPLES):
            self.peak_bytes = max(self.peak_bytes, resident_bytes())
            self.samples += 1


def resident_bytes() -> int:
    """Memory of this process that is held in the machine's memory, in bytes.

    Raises
    ------
    RuntimeError
        Where the system does not tell it as Linux does.
    """
    import mmap

    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError as error:
        raise RuntimeError("this system does not tell the memory of a process") from error
    return pages * mmap.PAGESIZE


def main(arguments: list[str]) -> None:
    """In a fresh process: sweep so many units and tell the memory before and at its highest."""
    network, images = large_network(), large_images()
    before = resident_bytes()
    with MemoryWatch() as watch:
        seconds = seconds_of(lambda: sweep(network, images, int(arguments[0])))
    tell(
        before_mib=before / 2**20,
        peak_mib=watch.peak_bytes / 2**20,
        samples=watch.samples,
        seconds=seconds,
        units=int(arguments[0]),
        images=images.n,
        layer=LAYER,
        counted="Highest of the samples of the resident memory, minus that just before the sweep.",
    )


if __name__ == "__main__":
    main(sys.argv[1:])

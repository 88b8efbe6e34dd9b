"""Every unit of some layers silenced alone, beside what is known of the units."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

from visctx_gui.cortex.lesions.sweep_tally import SweepTally
from visctx_gui.cortex.lesions.unit_properties import UnitProperties, unit_properties
from visctx_gui.engine.handlers.lesion_subject import (
    LesionSubject,
    filter_layers,
    lesion_subject,
    statistics_for,
)
from visctx_gui.engine.handlers.resumable_sweep import ResumableSweep
from visctx_gui.engine.handlers.unit_table import UnitTableInTheMaking
from visctx_gui.engine.lesion_messages import SweepUnits, UnitTable
from visctx_gui.engine.messages import Split
from visctx_gui.engine.progress_pace import ProgressPace
from visctx_gui.engine.restore_witness import note_lesions
from visctx_gui.engine.session import Session
from visctx_gui.experiments.progress import silently
from visctx_gui.experiments.unit_sweeps import MOST_PROPERTY_IMAGES, first_images

_ENDED: Any = object()


def sweep_units(
    session: Session, request: SweepUnits
) -> Generator[UnitTable | None, None, UnitTable]:
    """Sweep on a copy of the weights as they are now; the units' properties in turn with it."""
    subject = lesion_subject(session, request.split, request.base)
    layers = filter_layers(subject.network.plan, request.layers)
    note_lesions(session, sum(subject.sizes[layer] for layer in layers))
    split: Split = "validation" if subject.data.validation.n else "train"
    known: dict[str, UnitProperties] = session.kept("unit properties", (subject.key, split), dict)
    statistics = yield from statistics_for(session, subject, request.base)
    sweep = ResumableSweep(session, subject, layers, request.base, statistics)
    tally = sweep.start
    resumed_at = 0 if tally is None else tally.n
    units = UnitTableInTheMaking(request, subject, layers, split, known, sweep.ways, resumed_at)
    yield units.table(tally)
    pace = ProgressPace()
    properties = _properties(subject, layers, split, known)
    with closing(sweep.run()) as steps:
        for counted in _in_turn(steps, properties):
            tally = counted or tally
            yield units.table(tally) if counted is not None and pace.is_due() else None
    return units.table(tally)


def _properties(
    subject: LesionSubject, layers: tuple[str, ...], split: Split, known: dict[str, UnitProperties]
) -> Iterator[None]:
    """Measure the units of each layer that are not known yet."""
    network, plan = subject.network, subject.network.plan
    images = first_images(subject.data.split(split), MOST_PROPERTY_IMAGES)
    for layer in layers:
        if layer not in known:
            known[layer] = yield from silently(
                unit_properties(
                    network,
                    layer,
                    network.lesion_point(layer),
                    images,
                    plan.input_mean,
                    plan.input_sd,
                    split,
                )
            )


def _in_turn(
    sweep: Iterator[SweepTally | None], properties: Iterator[None]
) -> Iterator[SweepTally | None]:
    """A slice of the sweep, a slice of the properties, and so on until both have ended."""
    measuring = True
    for counted in sweep:
        yield counted
        if measuring:
            measuring = next(properties, _ENDED) is not _ENDED
            yield None
    yield from properties

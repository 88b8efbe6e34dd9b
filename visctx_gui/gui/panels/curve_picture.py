"""A lesion curve as plain data."""

from __future__ import annotations

import numpy as np

from visctx_gui.engine.lesion_messages import CurveOfOrder, LesionCurveView
from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.wording import translatable
from visctx_gui.presentation.colours import Role
from visctx_gui.presentation.curves import Band, Curve, CurvePlot
from visctx_gui.presentation.draws_summary import summary_of

_ROLES: dict[str, Role] = {"importance": "lesioned", "first": "plain", "random": "random control"}
FEW_UNITS = 64  # with more, dots run into one another


def share_measured(view: LesionCurveView) -> float:
    """How much of all curves is measured, 0..1."""
    cells = sum(curve.accuracy.size for curve in view.curves)
    known = sum(int(np.isfinite(curve.accuracy).sum()) for curve in view.curves)
    return known / cells if cells else 0.0


def lesion_curve_plot(view: LesionCurveView) -> CurvePlot:
    """Accuracy against the number of silenced units: a line for each order, a band for the draws."""
    curves, bands = [], []
    for one in view.curves:
        k = np.arange(one.accuracy.shape[1], dtype=np.float64)
        summary = summary_of(one.accuracy)
        if one.order == "random":
            name = translated_template(translatable("95 % of draws"))
            bands.append(Band(name, k, summary.low, summary.high))
        curves.append(
            Curve(_name(one), k, summary.mean, _ROLES[one.order], dots=len(k) <= FEW_UNITS)
        )
    intact = _intact(view)
    if intact is not None:
        curves.insert(0, intact)
    return CurvePlot(
        title=translated_template(translatable("Lesion curve of {layer}")).format(layer=view.layer),
        x_label=translated_template(translatable("silenced units")),
        y_label=translated_template(translatable("accuracy")),
        curves=tuple(curves),
        bands=tuple(bands),
        chance=view.chance,
        percent=True,
        y_limits=(0.0, 1.03),
    )


def _name(curve: CurveOfOrder) -> str:
    if curve.order == "importance":
        return translated_template(translatable("by importance"))
    if curve.order == "first":
        return translated_template(translatable("first k"))
    words = translated_template(translatable("random, mean of {n}"))
    return words.format(n=summary_of(curve.accuracy).complete_draws)


def _intact(view: LesionCurveView) -> Curve | None:
    """The accuracy without any lesion as a level line."""
    for curve in view.curves:
        start = curve.accuracy[:, 0]
        known = start[np.isfinite(start)]
        if known.size:
            ends = np.array([0.0, curve.accuracy.shape[1] - 1])
            name = translated_template(translatable("intact"))
            return Curve(name, ends, np.full(2, known[0]), "intact")
    return None

"""Small replies to the questions of the lesion bench, made by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from visctx_gui.engine.lesion_messages import (
    CompareSets,
    CurveOfOrder,
    Dissociation,
    LesionCurveView,
    RankingView,
    RankUnits,
    SweepUnits,
    TraceLesionCurve,
    UnitTable,
)
from visctx_gui.engine.messages import Share
from visctx_gui.plan.greedy import greedy_units
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import message, translatable

N = 360


def sizes(plan: NetworkPlan | None = None) -> dict[str, int]:
    """Units of each filter layer."""
    plan = plan or NetworkPlan()
    return dict(zip(plan.conv_names, plan.filters, strict=True))


def share(correct: int, n: int = N) -> Share:
    """A share with an interval of 2 points to each side."""
    return Share(correct, n, correct / n - 0.02, correct / n + 0.02)


def unit_table(request: SweepUnits, n: int = N, n_all: int = N, step: int = 1240) -> UnitTable:
    """Unit i costs (7 i mod 11) images; the worst class is i mod 10."""
    units = tuple((layer, unit) for layer in request.layers for unit in range(sizes()[layer]))
    index = np.array([unit for _, unit in units])
    first = np.array([layer == "conv1" for layer, _ in units])
    lost = (7 * index) % 11
    per_class = np.zeros((len(units), 10))
    per_class[np.arange(len(units)), index % 10] = -lost / max(1, n / 10)
    change = -lost / max(1, n)
    return UnitTable(
        base=request.base,
        split=request.split,
        units=units,
        intact=share(n - 2, n),
        right=(n - 2 - lost).astype(np.int64),
        change=change,
        change_low=change - 0.01,
        change_high=change + 0.01,
        loss_rise=0.02 * lost + 0.001 * index,
        per_class_change=per_class,
        selectivity=np.linspace(0.05, 0.9, len(units)),
        preferred_class=(index % 10).astype(np.int64),
        norm=1.0 + 0.1 * ((3 * index) % 7),
        orientation=np.where(first, (index * 11.25) % 180, np.nan),
        orientation_selectivity=np.where(first, 0.5, np.nan),
        properties_split="train",
        chance=0.1,
        n=n,
        n_all=n_all,
        step=step,
        ways=tuple((layer, message(translatable("exact difference"))) for layer in request.layers),
    )


def lesion_curve(request: TraceLesionCurve, draws_done: int | None = None) -> LesionCurveView:
    """Falls to chance; random draws spread around the middle."""
    count = sizes()[request.layer]
    k = np.arange(count + 1) / count
    done = request.draws if draws_done is None else draws_done
    curves = []
    for order in request.orders:
        if order == "random":
            bend = np.linspace(1.2, 4.0, request.draws)[:, None]
            accuracy = 0.1 + 0.88 * (1 - k[None] ** bend)
            accuracy[done:] = np.nan
        else:
            bend_of_one = 0.6 if order == "importance" else 2.0
            accuracy = (0.1 + 0.88 * (1 - k**bend_of_one))[None]
        units = () if order == "random" else tuple(range(count))
        curves.append(CurveOfOrder(order, accuracy, units))
    return LesionCurveView(
        layer=request.layer,
        split=request.split,
        ranking_split=request.ranking_split,
        curves=tuple(curves),
        chance=0.1,
        n=N,
        step=1240,
    )


def ranking(request: RankUnits) -> RankingView:
    """The estimate follows the exact importance with a little noise; greedy takes units in order."""
    units = tuple((layer, unit) for layer in request.layers for unit in range(sizes()[layer]))
    exact = np.array([((7 * unit) % 11) / N for _, unit in units])
    lost = np.round(exact, 2)
    noise = np.random.default_rng(0).normal(0, 0.005, len(units))
    greedy = []
    for layer in request.layers:
        places = np.arange(sizes()[layer], dtype=float)
        places[greedy_units(len(places), request.group, request.stop_share) :] = np.nan
        greedy.append(-places)
    all_ways = {
        "exact": exact,
        "first-order": 3 * (exact + noise),
        "greedy": np.concatenate(greedy),
    }
    return RankingView(
        split=request.split,
        units=units,
        importance={way: all_ways[way] for way in request.ways},
        agreement={
            (layer, way): (0.83, 0.55, 0.94)
            for layer in request.layers
            for way in request.ways
            if way != "exact"
        },
        accuracy_lost=lost if "exact" in request.ways else np.full(len(units), np.nan),
        n=180,
        step=1240,
        group=request.group,
        greedy_by=request.greedy_by,
        stop_share=request.stop_share,
    )


def dissociation(request: CompareSets, interaction: float = -0.3) -> Dissociation:
    """Each set harms its own group."""
    change = np.zeros((2, 2, 3))
    change[:, :, 0] = [[interaction / 2, 0.0], [0.0, interaction / 2]]
    change[:, :, 1], change[:, :, 2] = change[:, :, 0] - 0.05, change[:, :, 0] + 0.05
    lost = round(-180 * interaction / 2)
    return Dissociation(
        lesion_a=request.lesion_a,
        lesion_b=request.lesion_b,
        classes_1=request.classes_1,
        classes_2=request.classes_2,
        split=request.split,
        intact=(share(178, 180), share(176, 180)),
        lesioned=(
            (share(178 - lost, 180), share(176, 180)),
            (share(178, 180), share(176 - lost, 180)),
        ),
        change=change,
        interaction=interaction,
        interaction_low=interaction - 0.08,
        interaction_high=interaction + 0.08,
        chance=0.1,
        step=1240,
    )


def recovered(table: UnitTable, unit: int = 0, points: float = 0.1, step: int = 2000) -> UnitTable:
    """The same sweep later: one unit matters more."""
    change = table.change.copy()
    change[unit] -= points
    return replace(
        table, change=change, change_low=change - 0.01, change_high=change + 0.01, step=step
    )

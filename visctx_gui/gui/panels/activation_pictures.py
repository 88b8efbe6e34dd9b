"""The maps of a layer, the scores and the current image as plain data and words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from visctx_gui.engine.messages import ActivationView, DataFacts, Floats, ImageChoice, NetworkFacts
from visctx_gui.gui.panels.lesion_pictures import class_labels
from visctx_gui.gui.translation import translated_template
from visctx_gui.plan.layers import layer_table
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import translatable
from visctx_gui.presentation.bars import BarPlot
from visctx_gui.presentation.colours import Colours, Limits, limits_for
from visctx_gui.presentation.tiles import TileSheet

NEVER_NEGATIVE = ("relu", "sigmoid")


@dataclass(frozen=True)
class ShownLayer:
    """What is known of the layer of a panel.

    Attributes
    ----------
    units_of : str
        The filter layer whose units its channels are; empty for the linear layer.
    colours : str
        Sequential where no value can be below zero.
    """

    name: str
    area: str
    units_of: str
    colours: Colours

    @property
    def title(self) -> str:
        """Name and area."""
        return f"{self.name} ({self.area})" if self.area else self.name


def shown_layer(plan: NetworkPlan, name: str, before_nonlinearity: bool = False) -> ShownLayer:
    """Facts of a layer of the network.

    Raises
    ------
    KeyError
        Where the network has no such layer.
    """
    units_of = ""
    for row in layer_table(plan):
        if row.name in plan.conv_names:
            units_of = row.name
        if row.name == name:
            break
    else:
        raise KeyError(name)
    if row.kind == "Linear":
        return ShownLayer(name, row.area, "", "diverging")
    signed = (
        before_nonlinearity or row.kind == "BatchNorm2d" or plan.nonlinearity not in NEVER_NEGATIVE
    )
    return ShownLayer(name, row.area, units_of, "diverging" if signed else "sequential")


def common_limits(view: ActivationView, colours: Colours) -> Limits:
    """One scale for the maps and those of the twin."""
    maps = view.maps.reshape(-1)
    if view.twin_maps is not None:
        maps = np.concatenate([maps, view.twin_maps.reshape(-1)])
    return limits_for(maps, colours, robust=True)


def map_sheet(
    maps: Floats,
    layer: ShownLayer,
    limits: Limits,
    own_scale: bool,
    *,
    labels: tuple[str, ...] = (),
    struck: tuple[int, ...] = (),
    selected: int | None = None,
    cell: tuple[int, int] | None = None,
    title: str = "",
) -> TileSheet:
    """One tile per channel.

    Parameters
    ----------
    maps : float32 (channels, height, width)
    own_scale : bool
        Every map on a scale of its own instead of `limits`.
    """
    return TileSheet(
        tiles=maps,
        labels=labels,
        struck=frozenset(struck),
        selected=selected,
        limits=limits,
        colours=layer.colours,
        scale="tile" if own_scale else "layer",
        title=title,
        bar_label=translated_template(translatable("activation"))
        if layer.units_of
        else translated_template(translatable("score before softmax")),
        cell=cell,
    )


def answer_names(network: NetworkFacts | None, data: DataFacts | None) -> tuple[str, ...]:
    """Names of what the network can answer: those it was trained with, where that is known."""
    if network is None:
        return () if data is None else data.class_names
    is_trained = bool(network.trained_on)
    if data is None or is_trained or len(data.class_names) != network.plan.n_classes:
        return network.class_names
    return data.class_names


def score_bars(view: ActivationView, class_names: tuple[str, ...], twin: str = "none") -> BarPlot:
    """The network's answers, those of the twin beneath; the true class in bold."""
    names = {
        "untrained": (
            translated_template(translatable("this network")),
            translated_template(translatable("untrained")),
        ),
        "intact": (
            translated_template(translatable("lesioned")),
            translated_template(translatable("intact")),
        ),
    }.get(twin, ("", ""))
    return BarPlot(
        title=translated_template(translatable("Class scores")),
        labels=class_labels(class_names, len(view.scores)),
        values=view.scores,
        y_label=translated_template(translatable("softmax")),
        role="lesioned" if twin == "intact" else "plain",
        name=names[0],
        compared=view.twin_scores,
        compared_name=names[1],
        compared_role="intact" if twin == "intact" else "random control",
        limits=(0.0, 1.0),
        highlighted=frozenset({view.label}) if view.label >= 0 else frozenset(),
    )


def image_words(image: ImageChoice, label: int, class_names: tuple[str, ...]) -> str:
    """What the current image is: where it comes from, and its class."""
    if image.kind == "drawing":
        return translated_template(translatable("your drawing"))
    if image.kind == "file":
        return Path(image.path).name
    split = {
        "train": translated_template(translatable("training image {index}")),
        "validation": translated_template(translatable("validation image {index}")),
        "test": translated_template(translatable("test image {index}")),
    }[image.split].format(index=image.index)
    if 0 <= label < len(class_names):
        return translated_template(translatable("{image}, class {name}")).format(
            image=split, name=class_names[label]
        )
    return split

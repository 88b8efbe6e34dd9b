"""What holds for every panel: names, tooltips, sizes, nothing left behind."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QSlider,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.panels.conftest import Show
from tests.gui.panels.examples import (
    activation_view,
    changed_images,
    control_band,
    filter_view,
    lesion_effect,
    moments,
    snapshot,
    thumbnails,
)
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.lesion_messages import DrawControls, ListChangedImages
from visctx_gui.engine.messages import (
    EvaluateLesion,
    ViewActivations,
    ViewFilters,
    ViewImages,
    ViewMoments,
)
from visctx_gui.gui.panels.activations_panel import ActivationsPanel
from visctx_gui.gui.panels.filters_panel import FiltersPanel
from visctx_gui.gui.panels.images_panel import ImagesPanel
from visctx_gui.gui.panels.lesion_panel import LesionPanel
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import silence

PANELS = [FiltersPanel, ActivationsPanel, LesionPanel, ImagesPanel]
CONTROLS = (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit, QSlider)
LARGEST_MINIMUM = {  # (width, height) that the default layout has at 1280 x 720
    FiltersPanel: (384, 330),
    ActivationsPanel: (288, 330),
    LesionPanel: (288, 600),
    ImagesPanel: (320, 600),
}


def answer_all(client: FakeClient) -> None:
    """Answer every open view."""
    for request in client.asked:  # an answer may bring the next question
        if request.request_id not in client._waiting:
            continue
        if isinstance(request, ViewFilters):
            client.answer(request, filter_view(request))
        elif isinstance(request, ViewActivations):
            client.answer(request, activation_view(request))
        elif isinstance(request, ViewImages):
            client.answer(request, thumbnails(request))
        elif isinstance(request, EvaluateLesion):
            client.answer(request, lesion_effect(request.lesion, request.split))
        elif isinstance(request, ViewMoments):
            client.answer(request, moments())
        elif isinstance(request, DrawControls):
            client.answer(request, control_band(request.lesion))
        elif isinstance(request, ListChangedImages):
            client.answer(request, changed_images(request))


def _belongs_to_another_control(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit | QTabBar)


@pytest.mark.parametrize("kind", PANELS)
def test_every_control_has_a_tooltip_and_an_accessible_name(show: Show, kind: Any):
    panel = show(kind)
    unnamed = [
        f"{type(widget).__name__} {widget.objectName()!r}"
        for widget in panel.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not _belongs_to_another_control(widget)
        and not (isinstance(widget, QAbstractButton) and widget.isHidden())  # waits for its words
        and not (widget.toolTip() and (widget.accessibleName() or getattr(widget, "text", str)()))
    ]
    assert unnamed == []


@pytest.mark.parametrize("kind", PANELS)
def test_a_panel_fits_its_place_in_the_smallest_window(
    show: Show, client: FakeClient, selection: Selection, kind: Any
):
    panel = show(kind)
    selection.change_lesion(silence("conv1", (1, 2)), "x")
    answer_all(client)
    width, height = LARGEST_MINIMUM[kind]
    smallest = panel.minimumSizeHint()
    assert smallest.width() <= width
    assert smallest.height() <= height


@pytest.mark.parametrize("kind", PANELS)
def test_fault_57_opening_and_closing_leaves_nothing(
    qtbot: QtBot, client: FakeClient, selection: Selection, kind: Any
):
    gone: list[weakref.ref[QObject]] = []
    widgets: list[int] = []
    for _ in range(12):
        panel = kind(client, selection)
        panel.show()
        selection.change_lesion(silence("conv1", (len(gone),)), "x")
        answer_all(client)
        client.train(snapshot())
        answer_all(client)
        gone.append(weakref.ref(panel))
        panel.close()
        panel.deleteLater()
        del panel
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        widgets.append(len(QApplication.allWidgets()))
    gc.collect()
    assert [ref for ref in gone if ref() is not None] == []
    assert widgets[-1] <= widgets[2], f"widgets pile up: {widgets}"


@pytest.mark.parametrize("kind", PANELS)
def test_fault_59_a_reply_to_a_panel_that_is_gone_touches_nothing(
    client: FakeClient, selection: Selection, kind: Any
):
    panel = kind(client, selection)
    panel.show()
    assert client.asked
    shiboken6.delete(panel)
    client.train(snapshot())
    selection.set_unit(("conv1", 3))
    client.network_changed.emit(client.network)


@pytest.mark.parametrize("kind", PANELS)
def test_a_panel_shows_itself_before_anything_is_loaded(show: Show, client: FakeClient, kind: Any):
    client.network = client.data = None
    panel = show(kind)
    assert client.asked == []
    assert panel.grab().width() > 0

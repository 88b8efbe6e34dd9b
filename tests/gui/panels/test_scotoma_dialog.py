"""Drawing a scotoma with the mouse, and applying it in one change."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.panels.examples import activation_view, network_facts
from tests.gui.panels.fake_client import FakeClient
from visctx_gui.engine.messages import ImageChoice, ViewActivations
from visctx_gui.gui.panels.scotoma_dialog import PLACE, ScotomaDialog
from visctx_gui.gui.panels.scotoma_field import ScotomaField
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import INTACT, DamageKind, Lesion, LesionPart, silence
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.scotoma import Scotoma, scotoma_positions

NETWORK = NetworkPlan()


@pytest.fixture
def dialog(qtbot: QtBot, client: FakeClient, selection: Selection) -> ScotomaDialog:
    made = ScotomaDialog(client, selection, None)
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show()
    qtbot.waitExposed(made)
    request = client.newest(ViewActivations, PLACE)
    client.answer(request, activation_view(request))
    return made


def at(field: ScotomaField, x: float, y: float) -> QPoint:
    return field.point_on_screen(x, y).toPoint()


def drag(field: ScotomaField, start: tuple[float, float], end: tuple[float, float]) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(field, left, pos=at(field, *start))
    QTest.mouseMove(field, at(field, (start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    QTest.mouseMove(field, at(field, *end))
    QTest.mouseRelease(field, left, pos=at(field, *end))


def wheel(field: ScotomaField, notches: int) -> None:
    middle = QPointF(field.rect().center())
    QApplication.sendEvent(
        field,
        QWheelEvent(
            middle,
            field.mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_it_opens_with_a_disc_in_the_middle_of_the_current_image(dialog: ScotomaDialog):
    region = dialog.form.plan()
    assert (region.shape, region.x, region.y) == ("disc", 13.5, 13.5)
    assert dialog.field.plain_data().shape == (28, 28, 1)
    assert not dialog.isModal()


def test_dragging_inside_moves_the_centre(dialog: ScotomaDialog):
    drag(dialog.field, (14.5, 13.5), (8.5, 18.5))
    region = dialog.form.plan()
    assert region.x == pytest.approx(7.5, abs=0.2)
    assert region.y == pytest.approx(18.5, abs=0.2)
    assert region.radius == 5.6, "only its place has changed"


def test_dragging_the_edge_changes_the_radius(dialog: ScotomaDialog):
    drag(dialog.field, (13.5 + 5.6, 13.5), (13.5 + 10, 13.5))
    region = dialog.form.plan()
    assert region.radius == pytest.approx(10, abs=0.2)
    assert (region.x, region.y) == (13.5, 13.5)


def test_the_inner_edge_of_a_ring_never_crosses_the_outer_one(dialog: ScotomaDialog):
    dialog.form.editor("shape").setCurrentIndex(1)
    drag(dialog.field, (13.5 + 2.8, 13.5), (13.5 + 12, 13.5))
    region = dialog.form.plan()
    assert region is not None
    assert region.inner_radius < region.radius
    drag(dialog.field, (13.5, 13.5 + region.radius), (13.5, 13.5))
    assert dialog.form.plan() is not None


def test_the_wheel_changes_the_radius_down_to_a_smallest_one(dialog: ScotomaDialog):
    wheel(dialog.field, 2)
    assert dialog.form.plan().radius == pytest.approx(6.6)
    wheel(dialog.field, -100)
    assert dialog.form.plan().radius == 0.5


def test_a_press_outside_puts_the_region_there_and_never_beside_the_image(dialog: ScotomaDialog):
    QTest.mouseClick(dialog.field, Qt.MouseButton.LeftButton, pos=at(dialog.field, 2, 25))
    region = dialog.form.plan()
    assert (region.x, region.y) == (pytest.approx(2, abs=0.1), pytest.approx(25, abs=0.1))
    drag(dialog.field, (region.x, region.y), (-40, 60))
    region = dialog.form.plan()
    assert (region.x, region.y) == (-0.5, 27.5)


@pytest.mark.parametrize("side", ["left", "right", "upper", "lower"])
def test_a_half_field_ends_at_its_line(dialog: ScotomaDialog, side: str):
    dialog.form_shows(replace(dialog.form.plan(), shape="half field", side=side))
    drag(dialog.field, (13.5, 13.5), (9.0, 5.0))
    place = dialog.field.picture_rectangle()
    half = dialog.field.region_path(place).boundingRect()
    line = dialog.field.point_on_screen(dialog.form.plan().x, dialog.form.plan().y)
    ends = {
        "left": (half.left() == place.left(), half.right(), line.x()),
        "right": (half.right() == place.right(), half.left(), line.x()),
        "upper": (half.top() == place.top(), half.bottom(), line.y()),
        "lower": (half.bottom() == place.bottom(), half.top(), line.y()),
    }[side]
    assert ends[0]
    assert ends[1] == pytest.approx(ends[2])


def test_the_sentence_counts_the_cells_as_the_plan_does(dialog: ScotomaDialog):
    cells = scotoma_positions(dialog.form.plan(), NETWORK, "conv1")
    words = f"silences {len(cells)} of 576 cells of conv1, all 16 units"
    assert dialog.sentence.text() == words
    assert len(dialog.field._inside) == len(cells)
    assert len(dialog.field._inside) + len(dialog.field._outside) == 576


def test_dots_lie_where_the_receptive_fields_have_their_centres(dialog: ScotomaDialog):
    region = dialog.field.region
    distances = [math.hypot(x - region.x, y - region.y) for x, y in dialog.field._inside]
    assert max(distances) <= region.radius
    outside = [math.hypot(x - region.x, y - region.y) for x, y in dialog.field._outside]
    assert min(outside) > region.radius


def test_another_layer_has_other_cells(dialog: ScotomaDialog):
    dialog.layer_picker.setCurrentIndex(1)
    dialog.layer_picker.activated.emit(1)
    assert "of 64 cells of conv2, all 32 units" in dialog.sentence.text()


def test_applying_is_one_change_of_all_units_with_these_cells(
    dialog: ScotomaDialog, selection: Selection
):
    selection.change_lesion(Lesion((*silence("conv1", (3,)), *silence("conv2", (5,)))), "before")
    assert "takes the place of the present lesion of conv1" in dialog.sentence.text()
    QTest.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    cells = scotoma_positions(dialog.form.plan(), NETWORK, "conv1")
    wanted = LesionPart("conv1", tuple(range(16)), cells)
    assert selection.lesion == Lesion((wanted, *silence("conv2", (5,))))
    assert selection.undo_stack.count() == 2
    assert selection.undo_stack.undoText() == f"Scotoma in conv1, {len(cells)} cells"
    assert not dialog.apply_button.isEnabled(), "it is the lesion now"
    selection.undo_stack.undo()
    assert dialog.apply_button.isEnabled()


def test_kind_and_dose_are_those_of_the_lesion_panel(dialog: ScotomaDialog, selection: Selection):
    selection.set_kind(DamageKind("mean", 0.5), "x")
    assert dialog.sentence.text().startswith("lesions ")
    assert dialog.apply_button.text() == "Lesion the region"
    dialog.apply_button.click()
    (part,) = selection.lesion
    assert (part.mode, part.dose) == ("mean", 0.5)


@pytest.mark.parametrize("mode", ["weights", "connections"])
def test_damage_to_weights_is_refused_in_a_sentence(
    dialog: ScotomaDialog, selection: Selection, mode: str
):
    selection.set_kind(DamageKind(mode), "x")
    assert not dialog.apply_button.isEnabled()
    assert "has no place on the map" in dialog.sentence.text()
    dialog.apply()
    assert selection.lesion == INTACT


def test_a_region_without_cells_is_refused_in_a_sentence(
    dialog: ScotomaDialog, selection: Selection
):
    dialog.form.set_plan(Scotoma(x=-0.5, y=-0.5, radius=0.5))
    dialog._follow_form()
    assert dialog.sentence.text() == "No receptive field of conv1 has its centre in this region."
    assert not dialog.apply_button.isEnabled()


def test_typed_numbers_move_the_region_and_wrong_ones_are_marked(dialog: ScotomaDialog):
    editor = dialog.form.editor("x")
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "4.5")
    assert dialog.field.region.x == 4.5
    editor.selectAll()
    QTest.keyClicks(editor, "left")
    assert editor.property("refused")
    assert not dialog.apply_button.isEnabled()


def test_the_image_follows_and_is_grey_where_there_is_none(
    dialog: ScotomaDialog, client: FakeClient, selection: Selection
):
    selection.set_image(ImageChoice(index=5))
    assert dialog.field.waiting
    request = client.newest(ViewActivations, PLACE)
    assert request.image.index == 5
    picture = np.full((28, 28, 1), 7, np.uint8)
    client.answer(request, replace(activation_view(request), input_picture=picture))
    assert dialog.field.plain_data()[0, 0, 0] == 7
    client.load(network=network_facts(NetworkPlan(input_shape=(3, 32, 32))))
    assert dialog.field.plain_data().shape == (32, 32)
    assert (dialog.form.plan().x, dialog.form.plan().y) == (15.5, 15.5)


def test_a_closed_window_asks_nothing(
    dialog: ScotomaDialog, client: FakeClient, selection: Selection
):
    dialog.close()
    before = len(client.asked)
    selection.set_image(ImageChoice(index=6))
    assert len(client.asked) == before

"""What the tour does in the window, and when it takes its pictures."""

from __future__ import annotations

import math

from PySide6.QtCore import QElapsedTimer, QObject
from PySide6.QtWidgets import QWidget

from visctx_gui.gui.main_window import MainWindow
from visctx_gui.gui.panels.activations_panel import ActivationsPanel
from visctx_gui.gui.panels.late_veil import LateVeil
from visctx_gui.gui.panels.newest_answer import NewestAnswer
from visctx_gui.gui.widgets.picture import Picture
from visctx_gui.plan.lesion import Lesion
from visctx_gui.plan.wording import message, translatable
from visctx_gui.tour import mouse
from visctx_gui.tour.album import Album
from visctx_gui.tour.visit import Script, Wait

CALM_MILLISECONDS = 250
EPOCHS_BEFORE_A_LOOK, EPOCHS_BEFORE_THE_STOP = 8, 16
# From then on a single epoch is enough: a busy machine trains slowly.
PATIENCE_MILLISECONDS = 10_000
UNIT, LATER_UNIT, CELL = 2, 5, (9, 10)
IMAGE_TILE, LATER_IMAGE_TILE = 2, 4
SILENCED_LATER = (3, 7, 12)


def whole_visit(window: MainWindow, album: Album) -> Script:
    """Every panel with real content; pictures go into `album`."""
    guide = _Guide(window, album)
    yield from guide.arrive()
    yield from guide.look_at_an_image()
    yield from guide.look_at_filters()
    yield from guide.silence_first_half()
    yield from guide.work_at_the_bench()
    yield from guide.draw_a_digit()
    yield from guide.train()
    yield from guide.look_back()
    yield from guide.leave()


class _Guide:
    """One method for each stop of the visit."""

    def __init__(self, window: MainWindow, album: Album) -> None:
        self._window, self._album = window, album
        self._panels = window.panels

    # ---- stops ------------------------------------------------------------------------------

    def arrive(self) -> Script:
        client = self._window.client
        yield Wait(
            message(translatable("the built-in network and digits")),
            lambda: client.is_ready and client.network is not None and client.data is not None,
        )
        yield Wait(message(translatable("the welcome card")), self._window.welcome.isVisible)
        yield self._calm()
        self._save_window("welcome")
        mouse.click(self._window.welcome.close_button)
        self._window.notices.banner.close_all()

    def look_at_an_image(self) -> Script:
        yield from self._bring_up("images")
        mouse.click_tile(self._panels.images.thumbnails.grid.canvas, IMAGE_TILE)
        yield self._calm()
        self._save_panel("images")
        yield from self._bring_up("activations_1")
        maps = self._activations.maps.grid.canvas
        mouse.click_tile(maps, UNIT)
        yield self._calm()
        mouse.click_cell(maps, UNIT, *CELL)
        yield self._calm()
        self._save_panel("activations_1", "activations")
        yield from self._bring_up("network")
        self._save_panel("network")
        self._panels.network.open_form()
        yield self._calm()
        self._save_panel("network", "network_form")
        self._panels.network.close_form()

    def look_at_filters(self) -> Script:
        yield from self._bring_up("filters")
        self._window.actions_by_name["next_layer"].trigger()
        yield self._calm()
        self._save_panel("filters", "filters_conv2")
        pickers = self._panels.filters.pickers
        pickers.kernels.choose("inputs")
        pickers.kernels_chosen.emit()
        yield self._calm()
        self._save_panel("filters", "filters_conv2_inputs")
        pickers.kernels.choose("all")
        pickers.kernels_chosen.emit()
        yield from self._bring_up("activations_1")
        self._activations.show_layer("conv2")
        yield self._calm()
        self._save_panel("activations_1", "activations_conv2")
        self._activations.show_layer("conv1")
        self._window.actions_by_name["previous_layer"].trigger()
        yield self._calm()

    def silence_first_half(self) -> Script:
        lesion = self._panels.lesion
        yield from self._bring_up("lesion")
        mouse.click(lesion.buttons.half_button)
        yield self._exact_effect()
        self._save_panel("lesion")
        mouse.click_tab(lesion.tabs.tabBar(), 1)
        yield self._calm()
        self._save_panel("lesion", "lesion_confusion")
        mouse.click_tab(lesion.tabs.tabBar(), 0)
        yield from self._bring_up("activations_1")
        self._show_twin("intact")
        yield self._calm()
        self._save_panel("activations_1", "activations_twin")
        self._show_twin("none")
        yield self._calm()
        mouse.click(lesion.buttons.none_button)

    def work_at_the_bench(self) -> Script:
        bench = self._panels.bench
        yield from self._bring_up("bench")
        mouse.click(bench.sweep.run_bar.start_button)
        yield self._calm()
        mouse.click(bench.sweep.choose_by.top_button)
        mouse.click(bench.sweep.chosen_units.only_button)
        yield self._calm()
        self._save_panel("bench", "bench_sweep")
        bench.sets.list.keep_lesion()
        for place, page in ((1, bench.curve), (2, bench.ranking)):
            mouse.click_tab(bench.tabs.tabBar(), place)
            yield self._calm()
            mouse.click(page.run_bar.start_button)
            yield self._calm()
            self._save_panel("bench", "bench_curve" if place == 1 else "bench_ranking")
        mouse.click(self._panels.lesion.buttons.half_button)
        mouse.click_tab(bench.tabs.tabBar(), 3)
        mouse.click(bench.sets.list.keep_button)
        mouse.click(bench.sets.run_bar.start_button)
        yield self._calm()
        self._save_panel("bench", "bench_sets")
        mouse.click_tab(bench.tabs.tabBar(), 0)
        self._window.actions_by_name["restore_all"].trigger()
        yield from self._bring_up("training")

    def draw_a_digit(self) -> Script:
        yield from self._bring_up("images")
        images = self._panels.images
        mouse.click_tab(images.tabs.tabBar(), 2)
        yield self._calm()
        mouse.draw(images.drawing.pad, _digit_three())
        yield self._calm()
        self._save_panel("images", "images_drawing")
        self._save_window("window_drawing")

    def train(self) -> Script:
        yield from self._bring_up("network")
        yield from self._bring_up("filters")
        since = QElapsedTimer()
        since.start()
        self._window.welcome.train_wanted.emit()
        yield self._epochs(EPOCHS_BEFORE_A_LOOK, since)
        self._save_window("window_training")
        yield self._epochs(EPOCHS_BEFORE_THE_STOP, since)
        self._window.actions_by_name["stop"].trigger()
        client, ended = self._window.client, self._window.training
        yield Wait(
            message(translatable("the end of the training")),
            lambda: client.training_state == "idle" and ended.stage == "idle",
        )
        yield self._calm()
        self._save_panel("training")

    def look_back(self) -> Script:
        yield from self._bring_up("filters")
        development = self._panels.filters.development
        self._save_panel("filters")
        development.slider.setValue(2)
        yield self._calm()
        self._save_panel("filters", "filters_development")
        development.go_to_now()
        for tile in SILENCED_LATER:
            mouse.double_click_tile(self._panels.filters.grid.canvas, tile)
        yield from self._bring_up("lesion")
        yield self._exact_effect()

    def leave(self) -> Script:
        yield from self._bring_up("log")
        self._save_panel("log")
        yield from self._bring_up("training")
        yield from self._bring_up("images")
        mouse.click_tab(self._panels.images.tabs.tabBar(), 0)
        yield self._calm()
        mouse.click_tile(self._panels.images.thumbnails.grid.canvas, LATER_IMAGE_TILE)
        yield from self._bring_up("network")
        # In a narrow window these share a place with others.
        for name in ("lesion", "activations_1", "filters"):
            yield from self._bring_up(name)
        maps = self._activations.maps.grid.canvas
        mouse.click_tile(maps, LATER_UNIT)
        mouse.click_cell(maps, LATER_UNIT, *CELL)
        mouse.hover_cell(self._panels.filters.grid.canvas, LATER_UNIT, 2, 2)
        yield self._calm()
        self._save_window("window")

    # ---- moving about -----------------------------------------------------------------------

    @property
    def _activations(self) -> ActivationsPanel:
        panel = self._panels.docks["activations_1"].panel
        assert isinstance(panel, ActivationsPanel)
        return panel

    def _bring_up(self, name: str) -> Script:
        self._panels.docks[name].bring_up()
        yield self._calm()

    def _show_twin(self, value: str) -> None:
        pickers = self._activations.pickers
        pickers.twin_picker.choose(value)
        pickers.question_changed.emit()

    def _save_panel(self, name: str, picture: str = "") -> None:
        self._album.add(picture or name, self._panels.docks[name])

    def _save_window(self, picture: str) -> None:
        self._album.add(picture, self._window)

    # ---- waiting ----------------------------------------------------------------------------

    def _calm(self) -> Wait:
        return Wait(
            message(translatable("the pictures to be up to date")),
            self._nothing_is_awaited,
            CALM_MILLISECONDS,
        )

    def _nothing_is_awaited(self) -> bool:
        window = self._window
        return not (
            any(answer.waiting for answer in window.findChildren(NewestAnswer))
            or any(
                veil.waiting for veil in window.findChildren(LateVeil) if _is_seen(veil.parent())
            )
            or any(one.waiting for one in window.findChildren(Picture) if self._is_followed(one))
        )

    def _is_followed(self, picture: Picture) -> bool:
        """Whether a picture comes up to date by itself: the bench measures again only when asked."""
        return picture.isVisible() and not self._panels.bench.isAncestorOf(picture)

    def _exact_effect(self) -> Wait:
        lesion = self._window.selection.lesion
        return Wait(
            message(translatable("the exact effect of the lesion")),
            lambda: self._shows_exactly(lesion) and self._nothing_is_awaited(),
            CALM_MILLISECONDS,
        )

    def _shows_exactly(self, lesion: Lesion) -> bool:
        effect = self._panels.lesion.numbers.effect
        return effect is not None and effect.lesion == lesion and effect.exact

    def _epochs(self, count: int, since: QElapsedTimer) -> Wait:
        """So many epochs of the training that began with `since`, or one where they take too long."""
        history = self._panels.training.history

        def trained() -> bool:
            wanted = 1 if since.hasExpired(PATIENCE_MILLISECONDS) else count
            return history.last is not None and len(history.last.epoch_steps) >= wanted

        return Wait(message(translatable("{count} epochs of training"), count=count), trained)


def _is_seen(owner: QObject | None) -> bool:
    """Whether an owner is on the screen: what is hidden waits until it is shown."""
    return not isinstance(owner, QWidget) or owner.isVisible()


def _digit_three() -> list[tuple[float, float]]:
    """A stroke in shares of the pad's side."""
    stroke = []
    for middle, radius, begin, end in ((0.34, 0.15, -150, 80), (0.66, 0.18, -80, 150)):
        for place in range(13):
            angle = math.radians(begin + (end - begin) * place / 12)
            stroke.append((0.47 + radius * math.cos(angle), middle + radius * math.sin(angle)))
    return stroke

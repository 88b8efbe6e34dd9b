"""Opening and saving files: by dialog, by dropping, from the list of recent files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import NetworkFacts, OpenNetwork, SavedFile, SaveNetwork
from visctx_gui.gui.overwriting import may_write, may_write_network, with_suffix_added
from visctx_gui.gui.workspace import Workspace

NETWORK_SUFFIXES = (".safetensors", ".json", ".pt", ".pth")
EXPERIMENT_SUFFIX = ".toml"
IMAGE_FILTER = "*.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff *.webp *.ppm *.pgm"


class FileOpening(QObject):
    """Knows where files go by their name.

    Attributes
    ----------
    images_chosen : Signal(object)
        Tuple of paths of images or folders.
    experiment_chosen : Signal(object)
        Path of an experiment file.
    saved : Signal(str)
        Path of a file that was written.
    recent_changed : Signal
        The list of recent files has changed.
    """

    images_chosen = Signal(object)
    experiment_chosen = Signal(object)
    saved = Signal(str)
    recent_changed = Signal()

    def __init__(self, client: EngineClient, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._client, self._workspace, self._window = client, workspace, window

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open files by their kind; everything that is no network or experiment counts as an image."""
        images: list[str] = []
        for path in paths:
            suffix = path.suffix.lower()
            if suffix in NETWORK_SUFFIXES and not path.is_dir():
                self.open_network(path)
            elif suffix == EXPERIMENT_SUFFIX and not path.is_dir():
                self.experiment_chosen.emit(path)
            else:
                images.append(str(path))
        if images:
            self.images_chosen.emit(tuple(images))

    def open_network(self, path: Path) -> None:
        """Open a network file; what is loaded stays if it cannot be used."""
        file = path.with_suffix(".safetensors") if path.suffix.lower() == ".json" else path
        self._client.ask(OpenNetwork(path=str(file)), on_done=self._network_opened)

    @Slot()
    def ask_network(self) -> None:
        """Let a person choose a network file."""
        kinds = " ".join(f"*{suffix}" for suffix in NETWORK_SUFFIXES if suffix != ".json")
        path, _kind = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open network"),
            "",
            self.tr("Networks ({kinds})").format(kinds=kinds),
        )
        if path:
            self.open_network(Path(path))

    @Slot()
    def ask_images(self) -> None:
        """Let a person choose images."""
        paths, _kind = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Open images"),
            "",
            self.tr("Images ({kinds});;All files (*)").format(kinds=IMAGE_FILTER),
        )
        if paths:
            self.images_chosen.emit(tuple(paths))

    @Slot()
    def ask_experiment(self) -> None:
        """Let a person choose an experiment file."""
        path, _kind = QFileDialog.getOpenFileName(
            self._window, self.tr("Open experiment"), "", self.tr("Experiments (*.toml)")
        )
        if path:
            self.experiment_chosen.emit(Path(path))

    @Slot()
    def ask_save_network(self) -> None:
        """Let a person choose where the network is written."""
        network = self._client.network
        if network is None:
            return
        name = f"{network.plan.name}-{network.trained_on or 'untrained'}-seed{network.seed}.safetensors"
        path, _kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Save network"), name, self.tr("Networks (*.safetensors)")
        )
        if path:
            file = with_suffix_added(Path(path), ".safetensors")
            if may_write_network(self._window, Path(path), file):
                self._client.ask(SaveNetwork(path=str(file)), on_done=self._network_saved)

    def ask_save_experiment(self, name: str) -> Path | None:
        """Let a person choose where an experiment is written; None where the dialog was closed or an old file is to stay."""
        path, _kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save experiment"),
            f"{name}.toml",
            self.tr("Experiments (*.toml)"),
        )
        if not path:
            return None
        file = with_suffix_added(Path(path), EXPERIMENT_SUFFIX)
        return file if may_write(self._window, Path(path), file) else None

    def ask_folder(self, title: str, start: str = "") -> str:
        """Let a person choose a folder; an empty text where the dialog was closed."""
        return QFileDialog.getExistingDirectory(self._window, title, start)

    @Slot(object)
    def _network_opened(self, network: NetworkFacts) -> None:
        if network.source not in ("new", "embedded"):
            self.remember(network.source)

    @Slot(object)
    def _network_saved(self, file: SavedFile) -> None:
        self.remember(file.path)
        self.saved.emit(file.path)

    def remember(self, path: str) -> None:
        """Put a file at the head of the recent ones."""
        self._workspace.add_recent_file(path)
        self.recent_changed.emit()

"""Writes into the log what happens: networks, data, trainings, lesions."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Slot

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import DataFacts, DeviceFacts, NetworkFacts, TrainingSummary
from visctx_gui.gui.selection import Selection
from visctx_gui.plan.lesion import Lesion
from visctx_gui.presentation.numbers import count_text

_logger = logging.getLogger("visctx_gui")


class Journal(QObject):
    """One line of the log for each thing that has happened."""

    def __init__(self, client: EngineClient, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._weights = ""
        client.network_changed.connect(self._note_network)
        client.data_changed.connect(self._note_data)
        client.device_changed.connect(self._note_device)
        client.training_ended.connect(self._note_end)
        selection.lesion_changed.connect(self._note_lesion)

    @Slot(object)
    def _note_network(self, network: NetworkFacts) -> None:
        if network.weights_sha256 != self._weights:
            self._weights = network.weights_sha256
            _logger.info(
                "Network: %s, %s parameters, %s steps trained, seed %s",
                network.source,
                count_text(network.parameters),
                count_text(network.steps_trained),
                network.seed,
            )

    @Slot(object)
    def _note_data(self, data: DataFacts) -> None:
        sizes = "/".join(count_text(data.n(split)) for split in ("train", "validation", "test"))
        _logger.info("Data: %s, %s images for training/validation/test", data.plan.label, sizes)

    @Slot(object)
    def _note_device(self, device: DeviceFacts) -> None:
        _logger.info("Device: %s (%s)", device.title, device.name)

    @Slot(object)
    def _note_end(self, summary: TrainingSummary | None) -> None:
        if summary is None:
            _logger.info("Training ended without a result")
        else:
            _logger.info(
                "Training: %s at step %s, %s",
                summary.ending,
                count_text(summary.last.step),
                summary.run_folder,
            )

    @Slot(object)
    def _note_lesion(self, lesion: Lesion) -> None:
        parts = (f"{layer} {', '.join(map(str, lesion.units(layer)))}" for layer in lesion.layers)
        _logger.info("Lesion: %s", "; ".join(parts) or "none")

"""The experiment that the forms show: saved as a file, or run into a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSaveFile, Signal, Slot

from visctx_gui.bridge.engine_client import EngineClient
from visctx_gui.engine.messages import RunExperiment, SavedFile
from visctx_gui.gui.file_opening import FileOpening
from visctx_gui.plan.experiment import ExperimentPlan, check_experiment, write_experiment
from visctx_gui.plan.wording import PlanError, message, translatable


class ExperimentFiles(QObject):
    """Writes and runs what `shown_plan` gives.

    Parameters
    ----------
    shown_plan : callable
        The experiment of the forms; raises `PlanError` while a form is refused.

    Attributes
    ----------
    refused : Signal(object)
        A `PlanError`.
    told : Signal(str)
        A short good message.
    """

    refused = Signal(object)
    told = Signal(str)

    def __init__(
        self, client: EngineClient, files: FileOpening, shown_plan: Callable[[], ExperimentPlan]
    ) -> None:
        super().__init__(files)
        self._client, self._files, self._shown_plan = client, files, shown_plan

    @Slot()
    def save(self) -> None:
        """Ask for a file and write the experiment into it."""
        plan = self._checked()
        path = self._files.ask_save_experiment(plan.name) if plan else None
        if plan is None or path is None:
            return
        try:
            _write(path, write_experiment(plan))
        except PlanError as error:
            self.refused.emit(error)
            return
        self._files.remember(str(path))
        self.told.emit(self.tr("Saved {path}").format(path=path))

    @Slot()
    def run(self) -> None:
        """Ask for a folder and run the experiment into a new folder inside it."""
        plan = self._checked()
        folder = self._files.ask_folder(self.tr("Folder for the results")) if plan else ""
        if plan is None or not folder:
            return
        self._client.ask(
            RunExperiment(
                experiment_toml=write_experiment(plan),
                name=plan.name,
                folder=str(_free_folder(Path(folder), plan.name)),
            ),
            on_done=self._tell_report,
        )

    def _checked(self) -> ExperimentPlan | None:
        try:
            plan = self._shown_plan()
            check_experiment(plan)
        except PlanError as error:
            self.refused.emit(error)
            return None
        return plan

    @Slot(object)
    def _tell_report(self, report: SavedFile) -> None:
        self.told.emit(self.tr("The experiment is done: {path}").format(path=report.path))


def _free_folder(parent: Path, name: str) -> Path:
    folder, number = parent / name, 2
    while folder.exists():
        folder, number = parent / f"{name}-{number}", number + 1
    return folder


def _write(path: Path, text: str) -> None:
    file = QSaveFile(str(path))
    written = file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(text.encode()) >= 0
    if not written or not file.commit():
        raise PlanError(
            message(
                translatable("{name} cannot be written: {reason}."),
                name=path.name,
                reason=file.errorString(),
            ),
            message(translatable("Choose another folder.")),
        )

"""The pictures of a tour."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from visctx_gui.plan.result_folder import unusable_folder
from visctx_gui.plan.wording import ReportableError, message, translatable


class Album:
    """Writes what a widget shows as PNG files into a folder.

    Attributes
    ----------
    paths : list of Path
        The files, in the order in which they were written.
    """

    def __init__(self, folder: Path) -> None:
        self.paths: list[Path] = []
        self._folder = folder

    def make_folder(self) -> None:
        """Make the folder where it does not exist.

        Raises
        ------
        PlanError
            Where it cannot be made.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unusable_folder(self._folder, str(error)) from error

    def add(self, name: str, widget: QWidget) -> None:
        """Save a widget as it is seen now, as ``name.png``.

        Raises
        ------
        ReportableError
            Where the file cannot be written.
        """
        from visctx_gui.cortex.files.atomic import replaced_file

        path = self._folder / f"{name}.png"
        with replaced_file(path) as part:
            if not widget.grab().save(str(part), "PNG"):
                raise ReportableError(
                    message(translatable("The picture {path} cannot be written."), path=str(path)),
                    message(translatable("Is the disk full?")),
                )
        self.paths.append(path)

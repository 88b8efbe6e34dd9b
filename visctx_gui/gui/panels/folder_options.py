"""How a folder of images becomes a data set: size, colour, classes, split."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from visctx_gui.gui.plan_form import PlanForm
from visctx_gui.plan.data import DataPlan, check_data

FIELDS = (
    "image_size",
    "colour",
    "normalisation",
    "most_classes",
    "fewest_images",
    "images_per_class",
    "test_share",
    "validation_share",
    "split_seed",
)


class FolderOptions(QDialog):
    """A window beside the panels; it does not hold up anything.

    Signals: ``wanted(DataPlan)``, the folder opened like this.
    """

    wanted = Signal(object)

    def __init__(self, plan: DataPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("folder_options")
        self.setWindowTitle(self.tr("Images of a folder"))
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        explanation = QLabel(
            self.tr(
                "The shorter side is resized and the middle cut out. Shares and seed are used where "
                "the folder has no train, val and test folders of its own."
            ),
            self,
        )
        explanation.setWordWrap(True)
        self.form = PlanForm(plan, "data", FIELDS, check_data, parent=self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.open_button = self.buttons.addButton(
            self.tr("Open"), QDialogButtonBox.ButtonRole.ApplyRole
        )
        self.open_button.setToolTip(self.tr("Read the folder again like this"))
        self.open_button.setDefault(True)  # what the Enter key does
        self.open_button.clicked.connect(self._pass_on)
        self.buttons.rejected.connect(self.hide)
        self.form.changed.connect(self._follow)
        column = QVBoxLayout(self)
        for part in (self.title, explanation, self.form, self.buttons):
            column.addWidget(part)
        self.show_plan(plan)

    def show_plan(self, plan: DataPlan) -> None:
        """Fill the form."""
        self.title.setText(plan.facts.title)
        self.form.set_plan(plan)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self.open_button.setEnabled(self.form.plan() is not None)

    @Slot()
    def _pass_on(self) -> None:
        plan = self.form.plan()
        if plan is not None:
            self.wanted.emit(plan)

"""Run folders: a training that can be killed at any moment and taken up again."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import torch

from visctx_gui.cortex.files.atomic import remove_leftovers
from visctx_gui.cortex.files.sealed_tensors import (
    SealedTensors,
    not_written,
    read_sealed,
    refused,
    write_sealed,
)
from visctx_gui.cortex.files.weights import check_description, plan_from_description
from visctx_gui.cortex.images.data_sets import platform_data_folder
from visctx_gui.cortex.images.image_set import DataSet
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.cortex.training.held_lesion import held_statistics
from visctx_gui.cortex.training.trainer import Trainer, TrainingState
from visctx_gui.plan.data import DataPlan
from visctx_gui.plan.fields import plan_from_table, table_from_plan
from visctx_gui.plan.lesion import Lesion, LesionPart, check_lesion
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.training import TrainingPlan
from visctx_gui.plan.wording import CheckpointError, PlanError, message, translatable

CHECKPOINT = "checkpoint.safetensors"
MOMENTS = "moments.safetensors"


def runs_folder() -> Path:
    """Where run folders lie: ``VISCTX_RUNS``, else ``visctx-gui/runs`` in the platform's data folder."""
    named = os.environ.get("VISCTX_RUNS")
    if named:
        return Path(named).expanduser()
    return platform_data_folder(sys.platform, os.environ, Path.home()) / "visctx-gui" / "runs"


def new_run_folder(
    base: Path, network_name: str, data_name: str, seed: int, today: date | None = None
) -> Path:
    """Make a folder DATE-NETWORK-DATA-seedN; a number follows where the name is taken.

    Parameters
    ----------
    base : Path
        Usually `runs_folder`; made where it is missing.
    network_name, data_name : str
        Characters that file names do not like become hyphens.
    seed : int
    today : date, optional

    Raises
    ------
    CheckpointError
        Where no folder can be made.
    """
    day = (today or date.today()).isoformat()
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", f"{day}-{network_name}-{data_name}-seed{seed}")
    number = 1
    while True:
        folder = base / (name if number == 1 else f"{name}-{number}")
        try:
            base.mkdir(parents=True, exist_ok=True)
            folder.mkdir()
        except FileExistsError as error:
            if not base.is_dir():
                raise not_written(base, error) from error
            number += 1
            continue
        except OSError as error:
            raise not_written(folder, error) from error
        return folder


@dataclass(frozen=True)
class Checkpoint:
    """A training as it stood.

    Attributes
    ----------
    network_plan, training_plan, data_plan
        What was being done.
    data_sha256 : str
        Of the data set it was done with.
    class_names : tuple of str
    seed : int
        Of the first weights.
    steps_before : int
        Steps the network had been trained before this training began.
    device, torch_version : str
        What it ran on; on another one the numbers go on slightly differently.
    lesion : Lesion
        Held all the time.
    state : TrainingState
    """

    network_plan: NetworkPlan
    training_plan: TrainingPlan
    data_plan: DataPlan
    data_sha256: str
    class_names: tuple[str, ...]
    seed: int
    steps_before: int
    device: str
    torch_version: str
    lesion: Lesion
    state: TrainingState

    def trainer(self, data: DataSet, device: torch.device) -> Trainer:
        """A trainer that goes on from here, with a network of its own.

        Parameters
        ----------
        data : DataSet
            Opened by `data_plan`.
        device : torch.device

        Raises
        ------
        CheckpointError
            Where the images are not those it began with.
        PlanError, DataError
            As for `Trainer`.
        """
        if data.sha256 != self.data_sha256:
            raise CheckpointError(
                message(
                    translatable("{name} no longer holds the images this run began with."),
                    name=self.data_plan.name,
                ),
                message(translatable("Bring back the old data set, or begin a new run.")),
            )
        network = new_network(self.network_plan, self.seed)
        statistics = held_statistics(self.state.tensors)
        try:
            trainer = Trainer(network, data, self.training_plan, device, self.lesion, statistics)
        except ValueError as error:
            raise CheckpointError(
                message(
                    translatable("This checkpoint does not belong to this training: {reason}"),
                    reason=str(error),
                )
            ) from error
        trainer.restore(self.state)
        return trainer


def save_checkpoint(folder: Path, trainer: Trainer, seed: int, steps_before: int = 0) -> Path:
    """Write everything a training needs to go on into one file, atomically.

    Parameters
    ----------
    folder : Path
        The run's.
    trainer : Trainer
        Between two batches; waits for the device.
    seed : int
        Of the network's first weights.
    steps_before : int
        Steps the network had behind it before this training.

    Returns
    -------
    Path
        Of the checkpoint.

    Raises
    ------
    CheckpointError
        Where it cannot be written; the last checkpoint is still there.
    TrainingDiverged
        There is nothing to go on with.
    """
    state = trainer.state()
    description: dict[str, Any] = {
        "plan": table_from_plan(trainer.network.plan),
        "training": table_from_plan(trainer.plan),
        "data": table_from_plan(trainer.data.plan),
        "data_sha256": trainer.data.sha256,
        "trained_on": trainer.data.plan.name,
        "class_names": list(trainer.data.class_names),
        "seed": seed,
        "steps_trained": steps_before + trainer.step,
        "steps_before": steps_before,
        "device": str(trainer.device),
        "torch": torch.__version__,
        "values": state.values,
    }
    path = folder / CHECKPOINT
    write_sealed(path, "checkpoint", description, state.tensors)
    return path


def load_checkpoint(folder: Path) -> Checkpoint:
    """Open the checkpoint of a run.

    Parameters
    ----------
    folder : Path
        The run's. Unfinished files of a killed process are removed.

    Raises
    ------
    CheckpointError
        Where there is none, or it is damaged.
    """
    path = folder / CHECKPOINT
    if not path.exists():
        raise refused(
            folder,
            translatable("{path} holds no checkpoint to go on from."),
            message(translatable("A run has one after its first epoch; choose another folder.")),
        )
    remove_leftovers(folder)
    return _checkpoint_from(path, read_sealed(path, "checkpoint"))


def _checkpoint_from(path: Path, sealed: SealedTensors) -> Checkpoint:
    table = sealed.description
    network_plan = plan_from_description(path, table)
    facts = check_description(path, table, network_plan)
    try:
        values = dict(table["values"])
        lesion = _lesion_from(values)
        check_lesion(lesion, network_plan)
        return Checkpoint(
            network_plan=network_plan,
            training_plan=plan_from_table(TrainingPlan, table["training"], "training"),
            data_plan=plan_from_table(DataPlan, table["data"], "data"),
            data_sha256=facts.data_sha256,
            class_names=facts.class_names,
            seed=facts.seed,
            steps_before=int(table["steps_before"]),
            device=str(table["device"]),
            torch_version=str(table["torch"]),
            lesion=lesion,
            state=TrainingState(sealed.tensors, values),
        )
    except (KeyError, TypeError, ValueError, PlanError) as error:
        raise refused(
            path, translatable("{path} is incomplete: {reason}."), reason=str(error)
        ) from error


def _lesion_from(values: dict[str, Any]) -> Lesion:
    """The lesion that is held; a file that names none is of a training without one."""
    parts = (plan_from_table(LesionPart, part, "lesion") for part in values.get("lesion", []))
    return Lesion(tuple(parts))

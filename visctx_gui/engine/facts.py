"""The session's state in the words of the protocol."""

from __future__ import annotations

import torch

from visctx_gui.cortex.files.network_file import weights_sha256
from visctx_gui.cortex.images.image_set import FolderReport
from visctx_gui.engine.messages import DataFacts, DeviceFacts, EngineState, NetworkFacts
from visctx_gui.engine.session import Session
from visctx_gui.plan.layers import layer_table, parameter_count


def network_facts(session: Session) -> NetworkFacts:
    """The loaded network.

    Raises
    ------
    ReportableError
        Where there is none.
    """
    loaded = session.needed_network()
    plan = loaded.network.plan
    return NetworkFacts(
        plan=plan,
        rows=layer_table(plan),
        parameters=parameter_count(plan),
        class_names=loaded.class_names,
        seed=loaded.seed,
        steps_trained=session.step,
        source=loaded.source,
        trained_on=loaded.trained_on,
        weights_sha256=weights_sha256(loaded.network),
    )


def data_facts(session: Session) -> DataFacts:
    """The loaded data set.

    Raises
    ------
    ReportableError
        Where there is none.
    """
    data = session.needed_data()
    report = data.report or FolderReport(str(session.data_folder))
    return DataFacts(
        plan=data.plan,
        class_names=data.class_names,
        counts={name: data.split(name).counts() for name in ("train", "validation", "test")},
        image_shape=data.image_shape,
        sha256=data.sha256,
        memory_bytes=data.memory_bytes,
        folder=report.folder,
        notes=report.notes,
        n_skipped=report.n_skipped,
        skipped=report.skipped,
        class_details=report.class_details,
    )


def device_facts(session: Session) -> DeviceFacts:
    """Where the engine computes."""
    chosen = session.chosen_device
    used = total = 0
    if chosen.device.type == "cuda":
        free, total = torch.cuda.mem_get_info(chosen.device)
        used = total - free
    return DeviceFacts(str(chosen.device), chosen.title, used, total)


def engine_state(session: Session) -> EngineState:
    """Everything that is loaded."""
    return EngineState(
        network=network_facts(session) if session.loaded is not None else None,
        data=data_facts(session) if session.data is not None else None,
        device=device_facts(session),
    )

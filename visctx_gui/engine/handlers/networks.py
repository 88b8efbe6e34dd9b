"""New, opened, embedded and saved networks; area labels; the device."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from visctx_gui.cortex.files.embedded import embedded_moments, embedded_network
from visctx_gui.cortex.files.network_file import NetworkFile, open_network, save_network
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.engine.facts import device_facts, engine_state, network_facts
from visctx_gui.engine.messages import (
    AskState,
    ChooseDevice,
    DeviceFacts,
    EngineState,
    NameAreas,
    NetworkFacts,
    NewNetwork,
    OpenEmbeddedNetwork,
    OpenNetwork,
    SavedFile,
    SaveNetwork,
)
from visctx_gui.engine.session import LoadedNetwork, Session
from visctx_gui.plan.network import NetworkPlan, check_network


def ask_state(session: Session, request: AskState) -> EngineState:
    """What is loaded now."""
    return engine_state(session)


def make_network(session: Session, request: NewNetwork) -> NetworkFacts:
    """An untrained network, prepared for the open data where they fit."""
    session.refuse_while_training()
    plan = _prepared_for_data(session, request.network)
    network = new_network(plan, request.seed)
    session.replace_network(LoadedNetwork(network, _class_names(session, plan), request.seed))
    return network_facts(session)


def _prepared_for_data(session: Session, plan: NetworkPlan) -> NetworkPlan:
    """The plan with the data's mean and SD, unless it states its own."""
    data, usual = session.data, NetworkPlan()
    stated = (plan.input_mean, plan.input_sd) != (usual.input_mean, usual.input_sd)
    if data is None or stated or data.image_shape != tuple(plan.input_shape):
        return plan
    return replace(plan, input_mean=tuple(data.input_mean), input_sd=tuple(data.input_sd))


def _class_names(session: Session, plan: NetworkPlan) -> tuple[str, ...]:
    if session.data is not None and len(session.data.class_names) == plan.n_classes:
        return session.data.class_names
    return tuple(str(number) for number in range(plan.n_classes))


def open_network_file(session: Session, request: OpenNetwork) -> NetworkFacts:
    """A network from a file; on any failure the one that is loaded stays."""
    session.refuse_while_training()
    session.replace_network(loaded_from(open_network(Path(request.path)), request.path))
    return network_facts(session)


def open_embedded_network(session: Session, request: OpenEmbeddedNetwork) -> NetworkFacts:
    """The network that ships with the program, with the moments of its training."""
    session.refuse_while_training()
    loaded = loaded_from(embedded_network(), "embedded")
    loaded.moments = embedded_moments()
    session.replace_network(loaded)
    return network_facts(session)


def loaded_from(file: NetworkFile, source: str) -> LoadedNetwork:
    """What a network file holds, ready for the session."""
    return LoadedNetwork(
        network=file.network,
        class_names=tuple(file.class_names),
        seed=file.seed,
        steps=file.steps_trained,
        source=source,
        trained_on=file.trained_on,
        data_sha256=file.data_sha256,
    )


def save_network_file(session: Session, request: SaveNetwork) -> SavedFile:
    """Write the network as it is now, also in the middle of a training."""
    loaded = session.needed_network()
    path = save_network(
        Path(request.path),
        NetworkFile(
            network=loaded.network,
            class_names=loaded.class_names,
            seed=loaded.seed,
            steps_trained=session.step,
            trained_on=loaded.trained_on,
            data_sha256=loaded.data_sha256,
            source=loaded.source,
        ),
    )
    return SavedFile(str(path))


def name_areas(session: Session, request: NameAreas) -> NetworkFacts:
    """Change the area labels; the weights stay."""
    network = session.needed_network().network
    plan = replace(network.plan, areas=request.areas)
    check_network(plan)
    network.plan = plan
    return network_facts(session)


def change_device(session: Session, request: ChooseDevice) -> DeviceFacts:
    """Move everything to another device."""
    session.refuse_while_training()
    session.move_to(request.device)
    if session.chosen_device.note.template:
        session.announce_device()
    return device_facts(session)

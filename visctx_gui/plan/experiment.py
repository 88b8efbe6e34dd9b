"""An experiment: everything that is to be done, as one value that a TOML file holds."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field, replace
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from visctx_gui.plan.data import FOLDER, DataPlan, DataSetFacts, check_data
from visctx_gui.plan.fields import (
    check_ranges,
    nearest,
    option,
    plan_from_table,
    table_from_plan,
    unknown_key,
)
from visctx_gui.plan.lesion_entry import (
    CHOSEN_BY,
    LesionCurvePlan,
    LesionEntry,
    SweepPlan,
    check_entries,
    check_layers,
    check_ranking_split,
)
from visctx_gui.plan.network import NetworkPlan, check_network
from visctx_gui.plan.training import TrainingPlan, check_training
from visctx_gui.plan.wording import PlanError, message, translatable


@dataclass(frozen=True, slots=True)
class ActivationsPlan:
    """``[activations]``: the maps of these layers for one test image."""

    layers: tuple[str, ...] = option(("conv1", "conv2"))
    image: int = option(0, minimum=0)


@dataclass(frozen=True, slots=True)
class ExperimentPlan:
    """A whole experiment.

    Attributes
    ----------
    name : str
        The file's stem, or the name of a ready-made experiment.
    seconds_on_cpu : int
        What it takes on two cores, for the list; 0 where nobody measured it.
    opened : DataSetFacts or None
        What only the opened images of a folder tell; not part of the file.
    follows : tuple of str
        Fields of the network that are taken from the images of a folder when it is opened.
    """

    name: str = "experiment"
    title: str = ""
    seconds_on_cpu: int = 0
    data: DataPlan = field(default_factory=DataPlan)
    network: NetworkPlan = field(default_factory=NetworkPlan)
    training: TrainingPlan = field(default_factory=TrainingPlan)
    lesions: tuple[LesionEntry, ...] = ()
    sweep: SweepPlan | None = None
    lesion_curve: LesionCurvePlan | None = None
    activations: ActivationsPlan | None = None
    opened: DataSetFacts | None = None
    follows: tuple[str, ...] = ()

    @property
    def data_facts(self) -> DataSetFacts:
        """What is known of the images now."""
        return self.opened or self.data.facts

    @property
    def n_validation(self) -> int:
        """Images kept for validation, as far as they are known now."""
        return self.opened.n_validation if self.opened else self.data.n_validation_used


_SECTIONS: dict[str, Any] = {
    "data": DataPlan,
    "network": NetworkPlan,
    "training": TrainingPlan,
    "lesion": LesionEntry,
    "sweep": SweepPlan,
    "lesion_curve": LesionCurvePlan,
    "activations": ActivationsPlan,
}
_SECTIONS_WITH_LAYERS = ("sweep", "lesion_curve", "activations")
_TOP_KEYS = ("title", "seconds_on_cpu")


def read_experiment(text: str, name: str, overrides: tuple[str, ...] = ()) -> ExperimentPlan:
    """Read and check an experiment file.

    Parameters
    ----------
    text : str
        TOML.
    name : str
        The experiment's name.
    overrides : tuple of str
        ``section.key=value`` as ``--set`` takes them; ``lesion.0.first=4`` reaches list items.

    Returns
    -------
    ExperimentPlan
        The network's input shape and classes follow the data unless the file states them.

    Raises
    ------
    PlanError
        For a syntax error, an unknown key, a wrong type or an impossible value.
    """
    try:
        table = tomlkit.parse(text).unwrap()
    except TOMLKitError as error:
        raise PlanError(
            message(
                translatable("{name} is not a valid experiment file: {reason}"),
                name=name,
                reason=str(error),
            )
        ) from error
    for override in overrides:
        _override(table, override)
    return _from_table(table, name)


def _override(table: dict[str, Any], override: str) -> None:
    path, equals, value_text = override.partition("=")
    keys = path.strip().split(".")
    if not equals or len(keys) < 2:
        raise PlanError(
            message(
                translatable("--set {given} is not of the form section.key=value."), given=override
            )
        )
    section = keys[0]
    if section not in _SECTIONS:
        raise unknown_key(section, section, _SECTIONS)
    value = _value_from_text(value_text.strip())
    if section == "lesion":
        _override_lesion(_lesion_item(table, keys, path), keys[2:], value)
    elif len(keys) == 2:
        target = table.setdefault(section, {})
        if not isinstance(target, dict):
            raise _not_a_section(section)
        target[keys[1]] = value
    else:
        raise unknown_key(
            path, keys[-1], (one.name for one in dataclasses.fields(_SECTIONS[section]))
        )


def _override_lesion(entry: dict[str, Any], keys: list[str], value: Any) -> None:
    if keys[0] in CHOSEN_BY:
        for other in CHOSEN_BY:
            entry.pop(other, None)
    for key in keys[:-1]:
        entry = entry.setdefault(key, {})
        if not isinstance(entry, dict):
            raise _not_a_section(key)
    entry[keys[-1]] = value


def _lesion_item(table: dict[str, Any], keys: list[str], path: str) -> dict[str, Any]:
    lesions = _lesion_items(table.get("lesion", []))
    if not lesions:
        raise PlanError(
            message(translatable("--set {path}: this experiment has no [[lesion]]."), path=path)
        )
    if len(keys) < 3 or not keys[1].isdecimal() or int(keys[1]) >= len(lesions):
        raise PlanError(
            message(
                translatable(
                    "--set {path}: lesions are numbered 0 to {last}, as in lesion.0.first=4."
                ),
                path=path,
                last=len(lesions) - 1,
            )
        )
    return lesions[int(keys[1])]


def _lesion_items(given: Any) -> list[dict[str, Any]]:
    if isinstance(given, list) and all(isinstance(item, dict) for item in given):
        return given
    raise PlanError(message(translatable("Lesions are written as [[lesion]], in double brackets.")))


def _not_a_section(section: str) -> PlanError:
    return PlanError(
        message(translatable("[{section}] must be a section with settings."), section=section)
    )


def _value_from_text(text: str) -> Any:
    try:
        return tomlkit.parse(f"value = {text}").unwrap()["value"]
    except TOMLKitError:
        return text


def _from_table(table: dict[str, Any], name: str) -> ExperimentPlan:
    for key in table:
        if key not in _SECTIONS and key not in _TOP_KEYS:
            raise unknown_key(key, key, (*_TOP_KEYS, *_SECTIONS))
    parts: dict[str, Any] = {}
    for section, plan_type in _SECTIONS.items():
        if section not in table:
            continue
        given = table[section]
        if section == "lesion":
            parts["lesions"] = tuple(
                plan_from_table(plan_type, item, f"lesion.{i}")
                for i, item in enumerate(_lesion_items(given))
            )
        elif not isinstance(given, dict):
            raise _not_a_section(section)
        else:
            parts[section] = plan_from_table(plan_type, given, section)
    head = plan_from_table(_Head, {k: table[k] for k in _TOP_KEYS if k in table}, "experiment")
    plan = ExperimentPlan(
        name=name, title=head.title or name, seconds_on_cpu=head.seconds_on_cpu, **parts
    )
    plan = _follow_data(plan, table.get("network", {}))
    check_experiment(plan)
    return plan


@dataclass(frozen=True, slots=True)
class _Head:
    title: str = ""
    seconds_on_cpu: int = 0


def _follow_data(plan: ExperimentPlan, given: dict[str, Any]) -> ExperimentPlan:
    check_data(plan.data)
    follows = tuple(name for name in _FOLLOWING if name not in given)
    plan = replace(plan, follows=follows)
    if plan.data.name == FOLDER:
        return plan
    data = replace(plan.data, n_validation=plan.data.n_validation_used)
    shape = plan.data.image_shape
    return _following(replace(plan, data=data), shape, len(plan.data.facts.class_names))


_FOLLOWING = ("input_shape", "n_classes")


def _following(
    plan: ExperimentPlan, image_shape: tuple[int, int, int], n_classes: int
) -> ExperimentPlan:
    values: dict[str, Any] = {"input_shape": image_shape, "n_classes": n_classes}
    wanted = {name: values[name] for name in plan.follows}
    return replace(plan, network=replace(plan.network, **wanted), follows=())


def fitted_to(plan: ExperimentPlan, opened: DataSetFacts) -> ExperimentPlan:
    """An experiment with a folder's images, completed by what opening the folder has shown.

    Parameters
    ----------
    plan : ExperimentPlan
    opened : DataSetFacts
        Of the opened folder.

    Returns
    -------
    ExperimentPlan
        All defaults filled in; what the file leaves open of the network follows the images.

    Raises
    ------
    PlanError
        Where the experiment cannot be carried out with these images.
    """
    fitted = completed(plan, opened)
    check_experiment(fitted)
    return fitted


def completed(plan: ExperimentPlan, opened: DataSetFacts) -> ExperimentPlan:
    """The same as `fitted_to`, unchecked."""
    data = replace(
        plan.data,
        image_size=opened.height,
        test_share=plan.data.test_share_used,
        validation_share=plan.data.validation_share_used,
    )
    followed = _following(plan, opened.image_shape, max(2, len(opened.class_names)))
    return replace(followed, data=data, opened=opened)


def check_experiment(plan: ExperimentPlan) -> None:
    """Refuse an experiment that cannot be carried out.

    Raises
    ------
    PlanError
        With section and key.
    """
    check_data(plan.data)
    facts, n_validation = plan.data_facts, plan.n_validation
    if facts.is_known:
        check_network(plan.network)
        check_training(plan.training, facts.n_train - n_validation)
        check_fit(plan.data, plan.network, plan.opened)
    else:  # of a folder that is not open yet: checked again then, by `fitted_to`
        check_ranges(plan.network, "network")
        check_training(plan.training)
        n_validation = 1
    sizes = dict(zip(plan.network.conv_names, plan.network.filters, strict=True))
    check_entries(plan.lesions, plan.network, n_validation)
    for section in _SECTIONS_WITH_LAYERS:
        part = getattr(plan, section)
        if part is not None:
            check_ranges(part, section)
            check_layers(part.layers, f"{section}.layers", sizes)
    _check_rankings(plan, n_validation)
    n_test = facts.n_test if facts.is_known else None
    if plan.activations is not None and n_test is not None and plan.activations.image >= n_test:
        raise PlanError(
            message(
                translatable("activations.image = {image}, but the test images are 0 to {last}."),
                image=plan.activations.image,
                last=n_test - 1,
            ),
            field="activations.image",
        )


def check_fit(data: DataPlan, network: NetworkPlan, opened: DataSetFacts | None = None) -> None:
    """Refuse a network that does not take the data set's images or classes.

    Parameters
    ----------
    data : DataPlan
    network : NetworkPlan
    opened : DataSetFacts, optional
        What the opened images show; a folder's cannot be known without.

    Raises
    ------
    PlanError
        With both sizes.
    """
    shape = data.image_shape if opened is None else opened.image_shape
    names = (opened or data.facts).class_names
    if tuple(network.input_shape) != shape:
        raise PlanError(
            message(
                translatable("The network takes images of {wanted}, but {name} has {given}."),
                wanted=_shape_text(network.input_shape),
                name=data.label,
                given=_shape_text(shape),
            ),
            message(
                translatable("Choose another data set, or make a new network for these images.")
            ),
            field="network.input_shape",
        )
    if network.n_classes != len(names):
        raise PlanError(
            message(
                translatable("The network gives {wanted} answers, but {name} has {given} classes."),
                wanted=network.n_classes,
                name=data.label,
                given=len(names),
            ),
            field="network.n_classes",
        )


def _shape_text(shape: tuple[int, ...]) -> str:
    return " x ".join(str(side) for side in shape)


def _check_rankings(plan: ExperimentPlan, n_validation: int) -> None:
    if plan.sweep is not None and plan.sweep.rankings:
        check_ranking_split(plan.sweep.ranking_split, "sweep.ranking_split", n_validation)
    curve = plan.lesion_curve
    if curve is not None and "importance" in curve.orders:
        check_ranking_split(curve.ranking_split, "lesion_curve.ranking_split", n_validation)


def experiment_settings(plan: ExperimentPlan) -> dict[str, Any]:
    """Everything in the plan as plain values, defaults filled in, sections as in the file."""
    settings: dict[str, Any] = {"title": plan.title, "seconds_on_cpu": plan.seconds_on_cpu}
    settings["data"] = table_from_plan(plan.data)
    network = table_from_plan(plan.network)
    settings["network"] = {name: network[name] for name in network if name not in plan.follows}
    settings["training"] = table_from_plan(plan.training)
    if plan.lesions:
        settings["lesion"] = [table_from_plan(entry) for entry in plan.lesions]
    for section in _SECTIONS_WITH_LAYERS:
        part = getattr(plan, section)
        if part is not None:
            settings[section] = table_from_plan(part)
    return settings


def write_experiment(plan: ExperimentPlan) -> str:
    """The experiment as TOML; `read_experiment` gives the same plan again."""
    return tomlkit.dumps(json.loads(json.dumps(experiment_settings(plan))))


def unknown_experiment(name: str, known: tuple[str, ...]) -> PlanError:
    """The error for an experiment that is neither ready-made nor a file."""
    close = nearest(name, known)
    advice = (
        message(translatable("Did you mean '{close}'?"), close=close)
        if close
        else message(
            translatable("Ready-made: {known}. A file ends in .toml."), known=", ".join(known)
        )
    )
    return PlanError(message(translatable("There is no experiment '{name}'."), name=name), advice)

"""Fields of a plan: default, range, unit and help in one place, read by the checks, the files and the window."""

from __future__ import annotations

import dataclasses
import difflib
import math
import types
import typing
from dataclasses import MISSING, dataclass, field
from typing import Any

from visctx_gui.plan.wording import Message, PlanError, message, translatable


@dataclass(frozen=True, slots=True)
class Option:
    """What is known of one field of a plan.

    Attributes
    ----------
    title : str
        A few words for a form, marked `translatable`.
    help : str
        One sentence for a tooltip, marked `translatable`.
    unit : str
        Such as ``px``; empty where there is none.
    minimum, maximum : float
        Both ends allowed, unless `above_minimum`.
    above_minimum : bool
        The minimum itself is not allowed.
    choices : tuple of str
        All that is allowed for a text; empty where any is.
    """

    title: str = ""
    help: str = ""
    unit: str = ""
    minimum: float = -math.inf
    maximum: float = math.inf
    above_minimum: bool = False
    choices: tuple[str, ...] = ()


NO_OPTION = Option()


def option(default: Any, **facts: Any) -> Any:
    """A dataclass field with its `Option`.

    Parameters
    ----------
    default : object
        The default value.
    **facts
        The attributes of `Option`.
    """
    return field(default=default, metadata={"option": Option(**facts)})


def option_of(plan_type: Any, name: str) -> Option:
    """The `Option` of a field of a plan class (or of a plan)."""
    for one in dataclasses.fields(plan_type):
        if one.name == name:
            found = one.metadata.get("option", NO_OPTION)
            assert isinstance(found, Option)
            return found
    raise AttributeError(name)


def nearest(word: str, known: typing.Iterable[str]) -> str:
    """The known word that looks most like `word`, or an empty text where none does."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.4)
    return close[0] if close else ""


def check_ranges(plan: Any, section: str) -> None:
    """Refuse values outside the range or the choices of their fields.

    Parameters
    ----------
    plan : dataclass instance
        Its fields are made by `option`.
    section : str
        The name of the plan's section, used in the sentence.

    Raises
    ------
    PlanError
        For the first field that is wrong; `PlanError.field` is ``section.field``.
    """
    for one in dataclasses.fields(plan):
        facts = one.metadata.get("option", NO_OPTION)
        value = getattr(plan, one.name)
        values = value if isinstance(value, tuple) else (value,)
        for single in values:
            _check_value(f"{section}.{one.name}", single, facts)


def _check_value(place: str, value: Any, facts: Option) -> None:
    if isinstance(value, str) and facts.choices and value not in facts.choices:
        raise unknown_choice(place, value, facts.choices)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        too_low = value <= facts.minimum if facts.above_minimum else value < facts.minimum
        if math.isnan(value) or too_low or value > facts.maximum:
            raise PlanError(
                message(
                    translatable("{place} = {value} is not possible."), place=place, value=value
                ),
                _range_advice(facts),
                field=place,
            )


def _range_advice(facts: Option) -> Message:
    if math.isinf(facts.maximum) and facts.above_minimum:
        return message(translatable("It must be above {low:g}."), low=facts.minimum)
    if math.isinf(facts.maximum):
        return message(translatable("It must be {low:g} or more."), low=facts.minimum)
    if facts.above_minimum:
        return message(
            translatable("It must be above {low:g} and at most {high:g}."),
            low=facts.minimum,
            high=facts.maximum,
        )
    return message(
        translatable("It must lie between {low:g} and {high:g}."),
        low=facts.minimum,
        high=facts.maximum,
    )


def unknown_choice(place: str, value: str, choices: typing.Iterable[str]) -> PlanError:
    """The error for a word that is not among the choices, with the nearest one."""
    known = list(choices)
    close = nearest(value, known)
    what = message(translatable("{place} = '{value}' is not known."), place=place, value=value)
    if close:
        advice = message(translatable("Did you mean '{close}'?"), close=close)
    else:
        advice = message(translatable("Choose one of: {known}."), known=", ".join(known))
    return PlanError(what, advice, field=place)


def plan_from_table(plan_type: Any, table: dict[str, Any], section: str) -> Any:
    """Build a plan from a table of a TOML file, checking names and types.

    Parameters
    ----------
    plan_type : dataclass type
        Fields of type bool, int, float, str, another plan, tuples of these, and each or None.
    table : dict
        Plain Python values.
    section : str
        Used in the sentence of a refusal.

    Returns
    -------
    plan_type
        With defaults for what the table leaves out. Ranges are not yet checked.

    Raises
    ------
    PlanError
        For an unknown key (with the nearest known one) or a wrong type.
    """
    hints = typing.get_type_hints(plan_type)
    known = [one.name for one in dataclasses.fields(plan_type) if one.init]
    for key in table:
        if key not in known:
            raise unknown_key(f"{section}.{key}", key, known)
    values = {
        key: value_of_type(value, hints[key], f"{section}.{key}") for key, value in table.items()
    }
    missing = [
        one.name
        for one in dataclasses.fields(plan_type)
        if one.name not in values and one.default is MISSING and one.default_factory is MISSING
    ]
    if missing:
        raise PlanError(
            message(translatable("{place} is missing."), place=f"{section}.{missing[0]}"),
            field=f"{section}.{missing[0]}",
        )
    return plan_type(**values)


def unknown_key(place: str, key: str, known: typing.Iterable[str]) -> PlanError:
    """The error for a key that does not exist, with the nearest one that does."""
    names = list(known)
    close = nearest(key, names)
    what = message(translatable("There is no setting {place}."), place=place)
    if close:
        advice = message(translatable("Did you mean '{close}'?"), close=close)
    else:
        advice = message(translatable("Known here: {known}."), known=", ".join(names))
    return PlanError(what, advice, field=place)


def value_of_type(value: Any, wanted: Any, place: str) -> Any:
    """Convert a plain value to the type of a field, or refuse it.

    Parameters
    ----------
    value : object
        From a TOML file.
    wanted : type
        The field's type hint. A single number is taken for a tuple of one.
    place : str
        Used in the sentence.

    Raises
    ------
    PlanError
        Where the types do not fit.
    """
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if dataclasses.is_dataclass(wanted) and isinstance(value, dict):
        return plan_from_table(wanted, value, place)
    if origin in (types.UnionType, typing.Union):
        inner = [one for one in arguments if one is not type(None)]
        return None if value is None else value_of_type(value, inner[0], place)
    if origin is tuple:
        items = value if isinstance(value, (list, tuple)) else [value]
        return tuple(value_of_type(item, arguments[0], place) for item in items)
    if wanted is bool and isinstance(value, bool):
        return value
    if isinstance(value, bool):
        raise _wrong_type(value, wanted, place)
    if wanted is int and isinstance(value, int):
        return int(value)
    if wanted is float and isinstance(value, (int, float)):
        return float(value)
    if wanted is str and isinstance(value, str):
        return str(value)
    raise _wrong_type(value, wanted, place)


def _wrong_type(value: Any, wanted: Any, place: str) -> PlanError:
    if dataclasses.is_dataclass(wanted):
        return PlanError(
            message(translatable("[{section}] must be a section with settings."), section=place),
            field=place,
        )
    words = {
        bool: translatable("{place} must be true or false, not {value}."),
        int: translatable("{place} must be a whole number, not {value}."),
        float: translatable("{place} must be a number, not {value}."),
        str: translatable("{place} must be a text in quotes, not {value}."),
    }
    return PlanError(message(words[wanted], place=place, value=repr(value)), field=place)


def table_from_plan(plan: Any) -> dict[str, Any]:
    """The fields of a plan as plain values for TOML or JSON; None is left out."""
    table: dict[str, Any] = {}
    for one in dataclasses.fields(plan):
        value = getattr(plan, one.name)
        if value is not None:
            table[one.name] = _plain(value)
    return table


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return table_from_plan(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else value

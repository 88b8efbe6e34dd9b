"""Sentences for people: made anywhere, translated only in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Union

Value = Union[str, int, float, "Message"]


def translatable(template: str) -> str:
    """Mark a literal sentence so that the string extractor finds it.

    Parameters
    ----------
    template : str
        A literal with ``{name}`` or ``{name:.2f}`` places, never a built-up string.

    Returns
    -------
    str
        The template, unchanged.
    """
    return template


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence and the values that stand in its places.

    Attributes
    ----------
    template : str
        Marked with `translatable` where it is written.
    values : tuple of (str, value)
        The name of each place and what stands there; that may be a sentence of its own.
    """

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def translated(self, translate: Callable[[str], str]) -> str:
        """The sentence in another language, sentences in its places too.

        Parameters
        ----------
        translate : callable
            Gives the translation of a template.
        """
        values = {
            name: value.translated(translate) if isinstance(value, Message) else value
            for name, value in self.values
        }
        return translate(self.template).format(**values)

    def english(self) -> str:
        """The sentence in English, for the command line, logs and reports."""
        return self.translated(str)

    def __str__(self) -> str:
        return self.english()


def message(template: str, **values: Value) -> Message:
    """Build a `Message`; the template must be a ``translatable("...")`` literal."""
    return Message(template, tuple(values.items()))


NOTHING_TO_ADD = Message("")


def joined(notes: Iterable[Message]) -> Message:
    """Several short notes as one, each of which is translated by itself; empty ones are left out."""
    return reduce(_two, (note for note in notes if note.template), NOTHING_TO_ADD)


def _two(first: Message, second: Message) -> Message:
    if not first.template:
        return second
    return message(translatable("{first}; {second}"), first=first, second=second)


class ReportableError(Exception):
    """Something a person can understand and mend; shown without a traceback.

    Parameters
    ----------
    what : Message
        What happened, in one sentence.
    advice : Message, optional
        What to do about it, in one sentence.
    """

    def __init__(self, what: Message, advice: Message = NOTHING_TO_ADD) -> None:
        super().__init__(what.english())
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return " ".join(part for part in (self.what.english(), self.advice.english()) if part)


class PlanError(ReportableError):
    """The request itself is wrong and nothing was started.

    Parameters
    ----------
    what, advice : Message
        As for `ReportableError`.
    field : str
        The place in the plan, such as ``training.learning_rate``.
    """

    def __init__(self, what: Message, advice: Message = NOTHING_TO_ADD, *, field: str = "") -> None:
        super().__init__(what, advice)
        self.field = field


class DataError(ReportableError):
    """A data set is missing, incomplete or damaged."""


class ImageFileError(ReportableError):
    """An image file cannot be used; the sentence names the reason."""


class CheckpointError(ReportableError):
    """A network or run file cannot be used; nothing that was loaded has changed."""

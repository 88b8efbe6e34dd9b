"""What was left out of a folder: how many files, and the first of them with their reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from visctx_gui.cortex.images.image_files import readable_name
from visctx_gui.plan.wording import Message, Value, message, translatable

MOST_NAMED = 50


@dataclass
class SkippedFiles:
    """Counts all, names the first.

    Attributes
    ----------
    n : int
        Files and folders left out.
    named : list of (str, Message)
        Readable path and reason of the first 50.
    """

    n: int = 0
    named: list[tuple[str, Message]] = field(default_factory=list)

    def add(self, path: Path | str, template: str, **values: Value) -> None:
        """Note one.

        Parameters
        ----------
        path : Path or str
        template : str
            A translatable sentence; ``{path}`` in it is the file's name alone.
        **values
            For the other places of the sentence.
        """
        self.n += 1
        if len(self.named) < MOST_NAMED:
            values["path"] = readable_name(Path(path).name)
            self.named.append((readable_name(path), message(template, **values)))

    def refused(self, path: Path | str, reason: Message) -> None:
        """Note one that `read_image` has refused with a sentence about its path."""
        values = dict(reason.values)
        values.pop("path", None)
        self.add(path, reason.template, **values)

    def unreadable(self, path: Path | str, error: OSError) -> None:
        """Note one that the system does not give out."""
        reason = error.strerror or str(error)
        self.add(path, translatable("{path} cannot be read: {reason}."), reason=reason)

"""The `visctx-gui` command: what was asked, who does it, and how a refusal sounds. Imports nothing heavy."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import NoReturn

from visctx_gui import __version__
from visctx_gui.commands import (
    list_experiments,
    open_window,
    run_benchmarks,
    run_experiment,
    show_doctor,
    take_tour,
)
from visctx_gui.commands.console import complain, prepare_streams, silence_broken_pipe
from visctx_gui.plan.fields import nearest
from visctx_gui.plan.wording import (
    DataError,
    PlanError,
    ReportableError,
    message,
    translatable,
)

DONE, FAILED, WRONG_REQUEST, INTERRUPTED = 0, 1, 2, 130

_COMMANDS = (run_experiment, list_experiments, show_doctor, run_benchmarks, take_tour)


class _Parser(argparse.ArgumentParser):
    """argparse with refusals of one sentence."""

    def error(self, reason: str) -> NoReturn:
        sentence = reason[:1].upper() + reason[1:]
        raise PlanError(
            message(translatable("{sentence}."), sentence=sentence.rstrip(".")),
            message(translatable("'{command} --help' shows how it is used."), command=self.prog),
        )


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    shared = _Parser(add_help=False, allow_abbrev=False)
    shared.add_argument(
        "--verbose",
        action="store_true",
        default=argparse.SUPPRESS,
        help="show the traceback when something goes wrong",
    )
    parser = _Parser(
        prog="visctx-gui",
        description="Train a convolutional network and watch it, look inside, lesion it by clicking. "
        "Without a command the window opens.",
        epilog="example: visctx-gui run v1-v2-digits --out results",
        parents=[shared],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"visctx-gui {__version__}")
    parser.set_defaults(carry_out=open_window.carry_out, parser=parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for module in _COMMANDS:
        one = commands.add_parser(
            module.NAME,
            help=module.SUMMARY,
            description=module.SUMMARY[:1].upper() + module.SUMMARY[1:] + ".",
            epilog=f"example: {module.EXAMPLE}",
            parents=[shared],
            allow_abbrev=False,
        )
        module.add_options(one)
        one.set_defaults(carry_out=module.carry_out, parser=one)
    return parser


def parse(words: Sequence[str]) -> argparse.Namespace:
    """What was asked.

    Raises
    ------
    PlanError
        For an unknown command or option, with the nearest known one.
    SystemExit
        After ``--help`` and ``--version``.
    """
    _check_command(words)
    options, unknown = make_parser().parse_known_args(words)
    if unknown:
        raise _unknown_words(unknown, options.parser)
    return options


def _check_command(words: Sequence[str]) -> None:
    known = [module.NAME for module in _COMMANDS]
    first = next((word for word in words if not word.startswith("-")), None)
    if first is None or first in known:
        return
    what = message(translatable("There is no command '{given}'."), given=first)
    if first.endswith(".toml") or nearest(first, known) == "":
        raise PlanError(
            what,
            message(
                translatable("Known: {known}; an experiment is run with '{example}'."),
                known=", ".join(known),
                example="visctx-gui run EXPERIMENT --out DIR",
            ),
        )
    raise PlanError(
        what, message(translatable("Did you mean '{close}'?"), close=nearest(first, known))
    )


def _unknown_words(unknown: Sequence[str], parser: argparse.ArgumentParser) -> PlanError:
    option = next((word for word in unknown if word.startswith("-")), "")
    if not option:
        return PlanError(
            message(translatable("'{word}' is one word too many."), word=unknown[0]),
            message(translatable("'{command} --help' shows how it is used."), command=parser.prog),
        )
    known = [word for action in parser._actions for word in action.option_strings]
    close = nearest(option.partition("=")[0], known)
    advice = (
        message(translatable("Did you mean '{close}'?"), close=close)
        if close
        else message(translatable("Known: {known}."), known=", ".join(known))
    )
    return PlanError(message(translatable("There is no option '{given}'."), given=option), advice)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the program's name; those of the process by default.

    Returns
    -------
    int
        0 done, 1 failed, 2 wrong request, 130 interrupted.
    """
    prepare_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    verbose = "--verbose" in words
    try:
        code = _guarded(lambda: _carry_out(words), verbose)
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        return code
    except BrokenPipeError:
        silence_broken_pipe()
        return DONE


def _carry_out(words: Sequence[str]) -> int:
    try:
        options = parse(words)
    except SystemExit as stop:  # --help and --version
        return stop.code if isinstance(stop.code, int) else DONE
    return int(options.carry_out(options))


def _guarded(work: Callable[[], int], verbose: bool) -> int:
    """Run `work`; every failure becomes one sentence and an exit code."""
    try:
        return work()
    except BrokenPipeError:
        raise
    except (Exception, KeyboardInterrupt) as error:
        sentence, code = _sentence_and_code(error, verbose)
        if verbose:
            complain("".join(traceback.format_exception(error)).rstrip())
        complain(f"visctx-gui: {' '.join(sentence.split())}")
        return code


def _sentence_and_code(error: BaseException, verbose: bool) -> tuple[str, int]:
    if isinstance(error, (PlanError, DataError)):
        return str(error), WRONG_REQUEST
    if isinstance(error, ReportableError):
        return str(error), FAILED
    if isinstance(error, KeyboardInterrupt):
        return "Interrupted.", INTERRUPTED
    if isinstance(error, OSError):
        return f"A file could not be used: {error}.", FAILED
    advice = "" if verbose else " --verbose shows where."
    return f"Unexpected: {type(error).__name__}: {error}.{advice}", FAILED

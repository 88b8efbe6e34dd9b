"""What the source itself promises: no stubs, whole sentences, files of a readable length."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.structure.sources import PACKAGE, PROJECT, name_of, source_files, tree_of

LONGEST_FILE_LINES = 450
# The protocol is one table, and is read as one; the two colour tables are data.
LONG_BY_NATURE = ("engine/messages.py", "presentation/colour_tables.py")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError|coming soon)\b")
NO_ROOMS = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
# Made of parts that are literals themselves, by the rules of `plan`.
MADE_ELSEWHERE = ("plan/wording.py",)


def test_nothing_is_left_unfinished() -> None:
    found = {name_of(path): UNFINISHED.findall(path.read_text("utf-8")) for path in source_files()}
    assert not {name: words for name, words in found.items() if words}


def test_every_file_has_a_readable_length() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in source_files()}
    assert not {
        name: lines
        for name, lines in lengths.items()
        if lines > LONGEST_FILE_LINES and name not in LONG_BY_NATURE
    }


def test_files_and_public_names_say_what_they_are() -> None:
    assert not [silent for path in source_files() for silent in silent_names(path)]


def silent_names(path: Path) -> list[str]:
    """The file itself and its public functions and classes, where they have no docstring."""
    tree = tree_of(path)
    public = [
        node
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
    ]
    silent = [f"{name_of(path)}: {node.name}" for node in public if not ast.get_docstring(node)]
    return silent if ast.get_docstring(tree) else [name_of(path), *silent]


def test_no_room_is_a_drawer_for_anything() -> None:
    names = {
        part for path in source_files() for part in path.relative_to(PACKAGE).with_suffix("").parts
    }
    assert not names & NO_ROOMS


def test_every_sentence_is_a_translatable_literal() -> None:
    files = [path for path in source_files() if name_of(path) not in MADE_ELSEWHERE]
    assert not [offence for path in files for offence in sentence_offences(path)]


def sentence_offences(path: Path) -> list[str]:
    """Sentences that the extractor of strings could not find."""
    offences = []
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called, first = _name(node.func), node.args[0]
        place = f"{name_of(path)}:{node.lineno}"
        if called in ("translatable", "tr") and not _is_literal(first):
            offences.append(f"{place}: {called}() of something that is no literal")
        if called == "message" and _is_text(first):
            offences.append(f"{place}: message() of a text without translatable()")
    return offences


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, (ast.Constant, ast.JoinedStr, ast.BinOp))


def test_each_folder_of_tests_is_a_package() -> None:
    """Two test files of one name in two folders would else be taken for one another."""
    folders = {path.parent for path in (PROJECT / "tests").rglob("test_*.py")}
    assert not [str(folder) for folder in folders if not (folder / "__init__.py").is_file()]

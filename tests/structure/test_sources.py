"""What the source itself promises: no stubs, whole sentences, files of a readable length."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.structure.sources import PACKAGE, PROJECT, name_of, source_files, tree_of

LONGEST_FILE_LINES = 450
# The protocol is one table, and is read as one; the two colour tables are data.
LONG_BY_NATURE = ("engine/messages.py", "presentation/colour_tables.py")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError|coming soon)\b")
NO_ROOMS = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
# Made of parts that are literals themselves, by the rules of `plan`.
MADE_ELSEWHERE = ("plan/wording.py",)


@pytest.mark.parametrize("path", source_files(), ids=name_of)
def test_nothing_is_left_unfinished(path: Path) -> None:
    found = UNFINISHED.findall(path.read_text("utf-8"))
    assert not found


@pytest.mark.parametrize("path", source_files(), ids=name_of)
def test_a_file_has_a_readable_length(path: Path) -> None:
    if name_of(path) not in LONG_BY_NATURE:
        assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE_LINES


@pytest.mark.parametrize("path", source_files(), ids=name_of)
def test_a_file_and_its_public_functions_say_what_they_are(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree), "the module has no docstring"
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent


def test_no_room_is_a_drawer_for_anything() -> None:
    names = {
        part for path in source_files() for part in path.relative_to(PACKAGE).with_suffix("").parts
    }
    assert not names & NO_ROOMS


@pytest.mark.parametrize("path", source_files(), ids=name_of)
def test_every_sentence_is_a_translatable_literal(path: Path) -> None:
    if name_of(path) in MADE_ELSEWHERE:
        return
    offences = []
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call):
            continue
        called = _name(node.func)
        if called == "translatable" and not _is_literal(node.args[0]):
            offences.append(f"line {node.lineno}: translatable() of something that is no literal")
        if called == "tr" and not _is_literal(node.args[0]):
            offences.append(f"line {node.lineno}: tr() of something that is no literal")
        if called == "message" and node.args and _is_text(node.args[0]):
            offences.append(f"line {node.lineno}: message() of a text without translatable()")
    assert not offences


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

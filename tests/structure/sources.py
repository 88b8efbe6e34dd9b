"""Reading the package's own source: files, rooms and imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "visctx_gui"


@dataclass(frozen=True)
class Import:
    """One imported module.

    Attributes
    ----------
    module : str
        Dotted, absolute; ``from a import b`` gives ``a.b`` where that is a module of the package.
    line : int
    inside_function : bool
        Carried out only when the function is called.
    """

    module: str
    line: int
    inside_function: bool


def source_files() -> list[Path]:
    """Every Python file of the package, sorted."""
    return sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)


def name_of(path: Path) -> str:
    """A file's place in the package, such as ``plan/data.py``."""
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed source of a file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def imports_of(path: Path) -> list[Import]:
    """Every import of a file, also those inside functions; those for type checkers alone are left out."""
    return list(_imports(tree_of(path), inside_function=False))


def _imports(node: ast.AST, inside_function: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(alias.name, child.lineno, inside_function)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"relative import in line {child.lineno}"
            for alias in child.names:
                yield Import(_target(child.module or "", alias.name), child.lineno, inside_function)
        elif isinstance(child, ast.If) and _is_for_type_checkers(child):
            for other in child.orelse:
                yield from _imports(other, inside_function)
        else:
            is_function = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            yield from _imports(child, inside_function or is_function)


def _is_for_type_checkers(node: ast.If) -> bool:
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _target(module: str, name: str) -> str:
    if module.split(".")[0] == "visctx_gui":
        inside = PROJECT.joinpath(*module.split("."), name)
        if inside.is_dir() or inside.with_suffix(".py").is_file():
            return f"{module}.{name}"
    return module

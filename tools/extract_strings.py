"""Collect every sentence a person can see into the source file for translators (Qt Linguist's .ts).

``translatable("...")`` goes into the context ``Message``; ``self.tr("...")`` into the context of its
class, where Qt looks it up. Translations that are already in the file are kept; those whose sentence
has gone are left out.

    python tools/extract_strings.py           write the file
    python tools/extract_strings.py --check   only say what is missing or left over; exit 1 if anything is
"""

from __future__ import annotations

import argparse
import ast
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "visctx_gui"
TARGET = PROJECT / "resources" / "translations" / "visctx_gui_zh_CN.ts"
LANGUAGE = "zh_CN"
MESSAGES = "Message"


@dataclass(frozen=True, order=True)
class Sentence:
    """A sentence in the source.

    Attributes
    ----------
    context : str
        Where Qt looks it up.
    text : str
        English.
    comment : str
        Tells apart equal sentences with different meanings.
    has_plural : bool
        It is said of a number.
    """

    context: str
    text: str
    comment: str = ""
    has_plural: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies it in the file."""
        return self.context, self.text, self.comment


def sentences_of(source: str, file_name: str = "") -> Iterator[Sentence]:
    """Every sentence in a Python source, in order.

    Parameters
    ----------
    source : str
    file_name : str
        For the sentence of a syntax error.
    """
    yield from _visited(ast.parse(source, file_name), "")


def _visited(node: ast.AST, class_name: str) -> Iterator[Sentence]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.ClassDef) else class_name
        if isinstance(child, ast.Call):
            sentence = _sentence_of(child, class_name)
            if sentence is not None:
                yield sentence
        yield from _visited(child, inside)


def _sentence_of(call: ast.Call, class_name: str) -> Sentence | None:
    texts = [_text(argument) for argument in call.args]
    if not texts or not texts[0]:
        return None
    function = call.func
    if isinstance(function, ast.Name) and function.id == "translatable":
        return Sentence(MESSAGES, texts[0])
    if isinstance(function, ast.Attribute) and function.attr == "tr":
        comment = texts[1] if len(texts) > 1 else ""
        return Sentence(class_name, texts[0], comment or "", has_plural=len(texts) > 2)
    return None


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def sentences_of_package() -> dict[Sentence, list[str]]:
    """Every sentence of the package and the files it stands in, sorted."""
    found: dict[Sentence, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PROJECT).as_posix()
        for sentence in sentences_of(path.read_text("utf-8"), name):
            files = found.setdefault(sentence, [])
            if name not in files:
                files.append(name)
    return dict(sorted(found.items()))


def read_translations(path: Path) -> dict[tuple[str, str, str], ElementTree.Element]:
    """The ``translation`` elements of a .ts file by context, sentence and comment; empty without a file."""
    if not path.exists():
        return {}
    kept: dict[tuple[str, str, str], ElementTree.Element] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for entry in context.iter("message"):
            translation = entry.find("translation")
            if translation is not None:
                name = context.findtext("name") or ""
                key = (name, entry.findtext("source") or "", entry.findtext("comment") or "")
                kept[key] = translation
    return kept


def ts_text(
    sentences: dict[Sentence, list[str]],
    translations: dict[tuple[str, str, str], ElementTree.Element],
) -> str:
    """The .ts file: all sentences, with the translations there are."""
    root = ElementTree.Element("TS", version="2.1", language=LANGUAGE, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for sentence, files in sentences.items():
        if sentence.context not in contexts:
            contexts[sentence.context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[sentence.context], "name").text = sentence.context
        entry = ElementTree.SubElement(contexts[sentence.context], "message")
        if sentence.has_plural:
            entry.set("numerus", "yes")
        for name in files:
            ElementTree.SubElement(entry, "location", filename=f"../../{name}")
        ElementTree.SubElement(entry, "source").text = sentence.text
        if sentence.comment:
            ElementTree.SubElement(entry, "comment").text = sentence.comment
        entry.append(translations.get(sentence.key, _unfinished(sentence)))
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def _unfinished(sentence: Sentence) -> ElementTree.Element:
    translation = ElementTree.Element("translation", type="unfinished")
    if sentence.has_plural:
        ElementTree.SubElement(translation, "numerusform")
    return translation


def differences(path: Path = TARGET) -> tuple[list[Sentence], list[tuple[str, str, str]]]:
    """Sentences that are missing from the file, and entries whose sentence has gone."""
    there = read_translations(path)
    sentences = sentences_of_package()
    keys = {sentence.key for sentence in sentences}
    missing = [sentence for sentence in sentences if sentence.key not in there]
    return missing, [key for key in there if key not in keys]


def main() -> int:
    """Write or check the file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args()
    missing, gone = differences()
    for sentence in missing:
        print(f"new:  {sentence.context}: {sentence.text}")
    for context, text, _ in gone:
        print(f"gone: {context}: {text}")
    if options.check:
        return 1 if missing or gone else 0
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(
        ts_text(sentences_of_package(), read_translations(TARGET)), "utf-8", newline="\n"
    )
    print(f"{TARGET}: {len(sentences_of_package())} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())

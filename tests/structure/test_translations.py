"""Every sentence a person can see is in the translators' file."""

from __future__ import annotations

import importlib.util
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import ModuleType

import pytest

from tests.structure.sources import PROJECT

TOOL = PROJECT / "tools" / "extract_strings.py"
SOURCE = """
WORDS = translatable("outside {n}")
class Panel(QWidget):
    def build(self):
        self.label(self.tr("inside"))
        self.tr("said", "of a filter")
        self.tr("%n images", "", 3)
        message(translatable("outside {n}"), n=1)
class Other:
    text = translatable("a & b < c")
"""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The extractor, which is no part of the package."""
    description = importlib.util.spec_from_file_location("extract_strings", TOOL)
    assert description is not None
    assert description.loader is not None
    module = importlib.util.module_from_spec(description)
    sys.modules["extract_strings"] = module
    description.loader.exec_module(module)
    return module


def test_the_translators_file_has_every_sentence(tool: ModuleType) -> None:
    missing, gone = tool.differences()
    assert not missing, "run: python tools/extract_strings.py"
    assert not gone, "run: python tools/extract_strings.py"


def test_every_sentence_of_qt_belongs_to_a_class(tool: ModuleType) -> None:
    """Outside a class Qt would not know where to look."""
    assert not [sentence for sentence in tool.sentences_of_package() if not sentence.context]


def test_sentences_are_found_in_their_context(tool: ModuleType) -> None:
    found = [
        (one.context, one.text, one.comment, one.has_plural) for one in tool.sentences_of(SOURCE)
    ]
    assert found == [
        ("Message", "outside {n}", "", False),
        ("Panel", "inside", "", False),
        ("Panel", "said", "of a filter", False),
        ("Panel", "%n images", "", True),
        ("Message", "outside {n}", "", False),
        ("Message", "a & b < c", "", False),
    ]


def test_the_file_is_read_as_it_was_written_and_keeps_translations(
    tool: ModuleType, tmp_path: Path
) -> None:
    sentences = {one: ["visctx_gui/example.py"] for one in tool.sentences_of(SOURCE)}
    path = tmp_path / "example.ts"
    path.write_text(tool.ts_text(sentences, {}), "utf-8")
    known = tool.read_translations(path)
    assert set(known) == {sentence.key for sentence in sentences}
    assert all(translation.get("type") == "unfinished" for translation in known.values())
    done = ElementTree.Element("translation")
    done.text = "里面"
    known["Panel", "inside", ""] = done
    path.write_text(tool.ts_text(sentences, known), "utf-8")
    again = tool.read_translations(path)
    assert again["Panel", "inside", ""].text == "里面"
    assert again["Panel", "inside", ""].get("type") is None
    assert path.read_text("utf-8") == tool.ts_text(sentences, again)

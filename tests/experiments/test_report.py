"""The report: one file, self-contained, nothing unescaped."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.experiments.outcomes import example_outcome
from visctx_gui.experiments.drawings import Figure, figures_of
from visctx_gui.experiments.figures import draw
from visctx_gui.experiments.methods import methods_paragraph
from visctx_gui.experiments.report import report_html
from visctx_gui.plan.training import TrainingPlan


class Balanced(HTMLParser):
    """Checks that every tag is closed in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.pictures: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.pictures.append(dict(attrs)["src"] or "")
        elif tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def page(tmp_path: Path) -> str:
    outcome = example_outcome()
    figure: Figure = next(iter(figures_of(outcome)))
    draw(figure.drawing, tmp_path / "figure.png")
    return report_html(outcome, [(figure, tmp_path / "figure.png")])


def test_the_page_is_well_formed_and_needs_no_other_file(page: str) -> None:
    parser = Balanced()
    parser.feed(page)
    assert parser.open == []
    assert len(parser.pictures) == 1
    assert parser.pictures[0].startswith("data:image/png;base64,")
    assert not re.search(r"https?://|<script|<link", page)


def test_names_from_outside_are_escaped(page: str) -> None:
    assert "<b>" not in page
    assert "Example &lt;b&gt;with" in page


def test_the_numbers_are_on_the_page(page: str) -> None:
    for words in ("95.0 % [76.0, 99.0]", "70.0 % [50.0, 85.0]", "−25.0 [−40.0, −10.0]", "33.3 %"):
        assert words in page


def test_methods_are_made_from_what_was_set() -> None:
    outcome = example_outcome()
    text = methods_paragraph(outcome)
    for words in (
        "V1: 4 filters of 5 x 5 px, padding 0",
        "Adam (learning rate 0.001",
        "seed 7",
        "30 for training, 0 for validation, 20 for the test",
        "units 0, 1 of conv1 were set to zero",
        "2 units of conv1 drawn at random (2 draws, seed 0",
        "95 % Wilson intervals",
        "visctx_gui 0.1, torch 2.15, Python 3.11 on CPU, 2 threads (Linux)",
    ):
        assert words in text
    sgd = TrainingPlan(optimizer="sgd", momentum=0.8, patience=3, augmentation="strokes", epochs=2)
    changed = replace(outcome, plan=replace(outcome.plan, training=sgd, lesion_curve=None))
    text = methods_paragraph(changed)
    assert "SGD with momentum 0.8" in text
    assert "stopping after 3 epochs" in text
    assert "shifted, turned, scaled" in text
    assert "Lesion curves" not in text

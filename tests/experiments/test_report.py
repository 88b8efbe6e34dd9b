"""The report: one file, self-contained, nothing unescaped."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.experiments.outcomes import example_outcome
from visctx_gui.cortex.lesions.agreement import rank_agreement
from visctx_gui.experiments.drawings import figures_of
from visctx_gui.experiments.figure_captions import Figure
from visctx_gui.experiments.figure_numbers import write_numbers
from visctx_gui.experiments.figures import make_figure, report_picture
from visctx_gui.experiments.methods import methods_paragraph
from visctx_gui.experiments.outcome import Outcome
from visctx_gui.experiments.report import report_html
from visctx_gui.experiments.result_file import result_values
from visctx_gui.experiments.sweep_drawings import agreement_words
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
def page() -> str:
    outcome = example_outcome()
    figure: Figure = next(iter(figures_of(outcome)))
    return report_html(outcome, [(figure, report_picture(figure.drawing))])


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


def test_the_change_of_each_class_has_its_interval_and_its_images(page: str) -> None:
    row = "<td>zero</td><td>10</td><td>90.0 % [59.6, 98.2]</td><td>−50.0 [−70.0, −20.0]</td>"
    assert row in page
    assert "<td>two</td><td>0</td><td>–</td><td>–</td><td>–</td>" in page
    assert "<th>without 2 random units of conv1</th>" in page


def test_a_caption_stands_on_the_page_once_as_text(page: str) -> None:
    assert page.count("<figcaption>Figure 1. Loss of each batch.") == 1
    figure = next(iter(figures_of(example_outcome())))
    without, with_caption = make_figure(figure.drawing), make_figure(figure.drawing, figure.caption)
    assert without.get_size_inches()[1] < with_caption.get_size_inches()[1]
    with Image.open(io.BytesIO(report_picture(figure.drawing))) as picture:
        assert picture.height == round(without.get_size_inches()[1] * 150)


def test_trap_t31_receptive_fields_are_called_theoretical() -> None:
    assert "theoretical receptive fields: conv1 5 px" in methods_paragraph(example_outcome())


def test_trap_t33_one_network_is_called_one_network() -> None:
    text = methods_paragraph(example_outcome())
    assert "All numbers are of one network, that of seed 7" in text
    assert "say nothing about how much networks of other seeds differ" in text


def test_trap_t34_the_use_of_the_test_images_is_told() -> None:
    text = methods_paragraph(example_outcome())
    assert "20 test images, which were not used before the end of training" in text
    assert "The weights after the last epoch were tested" in text


def test_trap_t35_the_preparation_of_the_pixels_is_told() -> None:
    outcome = example_outcome()
    assert "Pixels were scaled to 0..1." in methods_paragraph(outcome)
    data = replace(outcome.plan.data, normalisation="standard")
    standard = replace(outcome, plan=replace(outcome.plan, data=data))
    text = methods_paragraph(standard)
    assert "standardised by mean and SD of the training images" in text
    assert "went through the same preparation" in text


def test_trap_t36_seed_version_and_device_stand_in_the_methods() -> None:
    text = methods_paragraph(example_outcome())
    assert "torch 2.15, Python 3.11 on CPU, 2 threads (Linux)" in text
    assert "may round differently" in text


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


def test_trap_t06_the_verdict_stands_on_the_page(page: str) -> None:
    assert "more than chance would do: cannot tell (3 draws, p = 0.500)" in page
    assert "as many of the same layers, damaged in the same way" in page


def test_trap_t07_the_page_says_what_was_ranked_and_what_was_tested(page: str) -> None:
    words = "Units ranked on the 30 training images, effect measured on the 20 test images"
    assert words in page
    text = methods_paragraph(example_outcome())
    assert "on the 30 training images, none of which is a test image" in text
    assert "the k most important (rise of the mean cross-entropy on training images" in text


def test_a_rank_correlation_that_hangs_on_one_unit_is_told_without_an_interval() -> None:
    lost, rise = np.eye(1, 16, 12)[0], np.linspace(0.0, 1.0, 16)
    assert agreement_words(rank_agreement(lost, rise), "exact (nats)") == (
        "Spearman with exact (nats) +0.25, no interval for so few different values, "
        "n = 16 units, 15 tied"
    )


def test_trap_t09_selectivity_is_not_called_importance_and_joint_lesions_are_asked_for() -> None:
    captions = {figure.name: figure.caption for figure in figures_of(example_outcome())}
    words = captions["damage_against_selectivity_conv1"]
    assert "High selectivity does not mean that a unit matters" in words
    assert "may be redundant: only lesions of several units tell" in captions["sweep_conv1"]


def test_the_most_harmful_unit_comes_first_with_its_worst_class(page: str) -> None:
    rows = re.findall(
        r"<tr><td>conv1 (\d)</td><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td>", page
    )
    assert rows[0] == ("2", "−30.0 [−40.0, −20.0]", "0.5000", "zero: −60.0")


def test_the_rankings_say_what_they_are_compared_with(page: str) -> None:
    assert "<th>agreement with exact (nats)</th>" in page
    assert "<td>exact (nats), on ranking images</td><td>2, 0</td>" in page
    assert "<td>accuracy lost, on ranking images</td>" in page
    assert "<td>Spearman +0.90 [+0.10, +1.00], n = 4 units, 4 tied</td>" in page
    assert "the rise of the mean cross-entropy by each unit silenced alone on the training" in page
    figures = {figure.name: figure for figure in figures_of(example_outcome())}
    for name in ("first_order", "exact_by_accuracy", "exact_on_test"):
        figure = figures[f"ranking_{name}_conv1"]
        assert "Compared with exact (nats): rise of the mean cross-entropy" in figure.caption
        assert figure.drawing.x_label.startswith("exact (nats): rise of the loss on training")
        assert figure.drawing.x.tolist() == [0.2, 0.0, 0.4, 0.0]
        assert "with exact (nats)" in figure.drawing.note
    assert figures["ranking_exact_by_accuracy_conv1"].drawing.y.tolist() == [10, 0, 10, 0]
    words = methods_paragraph(example_outcome())
    assert "exactly (rise of the mean cross-entropy by each unit silenced alone" in words
    assert "compared with the exact one, exact (nats), by Spearman's correlation" in words


def test_the_rise_of_the_loss_of_each_unit_stands_in_a_table(tmp_path: Path) -> None:
    figures = {figure.name: figure for figure in figures_of(example_outcome())}
    write_numbers(figures["damage_against_loss_rise_conv1"].drawing, tmp_path / "numbers.csv")
    with (tmp_path / "numbers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [row["rise of the mean cross-entropy (nats)"] for row in rows]
    assert found == ["0.25", "0.0625", "0.5", "0"]


def test_nothing_is_said_of_what_was_not_measured() -> None:
    outcome = example_outcome()
    bare = replace(outcome, lesions=(), sweep=None, curve=())
    page = report_html(bare, [])
    for words in (
        "Beside random units",
        "Each unit silenced alone",
        "Rankings",
        "Change per class",
    ):
        assert words not in page
    assert "ranked" not in methods_paragraph(
        replace(bare, plan=replace(bare.plan, lesion_curve=None, sweep=None))
    )


def part_ranked() -> Outcome:
    """The example with a greedy ranking that ended after two of four units."""
    outcome = example_outcome()
    assert outcome.sweep is not None
    assert outcome.plan.sweep is not None
    (ranking,) = outcome.sweep.rankings
    greedy = np.array([-1.0, np.nan, 0.0, np.nan])
    ranking = replace(
        ranking,
        ways=(*ranking.ways, "greedy"),
        importance=ranking.importance | {"greedy": greedy},
        agreement={"greedy": rank_agreement(ranking.importance["exact"], greedy)},
    )
    sweep = replace(outcome.plan.sweep, rankings=ranking.ways, stop_share=0.3)
    return replace(
        outcome,
        plan=replace(outcome.plan, sweep=sweep),
        sweep=replace(outcome.sweep, rankings=(ranking,)),
    )


def test_units_without_a_place_are_called_not_ranked() -> None:
    page = report_html(part_ranked(), [])
    assert "greedy, by mean cross-entropy" in page
    assert "2, 0 (2 units not ranked)" in page
    assert "n = 2 of 4 units" in page
    assert (
        "the most harmful unit by mean cross-entropy silenced for good, the rest ranked anew, "
        "until more than 30 % of a layer's units are taken, after Dobs et al. 2022"
        in methods_paragraph(part_ranked())
    )


def test_the_figure_and_the_result_of_a_part_say_how_many_units_are_ranked(tmp_path: Path) -> None:
    outcome = part_ranked()
    figures = {figure.name: figure for figure in figures_of(outcome)}
    figure = figures["ranking_greedy_conv1"]
    assert figure.drawing.y_label == "units taken after it (2 of 4 ranked)"
    np.testing.assert_array_equal(figure.drawing.y, [0, np.nan, 1, np.nan])
    assert figure.drawing.whole_note().endswith("2 without a value not drawn")
    assert "Harm is the mean cross-entropy." in figure.caption
    assert "until more than 30 % of a layer's units are taken; the other units" in figure.caption
    write_numbers(figure.drawing, tmp_path / "numbers.csv")
    with (tmp_path / "numbers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row[figure.drawing.y_label] for row in rows] == ["0", "", "1", ""]
    result = result_values(outcome)
    assert result["ranking"]["conv1"]["greedy"] == [2, 0]
    assert result["ranking_greedy"]["unranked"] == {"conv1": [1, 3]}
    assert result["ranking_greedy"]["stop_share"] == 0.3


def test_by_wrong_answers_to_the_end_is_said_too() -> None:
    outcome = part_ranked()
    assert outcome.plan.sweep is not None
    sweep = replace(outcome.plan.sweep, greedy_by="accuracy", stop_share=1.0)
    words = methods_paragraph(replace(outcome, plan=replace(outcome.plan, sweep=sweep)))
    assert "by share of wrong answers silenced for good, the rest ranked anew, after" in words

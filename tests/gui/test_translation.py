"""Sentences of the science in another language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from visctx_gui.gui.translation import translated
from visctx_gui.plan.wording import NOTHING_TO_ADD, joined, message

GERMAN = {
    "only the first frame is used": "nur das erste Bild wird benutzt",
    "colours converted from {mode}": "Farben aus {mode} umgerechnet",
}


@pytest.fixture(autouse=True)
def _german(monkeypatch):
    monkeypatch.setattr(
        QCoreApplication, "translate", lambda _context, text: GERMAN.get(text, text)
    )


def test_each_of_several_notes_is_translated():
    notes = (
        message("colours converted from {mode}", mode="CMYK"),
        message("only the first frame is used"),
    )
    said = translated(joined(notes))
    assert said == "Farben aus CMYK umgerechnet; nur das erste Bild wird benutzt"
    assert translated(joined(notes[:1])) == "Farben aus CMYK umgerechnet"


def test_nothing_stays_nothing():
    assert translated(NOTHING_TO_ADD) == ""

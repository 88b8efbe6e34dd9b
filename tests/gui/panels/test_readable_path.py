"""Names of files as a person can read them."""

from __future__ import annotations

import os

from visctx_gui.gui.panels.readable_path import readable_name


def test_fault_30_every_name_becomes_one_printable_line():
    assert readable_name("/a/grüße 猫.png") == "grüße 猫.png"
    assert readable_name("/a/two\nlines.png") == r"two\nlines.png"
    assert readable_name(os.fsdecode(b"/a/bad\xff.png")) == r"bad\xff.png"
    for name in ("/a/\ud800.png", "/a/\x00.png", "/a/" + "x" * 255):
        text = readable_name(name)
        assert text.isprintable()
        text.encode("utf-8")

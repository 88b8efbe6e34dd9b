"""The Log panel shows what any thread has logged."""

from __future__ import annotations

import logging
import threading

import pytest
from PySide6.QtGui import QGuiApplication

from visctx_gui.gui.log_files import FILE_NAME, start_log
from visctx_gui.gui.log_relay import LogRelay
from visctx_gui.gui.panels.log_panel import LogPanel


@pytest.fixture
def logger():
    made = logging.getLogger("visctx_gui")
    before = made.level
    yield made
    for handler in list(made.handlers):
        made.removeHandler(handler)
        handler.close()
    made.setLevel(before)


@pytest.fixture
def panel(show, logger, tmp_path):
    made = show(LogPanel)
    relay = LogRelay(made)
    made.follow(relay, start_log(tmp_path / "log", relay.handler))
    return made


def test_a_line_has_time_level_and_text(panel, logger):
    logger.info("network %s opened", "a.pt")
    (line,) = panel.lines()
    assert line.split()[1] == "info"
    assert line.endswith("network a.pt opened")
    assert line[2] == line[5] == ":"


def test_lines_of_another_thread_arrive_in_order(qtbot, panel, logger):
    def work():
        for number in range(200):
            logger.info("line %d", number)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(panel.lines()) == 200)
    assert [int(line.split()[-1]) for line in panel.lines()] == list(range(200))


def test_copying(panel, logger):
    logger.info("one")
    logger.info("two")
    panel._copy.click()
    assert [line.split()[-1] for line in QGuiApplication.clipboard().text().splitlines()] == [
        "one",
        "two",
    ]


def test_the_log_is_written_to_a_file(panel, logger, tmp_path):
    logger.info("kept")
    assert "kept" in (tmp_path / "log" / FILE_NAME).read_text("utf-8")


def test_fault_62_a_folder_that_cannot_be_written_is_said_and_survived(
    show, logger, tmp_path, expect_log
):
    expect_log("No log file can be written")
    (tmp_path / "taken").write_text("a file, not a folder")
    made = show(LogPanel)
    relay = LogRelay(made)
    folder = start_log(tmp_path / "taken", relay.handler)
    made.follow(relay, folder)
    assert folder is None
    assert "No log file can be written" in made.lines()[0]
    assert not made._open.isEnabled()

"""`visctx-gui tour`: refusals, the visit's own rules, and the whole visit in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from visctx_gui.command_line import main
from visctx_gui.plan.wording import PlanError, ReportableError, message
from visctx_gui.tour.album import Album
from visctx_gui.tour.request import TourRequest, tour_request
from visctx_gui.tour.visit import Visit, Wait

PANELS = ("window", "network", "images", "training", "filters", "activations", "lesion", "log")
EXTRA = ("welcome", "window_training", "images_drawing", "activations_twin", "filters_conv2")
BENCH = ("bench_sweep", "bench_curve", "bench_ranking", "bench_sets")
FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "VISCTX_RUNS")


# ---- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ([], "--out DIR"),
        (["--out", ""], "--out DIR"),
        (["--out", "{free}", "--size", "big"], "'big' is no size"),
        (["--out", "{free}", "--size", "1280"], "'1280' is no size"),
        (["--out", "{free}", "--size=-1280x720"], "no size"),
        (["--out", "{free}", "--size", "640x480"], "640x480"),
        (["--out", "{free}", "--size", "90000x720"], "90000x720"),
        (["--out", "{free}", "--theme", "pink"], "light, dark"),
        (["--out", "{file}"], "is a file"),
        (["--out", "{file}/below"], "is a file"),
    ],
)
def test_a_wrong_request_is_one_sentence_and_exit_code_2(tmp_path, capsys, words, part):
    file = tmp_path / "file"
    file.write_text("")
    places = {"free": str(tmp_path / "free"), "file": str(file)}
    assert main(["tour", *(word.format(**places) for word in words)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert part in err
    assert "Traceback" not in err
    assert not (tmp_path / "free").exists()


def test_a_request_that_can_be_met(tmp_path):
    assert tour_request(str(tmp_path / "a" / "b"), " 800x600", "dark") == TourRequest(
        tmp_path / "a" / "b", 800, 600, True
    )
    assert tour_request(str(tmp_path), "7680X4320", "light").width == 7680


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="rights bind every user but root"
)
def test_a_folder_that_may_not_be_written_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(PlanError, match="may not be written"):
        tour_request(str(tmp_path / "pictures"), "1280x720", "light")
    tmp_path.chmod(0o700)


# ---- the visit ------------------------------------------------------------------------------


def carry_out(qtbot, script, limit_seconds=20.0, complaint=str):
    visit = Visit(script, limit_seconds, complaint)
    with qtbot.waitSignal(visit.ended, timeout=20_000):
        visit.begin()
    return visit


def test_each_step_waits_for_its_time(qtbot):
    seen = []

    def script():
        seen.append("first")
        yield Wait(message("a count"), lambda: looks.append(1) or len(looks) >= 3)
        seen.append(len(looks))
        yield Wait(message("nothing"), lambda: True)
        seen.append("last")

    looks = []
    visit = carry_out(qtbot, script())
    assert visit.is_through
    assert visit.failure is None
    assert seen == ["first", 3, "last"]


def test_what_must_hold_for_a_while_begins_anew_after_each_break(qtbot):
    answers = iter([True, False])
    looks = []

    def holds():
        looks.append(next(answers, True))
        return looks[-1]

    def script():
        yield Wait(message("calm"), holds, for_milliseconds=60)

    assert carry_out(qtbot, script()).is_through
    assert looks[:2] == [True, False]
    assert len(looks) >= 4  # 60 ms after the break, looked at every 15 ms


def test_what_never_comes_ends_the_visit_and_is_named(qtbot):
    def script():
        yield Wait(message("the moon"), lambda: False)

    visit = carry_out(qtbot, script(), limit_seconds=0.1)
    assert not visit.is_through
    assert isinstance(visit.failure, ReportableError)
    assert "waiting for the moon" in str(visit.failure)


def test_a_complaint_of_the_window_ends_the_visit(qtbot):
    complaints = iter(["", "", "The disk is full."])

    def script():
        yield Wait(message("the end"), lambda: False)

    visit = carry_out(qtbot, script(), complaint=lambda: next(complaints, ""))
    assert isinstance(visit.failure, ReportableError)
    assert "The disk is full." in str(visit.failure)


def test_a_mistake_in_the_script_is_kept(qtbot):
    def script():
        yield Wait(message("nothing"), lambda: True)
        raise ZeroDivisionError

    visit = carry_out(qtbot, script())
    assert isinstance(visit.failure, ZeroDivisionError)
    assert not visit.is_through


# ---- pictures -------------------------------------------------------------------------------


def test_the_album_keeps_what_is_seen(qtbot, tmp_path):
    label = QLabel("seen")
    qtbot.addWidget(label)
    label.resize(90, 40)
    album = Album(tmp_path / "new" / "folder")
    album.make_folder()
    album.add("label", label)
    assert album.paths == [tmp_path / "new" / "folder" / "label.png"]
    assert QImage(str(album.paths[0])) == label.grab().toImage().convertToFormat(
        QImage(str(album.paths[0])).format()
    )
    assert [one.name for one in album.paths[0].parent.iterdir()] == ["label.png"]


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PlanError, match="cannot be used"):
        Album(tmp_path / "file" / "below").make_folder()


# ---- the whole visit ------------------------------------------------------------------------


def take_tour(tmp_path, *words, code="from visctx_gui.command_line import main", before=""):
    environment = dict(os.environ)
    for variable in FOLDERS:
        (tmp_path / variable).mkdir()
        environment[variable] = str(tmp_path / variable)
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(variable, None)
    return subprocess.run(
        [sys.executable, "-c", f"{code}\n{before}\nraise SystemExit(main())", "tour", *words],
        capture_output=True,
        text=True,
        timeout=200,
        env=environment,
        check=False,
    )


@pytest.mark.slow
def test_the_tour_shows_every_panel_and_leaves_a_persons_folders_alone(tmp_path):
    out = tmp_path / "pictures"
    done = take_tour(tmp_path, "--out", str(out), "--size", "1200x700", "--theme", "dark")
    assert done.returncode == 0, done.stderr
    listed = [Path(line) for line in done.stdout.splitlines()]
    assert sorted(listed) == sorted(out.iterdir())
    assert {f"{name}.png" for name in (*PANELS, *EXTRA, *BENCH)} <= {path.name for path in listed}
    pictures = {path.stem: pixels(path) for path in listed}
    assert pictures["window"].shape[:2] == (700, 1200)
    for name, picture in pictures.items():
        assert len(np.unique(picture)) > 20, f"{name} is empty"
        assert min(picture.shape) >= 120, f"{name} is too small to read"
    assert np.median(pictures["window"] & 0xFF) < 100  # dark
    contents = [picture.tobytes() for picture in pictures.values()]
    assert len(set(contents)) == len(contents), "two pictures are the same"
    for variable in FOLDERS:
        assert not list((tmp_path / variable).rglob("*.*")), variable


@pytest.mark.slow
def test_a_visit_that_takes_too_long_fails_with_one_sentence(tmp_path):
    hasten = (
        "import functools, visctx_gui.tour.take as take\n"
        "take.take_tour = functools.partial(take.take_tour, limit_seconds=0.0)"
    )
    done = take_tour(tmp_path, "--out", str(tmp_path / "pictures"), before=hasten)
    assert done.returncode == 1
    assert "it was waiting for" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def pixels(path):
    """uint32 (height, width), 0xAARRGGBB."""
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_ARGB32)
    lines = np.frombuffer(image.constBits(), np.uint32)
    return lines.reshape(image.height(), -1)[:, : image.width()].copy()

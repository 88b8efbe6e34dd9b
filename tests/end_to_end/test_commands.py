"""The commands as a person or a script calls them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.structure.sources import PROJECT
from visctx_gui.command_line import main

BLOCK_QT = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "qtawesome"):
            raise ImportError(name + " is blocked")
sys.meta_path.insert(0, Blocked())
"""
SMALL = (
    "--set=training.epochs=1",
    "--set=network.filters=[4, 4]",
    "--set=lesion.0.first=2",
    "--set=lesion.1.random=2",
    "--set=lesion.1.draws=2",
    "--set=lesion_curve.draws=2",
    "--device=cpu",
)


def program(
    *words: str, environment: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the real program and wait for it."""
    return subprocess.run(
        [sys.executable, "-m", "visctx_gui", *words],
        capture_output=True,
        text=True,
        env=dict(os.environ) if environment is None else dict(environment),
        cwd=PROJECT if cwd is None else cwd,
        timeout=300,
        check=False,
    )


def without_screen(**changes: str) -> dict[str, str]:
    """The environment of a machine without a screen."""
    screen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in screen}
    return {**environment, **changes}


def test_list_names_every_experiment(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    shown = capsys.readouterr()
    assert "v1-v2-digits" in shown.out
    assert "v1-v2-mnist" in shown.out
    assert shown.err == ""


def test_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["v1-v2-digits"]["data"] == "digits (built in)"
    assert rows["v1-v2-mnist"]["data"] == "mnist (12 MB download)"
    assert all(row["title"] and 0 < row["seconds"] < 50 for row in rows.values())


@pytest.mark.parametrize("command", ["", "run", "list", "doctor", "bench", "tour"])
def test_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command.split(), "--help"]) == 0
    assert "example: visctx-gui" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("visctx-gui 0.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["rnu"], "There is no command 'rnu'. Did you mean 'run'?"),
        (["v1-v2-digits"], "There is no command 'v1-v2-digits'. Known: run, list, doctor"),
        (["mine.toml"], "an experiment is run with 'visctx-gui run EXPERIMENT --out DIR'."),
        (["--fullscreen"], "There is no option '--fullscreen'."),
        (["list", "--jsn"], "There is no option '--jsn'. Did you mean '--json'?"),
        (["list", "all"], "'all' is one word too many. 'visctx-gui list --help' shows"),
        (["run"], "Which experiment? Ready-made: lesion-bench, v1-v2-digits, v1-v2-mnist."),
        (["run", "v1-v2-digits"], "Where to? Name a new folder for the results: --out DIR."),
        (["run", "v1-v2-digits", "--out"], "Argument --out: expected one argument."),
        (["run", "v1-v2-digts", "--out", "x"], "Did you mean 'v1-v2-digits'?"),
        (["run", "no.toml", "--out", "x"], "There is no experiment file no.toml."),
        (["run", "v1-v2-digits", "--ot", "x"], "There is no option '--ot'. Did you mean '--out'?"),
        (
            ["run", "v1-v2-digits", "--out", "x", "--set", "training.epoch=3"],
            "There is no setting training.epoch. Did you mean 'epochs'?",
        ),
        (
            ["run", "v1-v2-digits", "--out", "x", "--set", "training.epochs"],
            "--set training.epochs is not of the form section.key=value.",
        ),
        (
            ["run", "v1-v2-digits", "--out", "x", "--seed", "abc"],
            "training.seed must be a whole number, not 'abc'.",
        ),
        (
            ["run", "v1-v2-digits", "--out", "x", "--device", "gpu"],
            "training.device = 'gpu' is not known. Choose auto, cpu, cuda, cuda:1 or mps.",
        ),
        (
            ["run", "v1-v2-digits", "--out", "/dev/null/x"],
            "The folder /dev/null/x cannot be used: /dev/null is a file.",
        ),
        (["bench", "training"], "benchmark = 'training' is not known. Did you mean"),
    ],
)
def test_a_wrong_request_is_told_in_one_line(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("visctx-gui: ")
    assert sentence in shown.err
    assert shown.err.count("\n") == 1
    assert not Path("x").exists()


def test_verbose_shows_the_traceback_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "nothing", "--verbose", "--out", "x"]) == 2
    shown = capsys.readouterr().err
    assert "Traceback" in shown
    assert shown.splitlines()[-1].startswith("visctx-gui: There is no experiment 'nothing'.")


def test_a_used_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["run", "v1-v2-digits", "--out", str(tmp_path)]) == 2
    assert "is not empty. Name a new folder, or add --overwrite" in capsys.readouterr().err


def test_missing_data_are_told_with_folder_layout_and_download(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["run", "v1-v2-mnist", "--out", str(tmp_path / "out"), "--data-dir", str(tmp_path)]
    assert main(words) == 2
    shown = capsys.readouterr().err.splitlines()[-1]
    for part in (str(tmp_path), "MNIST/raw", "--download"):
        assert part in shown
    assert not (tmp_path / "out").exists()


def test_fault_39_a_device_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["run", "v1-v2-digits", "--out", str(out), "--device", "cuda:99"]) == 2
    assert "The device cuda:99 cannot be used" in capsys.readouterr().err
    assert not out.exists()


def test_doctor_examines_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    findings = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    for name in ("Python", "torch", "numpy", "device cpu", "data digits", "embedded network"):
        assert findings[name]["status"] == "ok", findings[name]
    assert findings["data mnist"]["status"] == "warning"
    assert "--download" in findings["data mnist"]["advice"]
    assert {one["status"] for one in findings.values()} <= {"ok", "warning", "problem"}


def test_doctor_and_list_live_without_qt() -> None:
    for command in ("doctor", "list"):
        code = (
            f"{BLOCK_QT}\nfrom visctx_gui.command_line import main\nsys.exit(main(['{command}']))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        if command == "doctor":
            assert "warning  PySide6: not found; the window cannot open" in done.stdout
            assert "problem" not in done.stdout


@pytest.fixture(scope="module")
def finished(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A small run by the real program, without Qt settings and with an ASCII terminal."""
    out = tmp_path_factory.mktemp("command") / "out"
    environment = without_screen(PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    return out, program("run", "v1-v2-digits", "--out", str(out), *SMALL, environment=environment)


def test_run_leaves_its_results(
    finished: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    out, done = finished
    assert done.returncode == 0, done.stderr
    assert "test accuracy 0." in done.stdout
    assert str(out / "result.json") in done.stdout
    assert "Training, epoch 1 of 1" in done.stderr
    assert "\r" not in done.stderr
    result = json.loads((out / "result.json").read_text("utf-8"))
    assert result["experiment"] == "v1-v2-digits"
    assert result["settings"]["network"]["filters"] == [4, 4]
    assert (out / "report.html").is_file()
    assert (out / "figures" / "v1_activation.svg").is_file()


def test_a_second_run_into_the_same_folder_is_refused(
    finished: tuple[Path, subprocess.CompletedProcess[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = finished
    assert main(["run", "v1-v2-digits", "--out", str(out)]) == 2
    assert "--overwrite" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="signals of Unix")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_fault_50_a_signal_stops_a_run_and_keeps_what_is_finished(
    number: signal.Signals, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = ["run", "v1-v2-digits", "--out", str(out), "--device", "cpu"]
    words += ["--set", "training.epochs=10000"]
    with subprocess.Popen(
        [sys.executable, "-m", "visctx_gui", *words],
        cwd=PROJECT,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stderr is not None
        for line in child.stderr:
            if "Training" in line:
                break
        child.send_signal(number)
        rest = child.stderr.read()
        assert child.wait(60) == 130
    assert "Traceback" not in rest
    assert "Interrupted before the end. Kept in" in rest
    names = {path.name for path in out.iterdir()}
    assert names == {
        "checkpoint.safetensors",
        "experiment.toml",
        "history.csv",
        "network.json",
        "network.safetensors",
    }


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11")
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "There is no screen: DISPLAY is not set."),
        ({"DISPLAY": ":4321"}, "The screen :4321 does not answer."),
        ({"DISPLAY": "nonsense"}, "The screen nonsense does not answer."),
        ({"WAYLAND_DISPLAY": "wayland-77"}, "The screen wayland-77 does not answer."),
        ({"QT_QPA_PLATFORM": "xcb"}, "There is no screen: DISPLAY is not set."),
    ],
)
def test_without_a_screen_one_sentence_and_no_abort(changes: dict[str, str], reason: str) -> None:
    pytest.importorskip("PySide6", reason="Qt is not installed")
    done = program(environment=without_screen(**changes))
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(f"visctx-gui: {reason}")
    assert "'visctx-gui run'" in done.stderr
    assert "QT_QPA_PLATFORM=offscreen" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="pipes of Unix")
def test_fault_70_a_reader_that_leaves_is_no_error() -> None:
    command = f'"{sys.executable}" -m visctx_gui list --json | head -c 1'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="streams of Unix")
def test_fault_70_closed_streams_are_no_error(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m visctx_gui list >&- 2>&-'
    assert subprocess.run(["bash", "-c", command], cwd=PROJECT, check=False).returncode == 0

"""Faults 1-19 of network files: whatever is wrong is refused by name, and nothing else changes."""

from __future__ import annotations

import errno
import io
import os
import pickle
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from tests.cortex.files.test_state_dict import ScriptNetwork
from tests.one_thread import one_thread
from visctx_gui.cortex.files import network_file as network_file_module
from visctx_gui.cortex.files.atomic import write_bytes_atomic
from visctx_gui.cortex.files.network_file import (
    NetworkFile,
    open_network,
    save_network,
    weights_sha256,
)
from visctx_gui.cortex.files.sealed_tensors import FORMAT_VERSION, write_sealed
from visctx_gui.cortex.networks.v1_v2 import new_network
from visctx_gui.plan.fields import table_from_plan
from visctx_gui.plan.network import NetworkPlan
from visctx_gui.plan.wording import CheckpointError

PLAN = NetworkPlan(filters=(2, 3), kernel_size=(3,), input_shape=(1, 10, 10), n_classes=2)
NAMES = ("one", "two")


__all__ = ["one_thread"]


def saved_network(folder: Path, seed: int = 1) -> Path:
    return save_network(folder / "n.safetensors", NetworkFile(new_network(PLAN, seed), NAMES))


def script_file(folder: Path) -> Path:
    torch.save(ScriptNetwork(filters=(2, 3)).state_dict(), folder / "script.pt")
    return folder / "script.pt"


MAKERS = pytest.mark.parametrize("make", [saved_network, script_file], ids=["own", "script"])


def refusal_of(path: Path) -> str:
    """The sentence; every refusal also names the file and says what to do."""
    with pytest.raises(CheckpointError) as refusal:
        open_network(path)
    assert refusal.value.advice.english()
    assert path.stem in refusal.value.what.english()
    return str(refusal.value)


# ---- damaged files --------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".safetensors", ".pt", ".pth"])
@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"{}", b"Just some text, longer than a header.\n" * 5, bytes(4096), b"PK\x03\x04", b"\xff" * 500],
    ids=["empty", "1 byte", "json", "text", "zeros", "zip start", "ones"],
)  # fmt: skip
def test_fault_06_no_network_file_at_all(content: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"bad{suffix}"
    path.write_bytes(content)
    refusal_of(path)


@settings(max_examples=60, deadline=None)
@given(
    content=st.binary(max_size=300),
    start=st.sampled_from([b"", b"PK\x03\x04", b"\x40" + bytes(7) + b"{"]),
)
def test_fault_06_random_bytes(
    content: bytes, start: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("random") / "random.pt"
    path.write_bytes(start + content)
    refusal_of(path)


@MAKERS
@pytest.mark.parametrize("share", [0.001, 0.10, 0.50, 0.90, 0.999])
def test_fault_07_truncated(make: Callable[[Path], Path], share: float, tmp_path: Path) -> None:
    path = make(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    refusal_of(path)


def test_fault_08_one_byte_flipped_anywhere_is_found(tmp_path: Path) -> None:
    path = saved_network(tmp_path)
    path.with_suffix(".json").unlink()  # the file must be able to tell alone
    content = bytearray(path.read_bytes())
    before = weights_sha256(open_network(path).network)
    header_end = 8 + int.from_bytes(content[:8], "little")
    unnoticed = []
    for place in [*range(0, header_end), *range(header_end, len(content), 7)]:
        content[place] ^= 1
        path.write_bytes(content)
        content[place] ^= 1
        try:
            opened = open_network(path)
        except CheckpointError:
            continue
        unnoticed.append(place)
        assert weights_sha256(opened.network) == before
        assert (opened.class_names, opened.network.plan) == (NAMES, PLAN)
    # Blanks that only fill up the header mean nothing.
    assert all(content[place] == ord(" ") for place in unnoticed)


def test_fault_08_one_byte_of_the_weights_flipped_is_told_by_its_sha256(tmp_path: Path) -> None:
    path = saved_network(tmp_path)
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)
    assert "does not match its sha256" in refusal_of(path)


def test_fault_08_one_byte_of_a_script_file_flipped(tmp_path: Path) -> None:
    path = script_file(tmp_path)
    weights = torch.load(path, weights_only=True)["conv2.weight"].numpy().tobytes()
    content = bytearray(path.read_bytes())
    content[content.index(weights) + 10] ^= 1
    path.write_bytes(content)
    assert "checksum" in refusal_of(path)


# ---- hostile files --------------------------------------------------------------------------


class Attack:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
        return (os.mkdir, (str(self.path),))


@pytest.mark.parametrize("raw", [False, True], ids=["zip", "raw"])
def test_fault_09_a_malicious_pickle_is_never_run(raw: bool, tmp_path: Path) -> None:
    path, trace = tmp_path / "attack.pt", tmp_path / "trace"
    if raw:
        path.write_bytes(pickle.dumps({"conv1.weight": Attack(trace)}))
    else:
        torch.save({"conv1.weight": Attack(trace)}, path)
    refusal_of(path)
    assert not trace.exists()


def test_fault_10_a_zip_bomb_is_refused_from_its_directory(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX counts memory like this")
    path = tmp_path / "bomb.pt"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("archive/data/0", "w") as entry,
    ):
        for _ in range(64):
            entry.write(bytes(2**20))
    assert path.stat().st_size < 2**20
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "compressed" in refusal_of(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


def test_fault_11_an_expanded_view_is_refused_before_any_copy(tmp_path: Path) -> None:
    weights = ScriptNetwork().state_dict()
    weights["fc.weight"] = torch.zeros(1, dtype=torch.float64).expand(10**6, 10**6)
    weights["fc.bias"] = torch.zeros(1).expand(10**6)
    torch.save(weights, tmp_path / "wide.pt")
    refusal_of(tmp_path / "wide.pt")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (ScriptNetwork(), "more than plain weights"),
        ([torch.zeros(3)], "a list"),
        (torch.zeros(3), "a Tensor"),
        ({"conv1.weight": "text"}, "'conv1.weight'"),
        ({1: torch.zeros(3)}, "'1'"),
        ({"conv1.weight": torch.zeros(3).to_sparse()}, "more than plain weights"),
    ],
    ids=["module", "list", "tensor", "text", "number as key", "sparse"],
)
def test_fault_12_17_anything_but_named_weights(content: Any, words: str, tmp_path: Path) -> None:
    torch.save(content, tmp_path / "m.pt")
    assert words in refusal_of(tmp_path / "m.pt")


# ---- files of this program that do not fit --------------------------------------------------


def description(**changes: Any) -> dict[str, Any]:
    table = {
        "plan": table_from_plan(PLAN), "class_names": list(NAMES), "seed": 0,
        "steps_trained": 0, "trained_on": "", "data_sha256": "",
    }  # fmt: skip
    return {**table, **changes}


def written(path: Path, tensors: dict[str, Tensor] | None = None, **changes: Any) -> Path:
    weights = new_network(PLAN, seed=1).state_dict() if tensors is None else tensors
    write_sealed(path, "network", description(**changes), weights)
    return path


def test_fault_13_weights_of_another_architecture_are_named(tmp_path: Path) -> None:
    other = new_network(replace(PLAN, filters=(2, 4)), seed=1).state_dict()
    sentence = refusal_of(written(tmp_path / "n.safetensors", dict(other)))
    assert "conv2.weight is 4 x 2 x 3 x 3 instead of 3 x 2 x 3 x 3" in sentence
    assert "conv2.bias is 4 instead of 3" in sentence
    assert sentence.count(" instead of ") == 3


@MAKERS
def test_fault_13_the_network_in_use_is_not_touched(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = make(tmp_path)
    in_use = open_network(path)
    before = weights_sha256(in_use.network)
    path.write_bytes(path.read_bytes()[:-20])
    refusal_of(path)
    assert weights_sha256(in_use.network) == before
    assert in_use.network(torch.zeros(1, *in_use.network.plan.input_shape)).isfinite().all()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"plan": None}, "does not describe a network"),
        ({"plan": {**table_from_plan(PLAN), "filters": [2, 3, 4, 5, 6]}}, "1 to 4 stages"),
        ({"plan": {**table_from_plan(PLAN), "filters": "many"}}, "whole number"),
        ({"plan": {**table_from_plan(PLAN), "colour": 1}}, "network.colour"),
        ({"plan": {**table_from_plan(PLAN), "input_shape": [1, 2, 2]}}, "too small"),
        ({"class_names": ["one"]}, "1 classes for 2 answers"),
        ({"class_names": "no list"}, "'class_names'"),
        ({"seed": -1}, "'seed'"),
        ({"steps_trained": 1.5}, "'steps_trained'"),
        ({"trained_on": 3}, "'trained_on'"),
        ({"kind": "moments"}, "holds a moments, not a network"),
        ({"format_version": "1"}, "version of its format"),
    ],
)
def test_fault_13_descriptions_that_do_not_fit(
    changes: dict[str, Any], words: str, tmp_path: Path
) -> None:
    assert words in refusal_of(written(tmp_path / "n.safetensors", **changes))


def test_fault_14_missing_and_unknown_weights_are_named(tmp_path: Path) -> None:
    weights = dict(new_network(PLAN, seed=1).state_dict())
    weights["extra"] = weights.pop("conv1.bias")
    sentence = refusal_of(written(tmp_path / "n.safetensors", weights))
    assert "conv1.bias is missing; extra is unknown" in sentence


def test_fault_15_values_and_types_are_checked(tmp_path: Path) -> None:
    weights = dict(new_network(PLAN, seed=1).state_dict())
    weights["linear.bias"] = torch.tensor([0.0, torch.nan])
    assert "not finite in linear.bias" in refusal_of(written(tmp_path / "n.safetensors", weights))
    weights["linear.bias"] = torch.zeros(2, dtype=torch.bfloat16)
    assert "bfloat16" in refusal_of(written(tmp_path / "n.safetensors", weights))


def test_fault_16_weights_saved_on_a_graphics_card_open_without_one(tmp_path: Path) -> None:
    path = script_file(tmp_path)
    plain = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.endswith("data.pkl"):
                # The place is a short text in the pickle: its length, then its letters.
                assert b"X\x03\x00\x00\x00cpu" in content
                content = content.replace(b"X\x03\x00\x00\x00cpu", b"X\x06\x00\x00\x00cuda:3")
            target.writestr(entry.filename, content)
    opened = open_network(path).network
    assert {parameter.device.type for parameter in opened.parameters()} == {"cpu"}


def test_fault_17_a_newer_version_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "n.safetensors", format_version=FORMAT_VERSION + 1)
    assert "made by a newer version" in refusal_of(path)


def test_fault_19_only_regular_files(tmp_path: Path) -> None:
    assert "cannot be read" in refusal_of(tmp_path / "missing.pt")
    assert "is a folder" in refusal_of(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.pt")
        assert "not a regular file" in refusal_of(tmp_path / "pipe.pt")
    if Path("/dev/zero").exists():
        (tmp_path / "zero.pt").symlink_to("/dev/zero")
        assert "not a regular file" in refusal_of(tmp_path / "zero.pt")
    (tmp_path / "link.safetensors").symlink_to(saved_network(tmp_path))
    assert open_network(tmp_path / "link.safetensors").class_names == NAMES


@pytest.mark.parametrize("name", ["snow ☃ and\nline.pt", "bad\udcff.pt"])
def test_fault_19_strange_names_are_shown_readably(name: str, tmp_path: Path) -> None:
    try:
        (tmp_path / name).write_bytes(b"nothing")
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system does not take such names")
    with pytest.raises(CheckpointError) as refusal:
        open_network(tmp_path / name)
    str(refusal.value).encode()


# ---- saving ---------------------------------------------------------------------------------


def test_fault_02_an_error_inside_save_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_network(tmp_path, seed=1)
    before = path.read_bytes()

    def fails(self: Path, content: bytes) -> int:
        raise OSError(errno.EIO, "the disk is broken")

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(CheckpointError, match="the disk is broken"):
        saved_network(tmp_path, seed=2)
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert open_network(path).seed == 0
    assert sorted(one.suffix for one in tmp_path.iterdir()) == [".json", ".safetensors"]


def test_fault_03_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX limits file sizes")
    path = saved_network(tmp_path, seed=1)
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(CheckpointError, match="could not be written"):
            saved_network(tmp_path, seed=2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere"
)
def test_fault_04_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(CheckpointError, match="could not be written"):
            saved_network(tmp_path)
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_fault_05_a_folder_in_the_way_or_gone(tmp_path: Path) -> None:
    (tmp_path / "n.safetensors").mkdir()
    with pytest.raises(CheckpointError, match="is a folder"):
        saved_network(tmp_path)
    with pytest.raises(CheckpointError, match="could not be written"):
        saved_network(tmp_path / "gone")


def test_fault_18_a_kill_between_the_two_files_leaves_a_network_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_network(tmp_path, seed=1)

    def killed(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(network_file_module, "write_text_atomic", killed)
    with pytest.raises(KeyboardInterrupt):
        saved_network(tmp_path, seed=2)
    opened = open_network(path)
    assert weights_sha256(opened.network) == weights_sha256(new_network(PLAN, seed=2))


def test_fault_18_a_file_changed_while_it_is_read_is_consistent(tmp_path: Path) -> None:
    path = saved_network(tmp_path)
    content = path.read_bytes()
    other = save_network(tmp_path / "o", NetworkFile(new_network(PLAN, 2), NAMES)).read_bytes()
    path.with_suffix(".json").unlink()
    path.write_bytes(content[:-100] + other[-100:])
    assert "sha256" in refusal_of(path)
    write_bytes_atomic(path, other)
    assert open_network(path).class_names == NAMES

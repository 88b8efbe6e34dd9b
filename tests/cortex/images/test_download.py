"""Downloads: progress, checksum, cancel, offline."""

from __future__ import annotations

import hashlib
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.cortex.images.examples import random_bytes
from visctx_gui.cortex.images.download import PIECE_BYTES, download
from visctx_gui.plan.data import DATA_SETS, DataFile
from visctx_gui.plan.wording import DataError

FIRST, SECOND = random_bytes(3 * PIECE_BYTES + 5).tobytes(), b"second"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def publish(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    files = tuple(
        DataFile(f"MNIST/raw/{name}", len(content), hashlib.md5(content).hexdigest(), base + name)
        for name, content in (("first", FIRST), ("second", SECOND))
    )
    monkeypatch.setitem(DATA_SETS, "mnist", replace(DATA_SETS["mnist"], files=files))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that plays the makers' site."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "first").write_bytes(FIRST)
    (site / "second").write_bytes(SECOND)
    publish(monkeypatch, site.as_uri() + "/")
    return site


def everything_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_all_files_arrive_and_progress_ends_at_the_total(site: Path, folder: Path) -> None:
    steps = list(download("mnist", folder))
    assert (folder / "MNIST/raw/first").read_bytes() == FIRST
    assert (folder / "MNIST/raw/second").read_bytes() == SECOND
    total = len(FIRST) + len(SECOND)
    assert steps[0] == (0, total)
    assert steps[-1] == (total, total)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert len(steps) >= 6
    assert everything_in(folder) == ["first", "second"]


def test_what_is_there_is_not_fetched_again_and_what_is_damaged_is(
    site: Path, folder: Path
) -> None:
    list(download("mnist", folder))
    (site / "first").unlink()
    (folder / "MNIST/raw/second").write_bytes(b"sEcond")
    list(download("mnist", folder))
    assert (folder / "MNIST/raw/second").read_bytes() == SECOND


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_closing_cancels_and_leaves_nothing_half(site: Path, folder: Path, pieces: int) -> None:
    running = download("mnist", folder)
    for _ in range(pieces + 1):
        next(running)
    assert len(everything_in(folder)) == 1  # the part under way
    running.close()
    assert everything_in(folder) == []


@pytest.mark.parametrize("content", [b"", FIRST[:-1], FIRST + b"x", b"y" + FIRST[1:]])
def test_a_wrong_file_is_refused_and_removed(site: Path, folder: Path, content: bytes) -> None:
    (site / "first").write_bytes(content)
    with pytest.raises(DataError, match=r"checksum is wrong.*put it into .*raw"):
        list(download("mnist", folder))
    assert everything_in(folder) == []


def test_a_good_file_is_kept_when_its_replacement_is_wrong(site: Path, folder: Path) -> None:
    list(download("mnist", folder))
    (folder / "MNIST/raw/second").write_bytes(b"old one")
    (site / "second").write_bytes(b"broken")
    with pytest.raises(DataError):
        list(download("mnist", folder))
    assert (folder / "MNIST/raw/second").read_bytes() == b"old one"


def test_offline_names_the_folder_for_a_file_by_hand(site: Path, folder: Path) -> None:
    (site / "first").unlink()
    with pytest.raises(DataError) as caught:
        list(download("mnist", folder))
    assert "cannot be reached" in str(caught.value)
    assert str(folder / "MNIST" / "raw") in str(caught.value)
    assert everything_in(folder) == []


def test_fault_05_a_file_in_place_of_the_folder_is_named(site: Path, folder: Path) -> None:
    folder.write_bytes(b"a file")
    with pytest.raises(DataError, match="cannot be written"):
        list(download("mnist", folder))


class _BreaksOff(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(FIRST)))
        self.end_headers()
        self.wfile.write(FIRST[:1000])

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def breaking_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("no_proxy", "*")
    server: socketserver.BaseServer = HTTPServer(("127.0.0.1", 0), _BreaksOff)
    port = server.server_address[1]  # type: ignore[index]
    publish(monkeypatch, f"http://127.0.0.1:{port}/")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.usefixtures("breaking_server")
def test_a_connection_that_breaks_off_is_no_success(folder: Path) -> None:
    with pytest.raises(DataError, match=r"127\.0\.0\.1"):
        list(download("mnist", folder))
    assert everything_in(folder) == []

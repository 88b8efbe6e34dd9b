"""Single image files of every kind, good and bad."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, features

from visctx_gui.cortex.images import image_files
from visctx_gui.cortex.images.image_files import read_image, readable_name
from visctx_gui.cortex.images.image_folders import OpenedImage, RefusedImage, read_images
from visctx_gui.cortex.images.preparation import fit_image
from visctx_gui.plan.wording import ImageFileError

RAMP = np.arange(256, dtype=np.uint8).reshape(16, 16)


def saved(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)
    return path


def refusal(path: Path | str) -> str:
    with pytest.raises(ImageFileError) as caught:
        read_image(path)
    return str(caught.value)


# ---- folders ---------------------------------------------------------------------------------


def test_fault_20_an_empty_folder_and_one_without_images_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/readme.txt").write_text("no image")
    (tmp_path / "texts/.hidden.png").write_text("no image")
    found = list(read_images([tmp_path / "empty", tmp_path / "texts"]))
    assert [type(one) for one in found] == [RefusedImage, RefusedImage]
    sentences = [one.reason.english() for one in found if isinstance(one, RefusedImage)]
    assert sentences == [f"No images found in {tmp_path / name}." for name in ("empty", "texts")]


def test_a_folder_gives_its_images_and_those_of_class_folders_in_order(tmp_path: Path) -> None:
    picture = Image.fromarray(RAMP)
    for name in ("10.png", "9.PNG", "cats/2.png", "cats/deeper/3.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        picture.save(tmp_path / name)
    (tmp_path / "notes.txt").write_text("passed over")
    found = [one.path.relative_to(tmp_path).as_posix() for one in read_images([tmp_path])]
    assert found == ["9.PNG", "10.png", "cats/2.png"]


def test_files_are_read_one_by_one(tmp_path: Path) -> None:
    first = saved(tmp_path / "a.png", Image.fromarray(RAMP))
    images = read_images([first, tmp_path / "missing.png", first])
    assert isinstance(next(images), OpenedImage)
    refused = next(images)
    assert isinstance(refused, RefusedImage)
    assert "No such file" in refused.reason.english()
    assert isinstance(next(images), OpenedImage)


# ---- size ------------------------------------------------------------------------------------


def png_header(width: int, height: int) -> bytes:
    """A PNG that announces a size and brings no pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + content


@pytest.mark.parametrize("side", [8001, 10_000])
def test_fault_23_too_many_pixels_are_refused_from_the_header(tmp_path: Path, side: int) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(png_header(side, side))
    assert "more than 64 megapixels" in refusal(path)


def test_fault_24_a_decompression_bomb_is_refused_from_the_header(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_header(60_000, 60_000))
    assert "more than 64 megapixels" in refusal(path)


def test_fault_24_a_bomb_in_the_second_frame_does_not_matter(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "two.gif",
        Image.fromarray(RAMP),
        save_all=True,
        append_images=[Image.fromarray(RAMP.T)],
    )
    content = bytearray(path.read_bytes())
    second = content.rindex(b"\x2c\x00\x00\x00\x00\x10\x00\x10\x00")
    content[second + 5 : second + 9] = b"\xff\xff\xff\xff"  # 65535 x 65535 px
    path.write_bytes(content)
    pixels, note = read_image(path)
    assert pixels.shape == (16, 16, 3)
    assert "first frame" in note.english()


def test_the_largest_size_allowed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_files, "LARGEST_PIXELS", 256)
    read_image(saved(tmp_path / "allowed.png", Image.fromarray(RAMP)))
    assert "megapixels" in refusal(saved(tmp_path / "more.png", Image.new("L", (257, 1))))


@pytest.mark.parametrize(("width", "height"), [(1, 1), (1, 5000), (5000, 1)])
@pytest.mark.parametrize("value", [0, 77, 255])
def test_fault_31_extreme_sizes_and_constant_pictures_are_read_and_fitted(
    tmp_path: Path, width: int, height: int, value: int
) -> None:
    pixels, note = read_image(saved(tmp_path / "a.png", Image.new("L", (width, height), value)))
    assert pixels.shape == (height, width, 3)
    assert note.english() == ""
    fitted, _ = fit_image(pixels, (1, 28, 28))
    assert int(fitted.max()) == value


# ---- modes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_fault_25_a_16_bit_ramp_is_scaled_not_clipped(tmp_path: Path, suffix: str) -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16).reshape(16, 16)
    pixels, note = read_image(saved(tmp_path / f"ramp.{suffix}", Image.fromarray(ramp)))
    assert np.array_equal(pixels[..., 0], RAMP)
    assert note.english() == "16-bit values scaled to 0..255"


def test_fault_25_big_endian_and_pgm_16_bit(tmp_path: Path) -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16).reshape(16, 16)
    path = tmp_path / "ramp.pgm"
    path.write_bytes(b"P5 16 16 65535\n" + ramp.astype(">u2").tobytes())
    assert np.array_equal(read_image(path)[0][..., 1], RAMP)
    big = Image.frombytes("I;16B", (16, 16), ramp.astype(">u2").tobytes())
    assert np.array_equal(read_image(saved(tmp_path / "big.tif", big))[0][..., 1], RAMP)


@pytest.mark.parametrize(
    ("numbers", "expected", "sentence"),
    [
        ([0.0, 0.5, 1.0], [0, 128, 255], "from 0 to 1"),
        ([0.0, 10.4, 255.0], [0, 10, 255], ""),
        ([-1.0, 0.0, 1.0], [0, 128, 255], "numbers from -1 to 1 scaled"),
        ([0.0, float("nan"), 1000.0], [0, 0, 255], "numbers from 0 to 1000 scaled"),
        ([float("inf"), 0.0, 1.0], [0, 0, 255], "from 0 to 1"),
        ([700.0, 700.0, 700.0], [128, 128, 128], "every pixel is 700"),
    ],
)
def test_fault_26_float_images(
    tmp_path: Path, numbers: list[float], expected: list[int], sentence: str
) -> None:
    image = Image.fromarray(np.array([numbers], dtype=np.float32))
    pixels, note = read_image(saved(tmp_path / "float.tif", image))
    assert pixels[0, :, 0].tolist() == expected
    assert sentence in note.english()
    assert (sentence == "") == (note.english() == "")


def test_fault_26_a_float_image_without_numbers_is_refused(tmp_path: Path) -> None:
    image = Image.fromarray(np.full((2, 2), np.nan, np.float32))
    assert "no finite number" in refusal(saved(tmp_path / "nan.tif", image))


def test_fault_26_32_bit_whole_numbers_are_stretched(tmp_path: Path) -> None:
    image = Image.fromarray(np.array([[-100, 0, 100]], dtype=np.int32))
    pixels, note = read_image(saved(tmp_path / "whole.tif", image))
    assert pixels[0, :, 2].tolist() == [0, 128, 255]
    assert "from -100 to 100" in note.english()


def colourful() -> Image.Image:
    pixels = np.zeros((4, 6, 3), np.uint8)
    pixels[:, :2], pixels[:, 2:4], pixels[:, 4:] = (200, 30, 30), (30, 200, 30), (30, 30, 200)
    return Image.fromarray(pixels)


@pytest.mark.parametrize(
    ("mode", "suffix", "tolerance"),
    [("RGB", "png", 0), ("P", "png", 0), ("CMYK", "tif", 2), ("YCbCr", "tif", 3)],
)
def test_fault_26_colours_come_out_right(
    tmp_path: Path, mode: str, suffix: str, tolerance: int
) -> None:
    image = colourful()
    stored = image.quantize(8) if mode == "P" else image.convert(mode)
    pixels, note = read_image(saved(tmp_path / f"colours.{suffix}", stored))
    assert np.abs(pixels.astype(int) - np.asarray(image)).max() <= tolerance
    assert note.english() == ("colours converted from CMYK" if mode == "CMYK" else "")


@pytest.mark.skipif(not features.check("littlecms2"), reason="Pillow without LittleCMS")
def test_fault_26_lab_is_converted_and_stated(tmp_path: Path) -> None:
    lab = ImageCms.profileToProfile(
        colourful(),
        ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )
    assert lab is not None
    pixels, note = read_image(saved(tmp_path / "lab.tif", lab))
    assert np.abs(pixels.astype(int) - np.asarray(colourful())).max() <= 15  # 8-bit LAB is coarse
    assert note.english() == "colours converted from LAB"


def test_fault_26_one_bit_is_black_and_white(tmp_path: Path) -> None:
    image = Image.fromarray(RAMP > 100)
    pixels, note = read_image(saved(tmp_path / "bits.png", image))
    assert np.array_equal(pixels[..., 0], np.where(RAMP > 100, 255, 0))
    assert note.english() == ""


@pytest.mark.parametrize("mode", ["LA", "RGBA", "P"])
def test_fault_26_transparency_lies_on_grey(tmp_path: Path, mode: str) -> None:
    alpha = np.zeros((4, 6), np.uint8)
    alpha[:, 3:] = 255
    image = Image.fromarray(np.full((4, 6), 250, np.uint8)).convert(
        "LA" if mode == "LA" else "RGBA"
    )
    image.putalpha(Image.fromarray(alpha))
    if mode == "P":
        image = image.quantize(4)
    pixels, note = read_image(saved(tmp_path / "alpha.png", image))
    assert np.abs(pixels[:, :3].astype(int) - 128).max() <= 1
    assert np.abs(pixels[:, 3:].astype(int) - 250).max() <= 1
    assert note.english() == "transparent parts shown on grey"


def test_fault_26_half_transparency_mixes_and_opaque_alpha_says_nothing(tmp_path: Path) -> None:
    half = saved(tmp_path / "half.png", Image.new("RGBA", (2, 2), (228, 128, 28, 128)))
    assert np.abs(read_image(half)[0].astype(int) - (178, 128, 78)).max() <= 1
    opaque = saved(tmp_path / "opaque.png", Image.new("RGBA", (2, 2), (228, 128, 28, 255)))
    pixels, note = read_image(opaque)
    assert pixels[0, 0].tolist() == [228, 128, 28]
    assert note.english() == ""


# ---- frames and orientation -------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["gif", "webp", "tif", "png"])
def test_fault_27_the_first_frame_is_used_and_said(tmp_path: Path, suffix: str) -> None:
    if suffix == "webp" and not features.check("webp"):
        pytest.skip("Pillow without WebP")
    options = {"lossless": True} if suffix == "webp" else {}
    path = saved(
        tmp_path / f"film.{suffix}",
        Image.new("RGB", (8, 8), (255, 0, 0)),
        save_all=True,
        append_images=[Image.new("RGB", (8, 8), (0, 0, 255))],
        **options,
    )
    pixels, note = read_image(path)
    assert pixels[4, 4].tolist() == [255, 0, 0]
    assert note.english() == "only the first frame is used"


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_fault_28_every_orientation_is_turned_upright(
    tmp_path: Path, orientation: int, suffix: str
) -> None:
    upright = np.arange(6, dtype=np.uint8).reshape(2, 3) * 40
    stored = {
        1: upright,
        2: np.fliplr(upright),
        3: np.rot90(upright, 2),
        4: np.flipud(upright),
        5: upright.T,
        6: np.rot90(upright, 1),  # shown after a quarter turn to the right
        7: np.rot90(upright.T, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"turned.{suffix}"
    Image.fromarray(np.ascontiguousarray(stored)).save(path, exif=exif)
    assert np.array_equal(read_image(path)[0][..., 0], upright)


def test_fault_28_an_impossible_orientation_changes_nothing(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 99
    path = saved(tmp_path / "odd.png", Image.fromarray(RAMP), exif=exif)
    assert np.array_equal(read_image(path)[0][..., 0], RAMP)


# ---- damage -----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["jpg", "png", "gif", "tif", "bmp"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6])
def test_fault_29_truncated_images_are_refused(tmp_path: Path, suffix: str, share: float) -> None:
    noise = np.random.RandomState(0).randint(0, 256, (64, 64, 3)).astype(np.uint8)
    path = saved(tmp_path / f"whole.{suffix}", Image.fromarray(noise))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert path.name in refusal(path)


def test_fault_29_zero_bytes_and_text_are_refused_with_the_reason(tmp_path: Path) -> None:
    empty, text = tmp_path / "empty.png", tmp_path / "text.png"
    empty.write_bytes(b"")
    text.write_text("This is no picture.")
    assert refusal(empty) == f"{empty} is empty (0 bytes)."
    assert refusal(text) == f"{text} is no image of a known format."


def test_fault_29_an_image_without_width_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "thin.png"
    path.write_bytes(png_header(0, 10))
    assert "thin.png" in refusal(path)
    path.write_bytes(b"P5 0 10 255\n")
    assert "thin.png" in refusal(path)


@given(content=st.binary(max_size=200), head=st.sampled_from([b"", b"GIF89a", b"\xff\xd8\xff"]))
@settings(max_examples=60, deadline=None)
def test_fault_29_random_bytes_never_give_another_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, head: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "random.gif"
    path.write_bytes(head + content)
    try:
        pixels, _ = read_image(path)
    except ImageFileError:
        return
    assert pixels.ndim == 3


def test_fault_29_formats_that_start_other_programs_are_not_known(tmp_path: Path) -> None:
    path = saved(tmp_path / "page.eps", Image.fromarray(RAMP))
    assert "no image of a known format" in refusal(path)


def test_refused_files_are_counted_and_the_others_read(tmp_path: Path) -> None:
    saved(tmp_path / "1.png", Image.fromarray(RAMP))
    (tmp_path / "2.png").write_bytes(b"")
    saved(tmp_path / "3.png", Image.fromarray(RAMP))
    kinds = [type(one) for one in read_images([tmp_path])]
    assert kinds == [OpenedImage, RefusedImage, OpenedImage]


# ---- names and links --------------------------------------------------------------------------

NAMES = ["with space.png", "Zürich 東京 🧠.png", "new\nline.png", "x" * 250 + ".png"]


@pytest.mark.parametrize("name", NAMES)
def test_fault_30_unusual_names_open(tmp_path: Path, name: str) -> None:
    if os.name == "nt" and "\n" in name:
        pytest.skip("not a name on this system")
    path = tmp_path / name
    try:
        path.write_bytes(b"")
    except OSError:
        pytest.skip("not a name on this file system")
    assert "\n" not in refusal(path)
    Image.fromarray(RAMP).save(path, format="PNG")
    assert np.array_equal(read_image(path)[0][..., 0], RAMP)
    assert [one.path for one in read_images([tmp_path])] == [path]


@pytest.mark.skipif(os.name == "nt", reason="names are text on this system")
def test_fault_30_a_name_that_is_no_text_is_shown_escaped(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.png"))
    try:
        path.write_bytes(b"")
    except OSError:
        pytest.skip("not a name on this file system")
    sentence = refusal(path)
    assert "\\udcff\\udcfe.png" in sentence
    sentence.encode("utf-8")


@given(st.text())
def test_fault_30_readable_names_are_one_printable_line(name: str) -> None:
    shown = readable_name(name)
    assert shown.isprintable()
    shown.encode("utf-8")
    if name.isprintable():
        assert shown == name


def test_fault_30_a_name_with_a_null_is_refused() -> None:
    assert "cannot be read" in refusal("a\0b.png")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on this system")
def test_fault_32_links_to_nothing_or_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "nothing.png").symlink_to(tmp_path / "missing")
    (tmp_path / "circle.png").symlink_to(tmp_path / "circle.png")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    found = list(read_images([tmp_path]))
    assert len(found) == 4  # two here, the same two once more through the folder that is itself
    assert all(isinstance(one, RefusedImage) for one in found)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything is readable here")
def test_fault_32_an_unreadable_file_and_folder_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "locked.png", Image.fromarray(RAMP))
    path.chmod(0)
    assert "Permission denied" in refusal(path)
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        found = list(read_images([closed]))
    finally:
        closed.chmod(0o700)
    assert len(found) == 1
    assert isinstance(found[0], RefusedImage)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_fault_19_a_pipe_or_device_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert "not a regular file" in refusal(tmp_path / "pipe.png")
    if Path("/dev/zero").exists():
        assert "not a regular file" in refusal("/dev/zero")

"""Single image files of any kind: read upright in colour, or refused with the reason."""

from __future__ import annotations

import functools
import stat
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from visctx_gui.cortex.images.image_modes import rgb_pixels
from visctx_gui.plan.wording import ImageFileError, Message, joined, message, translatable

LARGEST_PIXELS = 64_000_000  # 192 MB in colour; checked in the header, before anything is unpacked
ORIENTATION_TAG = 0x0112

# Named one by one: Pillow's list holds formats that start another program, or match any bytes.
FORMATS = (
    "AVIF", "BMP", "DIB", "GIF", "ICO", "JPEG", "JPEG2000", "PCX", "PNG", "PPM", "QOI", "SGI",
    "TIFF", "WEBP",
)  # fmt: skip

Pixels = NDArray[np.uint8]

# How a picture is turned upright, by the value of EXIF's orientation tag (EXIF 2.3, 4.6.4 A).
_UPRIGHT: dict[int, Callable[[Pixels], Pixels]] = {
    2: lambda pixels: pixels[:, ::-1],
    3: lambda pixels: pixels[::-1, ::-1],
    4: lambda pixels: pixels[::-1],
    5: lambda pixels: pixels.swapaxes(0, 1),
    6: lambda pixels: pixels.swapaxes(0, 1)[:, ::-1],
    7: lambda pixels: pixels.swapaxes(0, 1)[::-1, ::-1],
    8: lambda pixels: pixels.swapaxes(0, 1)[::-1],
}


@functools.cache
def _known_formats() -> tuple[str, ...]:
    """Those of `FORMATS` that this Pillow was built with; it breaks off at one it has not."""
    Image.init()
    return tuple(name for name in FORMATS if name in Image.OPEN)


def readable_name(path: Path | str) -> str:
    """A path as one line that any screen can show; what cannot be printed is escaped."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in str(path)
    )


def read_image(path: Path | str) -> tuple[Pixels, Message]:
    """Read one image.

    Parameters
    ----------
    path : Path or str
        A regular file, or a link to one.

    Returns
    -------
    uint8 array (height, width, 3)
        Red, green, blue; upright by its EXIF orientation; owned by the caller.
    Message
        What was changed (see `rgb_pixels`) or left out (further frames); empty where nothing was.

    Raises
    ------
    ImageFileError
        Naming the file and the reason: missing, unreadable, empty, damaged, no image, more than
        64 megapixels.
    """
    path = Path(path)
    _check_file(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd tags in files that open well
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            # Given a path, Pillow maps the file into memory: turned TIFFs come out scrambled
            # (Pillow 13.0), and a file cut off meanwhile ends the process.
            with path.open("rb") as file, Image.open(file, formats=_known_formats()) as image:
                return _read(image, path)
        except ImageFileError:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_large(path) from error
        except UnidentifiedImageError as error:
            raise ImageFileError(
                message(
                    translatable("{path} is no image of a known format."),
                    path=readable_name(path),
                )
            ) from error
        except PermissionError as error:
            raise _unreadable(path, error) from error
        except Exception as error:  # decoders raise almost anything for damaged files
            raise ImageFileError(
                message(
                    translatable("{path} is damaged or cannot be shown: {reason}."),
                    path=readable_name(path),
                    reason=readable_name(str(error) or type(error).__name__).rstrip("."),
                )
            ) from error


def _check_file(path: Path) -> None:
    try:
        facts = path.stat()
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not stat.S_ISREG(facts.st_mode):  # a pipe or a device may never end
        raise ImageFileError(
            message(translatable("{path} is not a regular file."), path=readable_name(path))
        )
    if facts.st_size == 0:
        raise ImageFileError(
            message(translatable("{path} is empty (0 bytes)."), path=readable_name(path))
        )


def _unreadable(path: Path, error: Exception) -> ImageFileError:
    reason = error.strerror if isinstance(error, OSError) else None
    return ImageFileError(
        message(
            translatable("{path} cannot be read: {reason}."),
            path=readable_name(path),
            reason=reason or readable_name(str(error)),
        )
    )


def _too_large(path: Path) -> ImageFileError:
    return ImageFileError(
        message(
            translatable("{path} has more than {limit} megapixels."),
            path=readable_name(path),
            limit=LARGEST_PIXELS // 1_000_000,
        ),
        message(translatable("Make it smaller in an image program first.")),
    )


def _read(image: Image.Image, path: Path) -> tuple[Pixels, Message]:
    if image.width * image.height > LARGEST_PIXELS:
        raise _too_large(path)
    image.load()
    pixels, notes = rgb_pixels(image)
    turn = _UPRIGHT.get(_orientation(image))
    if turn is not None:
        pixels = turn(pixels)
    if _has_more_frames(image):
        notes.append(message(translatable("only the first frame is used")))
    return np.array(pixels, order="C"), joined(notes)


def _orientation(image: Image.Image) -> int:
    try:
        found = image.getexif().get(ORIENTATION_TAG, 1)
    except Exception:  # damaged tags are no reason to refuse the picture
        return 1
    return found if isinstance(found, int) else 1


def _has_more_frames(image: Image.Image) -> bool:
    try:
        return bool(getattr(image, "is_animated", False))
    except Exception:  # a damaged later frame: the first one was read
        return True


def picture_size(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels as the header says, before any turning; None for no usable image."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            _check_file(path)
            with path.open("rb") as file, Image.open(file, formats=_known_formats()) as image:
                return image.size
        except Exception:  # as for `read_image`, which will say why
            return None

"""One picture in, one re-encoded JPEG out: nothing of the original's bytes, metadata or tail survives."""

import contextlib
import warnings
from importlib import import_module
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from klyngeokonomi.documents.child.look import look_of
from klyngeokonomi.documents.child.report import Problem, Unreadable, tell

FORMATS = {"image/jpeg": ("JPEG",), "image/png": ("PNG",), "image/heic": ("HEIF",)}
"""The decoders that may be tried; Pillow knows some forty more, and none of them is opened."""
LONGEST_SIDE = 2400
THUMB_SIDE = 320
QUALITY = 85
_TURNS = {
    90: Image.Transpose.ROTATE_270,  # Pillow counts against the clock
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def prepare(kind: str) -> None:
    """Load the one decoder that Pillow lacks, where the kind asks for it."""
    if kind == "image/heic":
        pillow_heif = import_module("pillow_heif")
        pillow_heif.options.DECODE_THREADS = 1
        pillow_heif.register_heif_opener()


def read(source: Path, out: Path, *, kind: str, rotation: int, max_pixels: int) -> None:
    """Write page-1.jpg and thumb-1.jpg. Raises Unreadable."""
    tell(pages=1)
    picture = _open(source, FORMATS[kind], max_pixels)
    if rotation:
        picture = picture.transpose(_TURNS[rotation])
    save_page(picture, out, 1)


def _open(source: Path, formats: tuple[str, ...], max_pixels: int) -> Image.Image:
    """The picture as RGB, upright, no side above LONGEST_SIDE. Pixels are counted before any is decoded."""
    Image.MAX_IMAGE_PIXELS = max_pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(source, formats=formats) as picture:
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
            with contextlib.suppress(
                Exception
            ):  # EXIF that cannot be read says nothing about which way is up
                picture = ImageOps.exif_transpose(picture)
            return bare(picture)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Unreadable(Problem.TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        raise Unreadable(Problem.DAMAGED) from error


def bare(picture: Image.Image) -> Image.Image:
    """The pixels alone on white paper: a new image, so that no comment, profile or EXIF comes along."""
    paper = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        paper.paste(layer, mask=layer.getchannel("A"))
    else:
        paper.paste(picture.convert("RGB"))
    return paper


def save_page(picture: Image.Image, out: Path, number: int) -> None:
    """page-N.jpg, for the first page also thumb-1.jpg and its look, and a line to the parent."""
    picture.save(out / f"page-{number}.jpg", "JPEG", quality=QUALITY)
    if number == 1:
        thumb = picture.copy()
        thumb.thumbnail((THUMB_SIDE, THUMB_SIDE))
        thumb.save(out / "thumb-1.jpg", "JPEG", quality=QUALITY)
        if (look := look_of(picture)) is not None:
            tell(look=look)
    tell(page=number, width=picture.width, height=picture.height)

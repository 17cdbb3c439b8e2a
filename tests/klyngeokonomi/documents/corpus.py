"""Files that try something, made on the spot: nothing binary is kept in the repository."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

A4 = (595, 842)
TAIL = b"<html><script>alert(1)</script></html>"
GPS_IFD, ARTIST, ORIENTATION = 0x8825, 0x013B, 0x0112


def picture(form: str, *, size: tuple[int, int] = (300, 400), **options: object) -> bytes:
    """A picture, red above and blue below, as the named Pillow format writes it."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, size[1] // 2, size[0], size[1]))
    out = io.BytesIO()
    pillow_heif.register_heif_opener()
    image.save(out, form, **options)
    return out.getvalue()


def photo_with_place(orientation: int = 1) -> bytes:
    """A JPEG with GPS position, the owner's name and a comment."""
    exif = Image.Exif()
    exif[ARTIST] = "Mette Proevesen"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS_IFD)[2] = (55.0, 40.0, 12.5)
    return picture("JPEG", exif=exif, comment=b"taget hjemme hos Mette")


def polyglot() -> bytes:
    """A JPEG that is a web page as well."""
    return picture("JPEG") + TAIL


def png_of_one_colour(width: int, height: int) -> bytes:
    """A valid grey PNG of one bit per pixel, small however large it claims to be."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\x00" * (1 + (width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def zipped(name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "<w:document/>")
    return out.getvalue()


def pdf(
    *,
    pages: int = 1,
    size: tuple[float, float] = A4,
    lines: list[str] | None = None,
    change: Callable[[pikepdf.Pdf], None] | None = None,
    **save: object,
) -> bytes:
    """A PDF with `lines` of text on every page, changed by `change` before it is written."""
    made = pikepdf.new()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    for _ in range(pages):
        page = made.add_blank_page(page_size=size)
        page.Resources = Dictionary(Font=Dictionary(F1=made.make_indirect(font)))
        page.Contents = made.make_stream(_text(lines or ["Kvittering"], size[1]))
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **save)
    return out.getvalue()


def _text(lines: list[str], height: float) -> bytes:
    shown = b" T* ".join(
        b"(" + line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj" for line in lines
    )
    return b"BT /F1 12 Tf 16 TL 50 %d Td " % (height - 60) + shown + b" ET"


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def with_everything_active(made: pikepdf.Pdf) -> None:
    """Script on opening, on the page, in the name tree; link, launch two levels down in direct objects; files."""
    made.Root.OpenAction = script()
    made.Root.AA = Dictionary(WC=script())
    made.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), made.make_indirect(script())]))
    )
    made.attachments["virus.exe"] = b"MZ"
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    jump = Dictionary(S=Name.GoTo, D=Array([made.pages[0].obj, Name.Fit]), Next=Array([launch]))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=jump)
    out = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([0, 0, 9, 9]),
        A=Dictionary(S=Name.URI, URI=String("https://example.org/")),
    )
    file = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]))
    made.pages[0].obj.Annots = Array([link, out, file])
    made.pages[0].obj.AA = Dictionary(O=script())


def with_xfa(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=made.make_stream(b"<xdp:xdp/>"))


def locked(*, user: str = "", owner: str = "ejer") -> bytes:
    """Encrypted; opens without a password when `user` is empty."""
    return pdf(encryption=pikepdf.Encryption(user=user, owner=owner))


def page_tree_loop() -> bytes:
    """A page tree that is its own child."""

    def loop(made: pikepdf.Pdf) -> None:
        made.Root.Pages.Kids.append(made.Root.Pages)

    return pdf(change=loop)


def blank_pages(count: int) -> bytes:
    """That many empty pages, written by hand: a library takes its time over them."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"] * count
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj %s endobj\n" % (number, body)
    table, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(places))
    out += b"trailer <</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, table)
    return bytes(out)


def slow(drawings: int) -> bytes:
    """A small file that takes long to draw: overlapping circles of thin curves, filled."""
    curve = b"300 300 m 600 900 0 900 300 300 c 0 0 600 0 300 300 c B\n"

    def draw(made: pikepdf.Pdf) -> None:
        made.pages[0].Contents = made.make_stream(curve * drawings)

    return pdf(change=draw)


def stream_bomb(megabytes: int) -> bytes:
    """A page whose content unpacks to that much; some 5 kB per MB on the wire."""

    def bomb(made: pikepdf.Pdf) -> None:
        packer = zlib.compressobj(1)
        packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packer.flush()
        made.pages[0].Contents = made.make_stream(packed, Filter=Name.FlateDecode)

    return pdf(change=bomb)


def damaged_pdf() -> bytes:
    """The end, with its table of where things are, is gone; every object is still there."""
    whole = pdf(pages=2, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return whole[: whole.rindex(b"xref\n0")]

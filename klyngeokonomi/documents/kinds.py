"""What a file is, by its first bytes. The name and the type the browser claims are not asked."""

from klyngeokonomi.documents.models import ContentType

HEAD = 1024
"""How many bytes the judgement needs."""
ACCEPTED = "JPEG, PNG, HEIC eller PDF"
EXTENSIONS = {
    ContentType.JPEG: ".jpg",
    ContentType.PNG: ".png",
    ContentType.HEIC: ".heic",
    ContentType.PDF: ".pdf",
}
SAME_AS = {".jpeg": ".jpg", ".jpe": ".jpg", ".heif": ".heic"}

_HEVC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_AVIF = "Billedet er i formatet AVIF. Gem det som JPEG, og upload det igen."
_OFFICE = "Filen er et Office- eller zip-arkiv. Gem dokumentet som PDF, og upload PDF'en."
_OTHER_PICTURE = "Billedet er i formatet {name}. Gem det som JPEG eller PNG, og upload det igen."
_KNOWN_OTHERS = (
    (b"PK\x03\x04", _OFFICE),
    (b"\xd0\xcf\x11\xe0", _OFFICE),
    (b"GIF8", _OTHER_PICTURE.format(name="GIF")),
    (b"II*\x00", _OTHER_PICTURE.format(name="TIFF")),
    (b"MM\x00*", _OTHER_PICTURE.format(name="TIFF")),
    (b"8BPS", _OTHER_PICTURE.format(name="Photoshop")),
    (b"BM", _OTHER_PICTURE.format(name="BMP")),
)


def kind_of(head: bytes) -> ContentType | None:
    """The kind of the file that begins with `head`; None when it is not one that is taken in.

    A PDF may have white space or a byte order mark before its signature, nothing else (no GIF/PDF polyglot).
    """
    if head.startswith(b"\xff\xd8\xff"):
        return ContentType.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return ContentType.PNG
    if head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\t\n\x0c\r ").startswith(b"%PDF-"):
        return ContentType.PDF
    return ContentType.HEIC if _brands(head) & _HEVC_BRANDS else None


def why_not(head: bytes) -> str:
    """The sentence for a file that is not taken in, with what to do where the kind is known."""
    if b"avif" in _brands(head):
        return _AVIF
    for start, sentence in _KNOWN_OTHERS:
        if head.startswith(start):
            return sentence
    return f"Filen er ikke {ACCEPTED}. Det er indholdet, der tæller, ikke navnet."


def _brands(head: bytes) -> set[bytes]:
    """Major and compatible brands of an ISO base media file (ISO/IEC 14496-12, box `ftyp`)."""
    if head[4:8] != b"ftyp":
        return set()
    box = head[8 : min(int.from_bytes(head[:4], "big"), HEAD)]
    return {box[at : at + 4] for at in range(0, len(box), 4) if at != 4}

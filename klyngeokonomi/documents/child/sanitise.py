"""Take everything out of a PDF that acts, calls out or hides a file.

Every object is walked, with the dictionaries and arrays that lie directly inside it: a flat look at
`pdf.objects` misses nested actions and name trees (reliability E20).
"""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from klyngeokonomi.documents.child.report import Problem, Unreadable

MAX_OBJECTS = 300_000
"""Objects walked before the file is called too complicated; a scanned annual report has some 20 000."""

_LINKS = {Name.URI, Name.GoToR, Name.GoToE}
"""Ways out of the file. Most invoices have some (an address, a mail), so their removal is not told."""
_ACTIONS = _LINKS | {
    Name.JavaScript,
    Name.Launch,
    Name.SubmitForm,
    Name.ImportData,
    Name.ResetForm,
    Name.Named,
    Name.Hide,
    Name.Movie,
    Name.Sound,
    Name.Rendition,
    Name.SetOCGState,
    Name.Thread,
    Name.Trans,
    Name.GoTo3DView,
    Name.RichMediaExecute,
}
"""Kinds of action (ISO 32000-1 table 198). GoTo, a jump inside the file, is the one that stays."""
_KEYS = {
    "/OpenAction",
    "/AA",
    "/JavaScript",
    "/EmbeddedFiles",
    "/EF",
    "/AF",
    "/Collection",
    "/RichMediaContent",
}
"""Entries that go wherever they are a dictionary, array or reference to one."""
_OPENING = "/OpenAction"
"""Often only the zoom to open with; told when it is an action of the kinds above."""
_METADATA = ("/Metadata", "/PieceInfo", "/URI", "/Extensions", "/Requirements")
_ANNOTATIONS = {
    Name("/FileAttachment"),
    Name("/Movie"),
    Name("/Sound"),
    Name("/Screen"),
    Name("/RichMedia"),
    Name("/3D"),
}


def sanitise(pdf: pikepdf.Pdf) -> bool:
    """Remove active content in place; True when there was any but links. Raises Unreadable for an XFA form."""
    found = False
    for holder in list(_walk(pdf)):
        found |= _clean_array(holder) if isinstance(holder, Array) else _clean_dictionary(holder)
    for key in _METADATA:
        if key in pdf.Root:
            del pdf.Root[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    return found


def _walk(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Every dictionary, stream and array in the file, the nested ones too; indirect ones once."""
    waiting: list[Object] = [pdf.trailer, *pdf.objects]
    walked = 0
    while waiting:
        holder = waiting.pop()
        if not isinstance(holder, Array | Dictionary | Stream):
            continue
        walked += 1
        if walked > MAX_OBJECTS:
            raise Unreadable(Problem.TOO_COMPLICATED)
        yield holder
        # An indirect value is in pdf.objects already; only what lies directly inside is new.
        values = holder if isinstance(holder, Array) else [value for _, value in holder.items()]
        waiting.extend(value for value in values if isinstance(value, Object) and not value.is_indirect)


def _clean_array(holder: Array) -> bool:
    """Annotations that play or carry files, and actions in a chain, leave the array."""
    found = False
    for index in range(len(holder) - 1, -1, -1):
        value = holder[index]
        if _is_action(value) or _is_active_annotation(value):
            found |= not _is_action(value, _LINKS)
            del holder[index]
    return found


def _clean_dictionary(holder: Dictionary | Stream) -> bool:
    """Actions by kind under any key, hooks by name, and a stream's data in another file."""
    found = False
    for key, value in list(holder.items()):
        if key == "/XFA":
            raise Unreadable(Problem.FORM_XFA)
        is_hook = key in _KEYS and isinstance(value, Dictionary | Array)
        is_elsewhere = key in {"/F", "/FFilter", "/FDecodeParms"} and isinstance(holder, Stream)
        if is_hook or is_elsewhere or _is_action(value) or _is_active_annotation(value):
            is_harmless = _is_action(value, _LINKS) or (key == _OPENING and not _is_action(value))
            found |= not is_harmless
            del holder[key]
    if _is_action(holder):  # nothing points at it any more; it is emptied all the same
        found |= not _is_action(holder, _LINKS)
        for key in list(holder.keys()):
            del holder[key]
    return found


def _is_action(value: Object, kinds: set[Name] = _ACTIONS) -> bool:
    """By /S alone: a reader does not ask for the /Type that an action should have."""
    if not isinstance(value, Dictionary) or isinstance(value, Stream):
        return False
    kind = value.get("/S")
    return isinstance(kind, Name) and kind in kinds


def _is_active_annotation(value: Object) -> bool:
    if not isinstance(value, Dictionary) or isinstance(value, Stream):
        return False
    kind = value.get("/Subtype")
    return isinstance(kind, Name) and kind in _ANNOTATIONS and "/Rect" in value

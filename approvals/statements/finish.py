"""What is done to a PDF before it is written, by the library's own hook. For workers alone: `render` calls it.

A finished file holds what WeasyPrint leaves out of one that is tagged as well as archivable (ADR 0040), and every part
of it is put together once.
"""

from typing import Any

from approvals.statements.xmp import with_pdf_ua


def finished(document: Any, pdf: Any) -> None:
    """The hook."""
    accessible_too(document, pdf)
    said_once(pdf)


def accessible_too(document: Any, pdf: Any) -> None:
    """PDF/UA-1's mark, and the index of the headings that cells point to (ISO 32000-1, table 322)."""
    metadata, root = (pdf.objects[int(pdf.catalog[key].split()[0])] for key in ("Metadata", "StructTreeRoot"))
    metadata.stream = [with_pdf_ua(b"".join(metadata.stream))]
    named = {one["ID"].string: one for one in pdf.objects if isinstance(one, dict) and one.get("S") == "/TH"}
    index = type(root["K"])(
        part for name in sorted(named) for part in (named[name]["ID"], named[name].reference)
    )
    root["IDTree"] = type(root)({"Names": index})


def said_once(pdf: Any) -> None:
    """Every object as the bytes it will be. The library puts each together, and compresses it, for the file and once
    more for the name that its content gives it.
    """
    from pydyf import Object  # noqa: PLC0415

    class Said(Object):
        data = b""
        compressible = False

    for place, one in enumerate(pdf.objects):
        if one.free == "n":
            said = pdf.objects[place] = Said()
            said.number, said.data, said.compressible = one.number, one.data, one.compressible

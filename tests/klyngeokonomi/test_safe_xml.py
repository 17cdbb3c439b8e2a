"""XML that was made to harm its reader, and what an honest file may be."""

import pytest
from defusedxml.ElementTree import fromstring

from klyngeokonomi import safe_xml
from klyngeokonomi.safe_xml import NotSafeXml, read_xml

LAUGHS = "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><a>&c;</a>"
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
INCLUDED = (
    "<a xmlns:i='http://www.w3.org/2001/XInclude'><i:include href='file:///etc/hostname' parse='text'/></a>"
)
UTF_7 = b"<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE a+AD4-<a/>"


def refusal(content: bytes) -> str:
    with pytest.raises(NotSafeXml) as refused:
        read_xml(content)
    return str(refused.value)


@pytest.mark.case("T070")
@pytest.mark.parametrize(
    "content",
    [
        LAUGHS.encode(),
        OUTSIDE.encode(),
        INCLUDED.encode(),
        b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
        b"<!DOCTYPE a><a/>",
        b"<?xml version='1.0'?>\n<!-- x -->\n<!doctype a><a/>",
        LAUGHS.replace("<!DOCTYPE", "<?xml version='1.0' encoding='windows-1252'?><!DOCTYPE").encode(),
    ],
    ids=["laughs", "outside", "included", "remote", "bare", "lower", "windows"],
)
def test_instructions_to_the_reader_are_refused(content):
    assert refusal(content) == safe_xml.DANGEROUS


@pytest.mark.case("T070")
@pytest.mark.parametrize(
    "content",
    [
        UTF_7,
        LAUGHS.encode("utf-16"),
        LAUGHS.encode("utf-16-be"),
        LAUGHS.encode("utf-32"),
        b"<?xml version='1.0' encoding='UTF-16'?><a/>",
        b"<?xml version='1.0' encoding='cp037'?><a/>",
        b"\xef\xbb\xbf<?xml version='1.0' encoding='iso-8859-1'?><a/>",
        b"<a>\xff</a>",
    ],
    ids=["utf-7", "utf-16", "utf-16-be", "utf-32", "said to be", "ebcdic", "two minds", "broken"],
)
def test_odd_encodings_are_refused(content):
    assert refusal(content) == safe_xml.ODD_LETTERS


@pytest.mark.twin("T070")
def test_a_parser_without_the_guard_unfolds_the_entities():
    unfolded = fromstring(LAUGHS, forbid_dtd=False, forbid_entities=False)
    assert unfolded.text == "ha" * 8


@pytest.mark.case("T071")
def test_a_file_of_endless_depth_is_refused_where_it_gets_too_deep(monkeypatch):
    trees = []

    class Remembered(safe_xml._Tree):
        def __init__(self):
            super().__init__()
            trees.append(self)

    monkeypatch.setattr(safe_xml, "_Tree", Remembered)
    assert refusal(b"<a>" * 100_000) == safe_xml.TOO_DEEP
    assert [tree.count for tree in trees] == [safe_xml.MOST_DEPTH + 1]


@pytest.mark.case("T071")
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<a b='" + b"x" * 11 * 1024 * 1024 + b"'/>", safe_xml.TOO_LARGE),
        (b"<a>" + b"x" * 100_000 + b"</a>", safe_xml.TOO_LARGE),
        (b"<a>" + b" " * safe_xml.MOST_BYTES, safe_xml.TOO_LARGE),
        (b"<a " + b" ".join(b"b%d=''" % n for n in range(51)) + b"/>", safe_xml.TOO_DEEP),
    ],
    ids=["attribute", "text", "file", "attributes"],
)
def test_endless_size_is_refused_before_or_while_it_is_read(content, sentence):
    assert refusal(content) == sentence


@pytest.mark.case("T071")
def test_too_many_elements_are_refused(monkeypatch):
    monkeypatch.setattr(safe_xml, "MOST_ELEMENTS", 10)
    assert refusal(b"<a>" + b"<b/>" * 10 + b"</a>") == safe_xml.TOO_LARGE
    assert len(read_xml(b"<a>" + b"<b/>" * 9 + b"</a>").root) == 9


@pytest.mark.twin("T071")
def test_without_our_caps_depth_and_size_are_read(monkeypatch):
    deep = b"<a>" * 100 + b"</a>" * 100
    wide = b"<a b='" + b"x" * 70_000 + b"'/>"
    assert {refusal(deep), refusal(wide)} == {safe_xml.TOO_DEEP, safe_xml.TOO_LARGE}
    monkeypatch.setattr(safe_xml, "MOST_DEPTH", 1000)
    monkeypatch.setattr(safe_xml, "MOST_PIECE", 10**9)
    assert sum(1 for _ in read_xml(deep).root.iter()) == 100
    assert len(read_xml(wide).root.get("b") or "") == 70_000


@pytest.mark.parametrize(
    "content", [b"", b"hej", b"<a>", b"<a></b>", b"<a>&b;</a>", b"%PDF-1.7", b"PK\x03\x04"]
)
def test_what_is_no_xml_is_said_to_be_none(content):
    assert refusal(content) == safe_xml.NO_XML


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "ISO-8859-15"])
def test_danish_letters_come_through(encoding):
    content = f"<?xml version='1.0' encoding='{encoding}'?><a>Ærø på Å</a>".encode(encoding)
    assert read_xml(content).root.text == "Ærø på Å"


def test_names_stand_without_the_namespace_of_the_file_and_keep_any_other():
    found = read_xml(b"\xef\xbb\xbf<p:a xmlns:p='urn:one'><p:b/><c xmlns='urn:two'/></p:a>")
    assert found.namespace == "urn:one"
    assert [one.tag for one in found.root.iter()] == ["a", "b", "{urn:two}c"]
    assert read_xml(b"<a/>").namespace == ""

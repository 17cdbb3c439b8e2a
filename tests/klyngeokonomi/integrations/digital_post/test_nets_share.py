"""The zip that leaves: what it holds, that it is the same each time, and every limit from both sides."""

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest

from klyngeokonomi.integrations.digital_post.nets_share import Limits, NotAShipment, write, zip_name
from klyngeokonomi.integrations.digital_post.shipment import read
from tests.klyngeokonomi.integrations.digital_post.letters import ANNE, NOBODY, PDF, SENDER, a_zip, letter

MANIFEST = """<?xml version='1.0' encoding='UTF-8'?>
<shipment xmlns="http://www.nets.eu/nets-share/1.6" xmlns:eboks="http://www.nets.eu/nets-share/1.6/eboks">
  <shipmentInfo>
    <shipmentId>F-1</shipmentId>
    <sender>
      <corporateIdentityNumber>12345678</corporateIdentityNumber>
      <country>DK</country>
    </sender>
  </shipmentInfo>
  <messages>
    <message id="L-1">
      <sender>
        <senderName>PLO's klyngesekretariat</senderName>
        <corporateIdentityNumber>12345678</corporateIdentityNumber>
        <eboks:eboksId>15723</eboks:eboksId>
      </sender>
      <eboks:receiver>
        <eboks:personIdentityNumber>0101701234</eboks:personIdentityNumber>
        <eboks:country>DK</eboks:country>
      </eboks:receiver>
      <eboks:config>
        <eboks:description>Lønseddel oktober 2026</eboks:description>
        <eboks:realTime>false</eboks:realTime>
      </eboks:config>
      <document>
        <documentType>163057</documentType>
        <filepath>L-1.pdf</filepath>
      </document>
    </message>
  </messages>
</shipment>"""


def test_the_manifest_is_written_as_the_distributor_shows_it():
    with ZipFile(io.BytesIO(a_zip())) as archive:
        assert archive.namelist() == ["shipment.xml", "L-1.pdf"]
        assert archive.read("shipment.xml").decode() == MANIFEST
        assert archive.read("L-1.pdf") == PDF
    assert zip_name("F-1") == "netsshare_F-1.zip"


def test_the_same_letters_in_any_order_are_the_same_bytes_and_are_read_back():
    one, two = letter(1), letter(2, NOBODY)
    assert a_zip(one, two) == a_zip(two, one)
    assert a_zip(one) != a_zip(replace(one, description="Lønseddel november 2026"))
    read_back = read(a_zip(one, two))
    assert (read_back.shipment_id, read_back.sender_cvr) == ("F-1", "12345678")
    assert [(each.message_id, each.cpr, each.pdf) for each in read_back.letters] == [
        ("L-1", ANNE, PDF),
        ("L-2", NOBODY, PDF),
    ]
    assert ANNE not in repr(one) + repr(read_back)


def test_each_limit_is_kept_from_both_sides():
    both = [letter(1), letter(2)]
    exact = Limits(files=3, zip_bytes=len(a_zip(*both)), pdf_bytes=len(PDF))
    whole = write("F-1", SENDER, both, exact)
    assert read(whole, exact).letters
    for tighter, sentence in (
        (replace(exact, files=2), "højst have"),
        (replace(exact, zip_bytes=exact.zip_bytes - 1), "Forsendelsen er for stor. Del den i flere."),
        (replace(exact, pdf_bytes=exact.pdf_bytes - 1), "for stort til at blive sendt"),
    ):
        with pytest.raises(NotAShipment, match=sentence):
            write("F-1", SENDER, both, tighter)
        with pytest.raises(NotAShipment, match=sentence):
            read(whole, tighter)
    assert (Limits().files, Limits().zip_bytes, Limits().pdf_bytes) == (10_000, 2_000_000_000, 10_000_000)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"cpr": "010170-1234"}, "Fejlen er ved .*receiver/eboks:personIdentityNumber"),
        ({"cpr": "010170123"}, "Fejlen er ved .*receiver/eboks:personIdentityNumber"),
        ({"description": ""}, "Fejlen er ved .*config/eboks:description"),
        ({"description": "x" * 51}, "Fejlen er ved .*config/eboks:description"),
        ({"description": "a\x01"}, "kan ikke læses og må ikke sendes"),
        ({"pdf": b"<html>"}, "er ikke en PDF"),
    ],
)
def test_what_the_schema_does_not_allow_never_leaves(changes, sentence):
    with pytest.raises(NotAShipment, match=sentence) as refused:
        read(a_zip(letter(**changes)))
    assert str(changes.get("cpr", ANNE)) not in str(refused.value)
    assert read(a_zip(letter(description="x" * 50))).letters


@pytest.mark.parametrize(
    "changes", [{"cvr": "1234567"}, {"name": ""}, {"eboks_id": ""}, {"material_id": "x"}]
)
def test_a_sender_that_is_not_whole_sends_nothing(changes):
    with pytest.raises(NotAShipment, match="følger ikke skemaet"):
        read(write("F-1", replace(SENDER, **changes), [letter()]))


@pytest.mark.parametrize(
    ("shipment_id", "letters", "sentence"),
    [
        ("../F", [letter()], "kun have bogstaver"),
        ("F-1", [letter(message_id="L/1")], "kun have bogstaver"),
        ("F-1", [], "mindst ét brev"),
    ],
)
def test_numbers_are_plain_and_there_is_a_letter(shipment_id, letters, sentence):
    with pytest.raises(NotAShipment, match=sentence):
        write(shipment_id, SENDER, letters)


def rewritten(change):
    """The zip of two letters with one entry added, dropped or replaced."""
    with ZipFile(io.BytesIO(a_zip(letter(1), letter(2)))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    whole = io.BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda files: files.update({"mappe/L-3.pdf": PDF}), "undermapper"),
        (lambda files: files.update({"L-3.pdf": PDF}), "netop ét brev"),
        (lambda files: files.pop("L-2.pdf"), "netop ét brev|til brev L-2 mangler"),
        (lambda files: files.pop("shipment.xml"), "én shipment.xml"),
        (
            lambda files: files.update(
                {"shipment.xml": MANIFEST.replace("UTF-8", "ISO-8859-1").encode("latin-1")}
            ),
            "UTF-8",
        ),
        (
            lambda files: files.update({"shipment.xml": b'<?xml encoding="UTF-8"?><!DOCTYPE a>'}),
            "kan ikke læses",
        ),
        (
            lambda files: files.update({"shipment.xml": files["shipment.xml"].replace(b'"L-2"', b'"L-1"')}),
            "Fejlen er ved",
        ),
    ],
)
def test_a_zip_that_was_made_otherwise_is_refused(change, sentence):
    with pytest.raises(NotAShipment, match=sentence):
        read(rewritten(change))
    with pytest.raises(NotAShipment, match="ikke en hel zip-fil"):
        read(a_zip()[:200])

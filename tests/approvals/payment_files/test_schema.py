"""The official schema stops a file, wherever in it the fault is."""

import pytest

from approvals.payment_files import pain001, schema
from approvals.payment_files.dialects import CGI_DK
from approvals.payment_files.lines import Unreadable
from tests.approvals.payment_files.batches import batch, mixed

FAULTS = [
    (b"<Nm>Pr", b"<Nm></Nm><Nm>Pr"),
    (b"2026-00016-1", b"x" * 36),
    (b'<InstdAmt Ccy="DKK">', b'<InstdAmt Ccy="DKK">-'),
    (b'Ccy="DKK"', b'Ccy="dkk"'),
    (b"<Prtry>Bilag", b"<Prtry>Bilag og en alt for lang tekst om det hele"),
    (b"<Cdtr>", b"<Kreditor/><Cdtr>"),
    (b"<Purp>", b"<Purp/><Purp>"),
    (b"<PmtMtd>TRF", b"<PmtMtd>XXX"),
]


@pytest.fixture(scope="module")
def content() -> bytes:
    return pain001.write(batch(lines=mixed(16)), CGI_DK)


@pytest.mark.parametrize(("right", "wrong"), FAULTS)
def test_a_fault_in_the_last_payment_is_found_as_the_whole_schema_finds_it(content, right, wrong):
    before, found, after = content.rpartition(right)
    spoilt = before + wrong + after
    assert found
    with pytest.raises(Unreadable, match="følger ikke bankernes skema og må ikke sendes"):
        schema.validate(spoilt)
    assert not schema._schema().is_valid(spoilt)


def test_the_whole_schema_says_the_same_of_a_right_file(content):
    schema.validate(content)
    assert schema._schema().is_valid(content)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<!DOCTYPE a []><a/>"])
def test_what_is_no_xml_is_refused(content):
    with pytest.raises(Unreadable) as refused:
        schema.validate(content)
    assert str(refused.value) == "Betalingsfilen er ikke gyldig XML og må ikke sendes."


def test_a_fault_never_shows_a_personal_number(content):
    with pytest.raises(Unreadable) as refused:
        schema.validate(content.replace(b"2026-11-24", b"010203-0405"))
    assert "0405" not in str(refused.value)

"""Receipts and reports, whole and broken."""

import pytest

from klyngeokonomi.integrations.digital_post.fake.answers import receipt, report
from klyngeokonomi.integrations.digital_post.receipts import (
    Fate,
    Kind,
    Receipt,
    Told,
    Unreadable,
    kind_of,
    read_receipt,
    read_report,
)

NAME = "netsshare_F-1.zip.receipt"


def row(message, reason="", shipment="F-1"):
    return {"shipment": shipment, "message": message, "reason": reason}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (NAME, receipt(200), Receipt("F-1", True)),
        (f"tTEST_DK12345678_{NAME}", receipt(200), Receipt("F-1", True)),
        (NAME, receipt(400, "Unknown sender"), Receipt("F-1", False, words="Unknown sender")),
        (NAME, receipt(400), Receipt("F-1", False, words="Distributøren skrev ikke hvorfor.")),
        (
            NAME,
            receipt(400, "This shipment has already been received before"),
            Receipt("F-1", False, True, "This shipment has already been received before"),
        ),
        (
            NAME,
            receipt(400, "No box for 010170-1234"),
            Receipt("F-1", False, words="No box for [CPR-nummer fjernet]"),
        ),
    ],
)
def test_a_receipt_is_of_the_zip_it_is_named_after(name, content, told):
    assert (kind_of(name, content), read_receipt(name, content)) == (Kind.RECEIPT, told)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (NAME, receipt(500), "hverken, at forsendelsen er modtaget"),
        (NAME, b"<receipt/>", "hverken, at forsendelsen er modtaget"),
        (NAME, b"<receipt><sta", "Kvitteringen kan ikke læses"),
        (NAME, b"<!DOCTYPE a><receipt/>", "Kvitteringen kan ikke læses"),
        (NAME, b"<other/>", "en anden slags fil"),
        ("brev.receipt", receipt(200), "navn siger ikke"),
    ],
)
def test_a_receipt_that_says_nothing_is_refused(name, content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read_receipt(name, content)


def test_a_report_tells_of_each_letter_once():
    content = report(
        [row("L-1"), row("L-2", "No box for 0101701234"), row("L-1"), row("L-1", shipment="F-2")]
    )
    assert kind_of("distribution-000001.xml", content) == Kind.REPORT
    assert read_report(content) == (
        Told("F-1", "L-1", Fate.CONFIRMED),
        Told("F-1", "L-2", Fate.REJECTED, "No box for [CPR-nummer fjernet]"),
        Told("F-2", "L-1", Fate.CONFIRMED),
    )
    both = read_report(report([row("L-1"), row("L-1", "No box"), row("L-2")]))
    assert both == (
        Told(
            "F-1",
            "L-1",
            Fate.CONTRADICTED,
            "Rapporten siger både, at brevet er afleveret, og at det er afvist.",
        ),
        Told("F-1", "L-2", Fate.CONFIRMED),
    )
    assert read_report(report([])) == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (report([row("")]), "et brev uden nummer"),
        (report([row("L-1")]).replace(b"CONFIRMED", b"PENDING"), "hverken er afleveret eller afvist"),
        (report([row("L-1")])[:60], "Rapporten kan ikke læses"),
        (b"<distributionReport/>", "Rapporten har ingen breve"),
        (b"<a><distributionReport/></a>", "en anden slags fil"),
    ],
)
def test_a_report_that_cannot_be_read_is_refused(content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read_report(content)
    assert kind_of("noget.txt", b"hej") == Kind.UNKNOWN

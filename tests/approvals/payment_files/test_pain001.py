"""Payment files: the same bytes, sums that hold, valid against the official schema."""

import datetime
import sys
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approvals.payment_files import pain001
from approvals.payment_files.dialects import CGI_DK, DANSKE_BANK, DIALECTS, NORDEA, dialect_of
from approvals.payment_files.lines import BatchFacts, PaymentLine, PaymentMethod, Unreadable
from klyngeokonomi.money import kr
from tests.approvals.payment_files.batches import (
    DEBTOR,
    GOLDEN,
    TO,
    amounts_in,
    batch,
    mixed,
    payment,
    read_back,
)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_each_bank_gets_the_file_it_always_got(dialect):
    assert pain001.write(batch(), dialect) == (GOLDEN / f"pain001_{dialect.key}.xml").read_bytes()


def test_the_same_moment_in_another_zone_gives_the_same_bytes():
    here = datetime.timezone(datetime.timedelta(hours=1))
    once = batch(payment())
    again = replace(once, created_at=once.created_at.astimezone(here))
    assert pain001.write(again, CGI_DK) == pain001.write(once, CGI_DK)


def test_payments_stand_in_one_block_for_each_method():
    root = read_back(pain001.write(batch(), CGI_DK))
    blocks = root.findall("PmtInf")
    assert [block.findtext("PmtInfId") for block in blocks] == [
        pain001.block_id("KLYNGE-K2026-0001", method) for method in PaymentMethod
    ]
    assert [block.findtext("NbOfTxs") for block in blocks] == ["1", "2", "3", "1", "1"]
    assert root.findtext("GrpHdr/NbOfTxs") == "8"


def account_in(content: bytes) -> str | None:
    return read_back(content).findtext("PmtInf/CdtTrfTxInf/CdtrAcct/Id/Othr/Id")


def test_an_account_is_fourteen_digits():
    line = payment(reg_number="0002", account_number="56789")
    assert account_in(pain001.write(batch(line), CGI_DK)) == "00020000056789"


def test_a_danish_iban_is_told_as_account_where_the_bank_wants_it():
    line = payment(**TO[4])
    assert account_in(pain001.write(batch(line), CGI_DK)) == "00400440116243"
    file = read_back(pain001.write(batch(line), DANSKE_BANK))
    assert file.findtext(".//CdtrAcct/Id/IBAN") == "DK5000400440116243"


@pytest.mark.parametrize(
    ("to", "reference", "told"),
    [
        (TO[1], "71/000000000000018", None),
        (TO[2], "73/", "Bilag 2026-00001"),
        (TO[3], "75/0000000000000026", "Bilag 2026-00001"),
    ],
    ids=["71", "73", "75"],
)
def test_a_slip_says_its_id_and_a_text_only_where_it_may(to, reference, told):
    file = read_back(pain001.write(batch(payment(**to, text="Bilag 2026-00001")), DANSKE_BANK))
    assert file.findtext(".//CdtrRefInf/Ref") == reference
    assert file.findtext(".//CdtrAcct/Id/Othr/Id") == "81234567"
    assert file.findtext(".//Ustrd") == told


@pytest.mark.parametrize("to", TO[6:], ids=["cpr", "cvr"])
def test_nemkonto_has_a_number_and_no_account(to):
    line = payment(**to)
    file = read_back(pain001.write(batch(line), NORDEA))
    assert file.findtext(".//Cdtr/Id//Othr/Id") == (line.cpr or line.cvr)
    assert file.find(".//CdtrAcct") is None
    assert file.findtext(".//LclInstrm/Prtry") == "NKS"


def test_a_cpr_number_is_in_no_representation_of_a_payment():
    assert "0101018888" not in repr(payment(**TO[6] | {"cpr": "0101018888"}))


def test_a_long_text_is_advice_in_lines_and_a_short_one_stands_on_the_statement():
    text = "Faktura 4711 for mødelokale og frokost den 3. november, bilag 2026-00001"
    file = read_back(pain001.write(batch(payment(text=text)), DANSKE_BANK))
    assert file.findtext(".//Purp/Prtry") == "Faktura 4711 for mød"
    assert [one.text for one in file.iter("Ustrd")] == [text[:35], text[35:70].strip(), text[70:]]
    short = read_back(pain001.write(batch(payment(text="Faktura 4711")), DANSKE_BANK))
    assert (short.findtext(".//Purp/Prtry"), short.find(".//RmtInf")) == ("Faktura 4711", None)


@pytest.mark.parametrize("text", ["", "…", " \n "])
def test_a_text_that_says_nothing_is_left_out(text):
    file = read_back(pain001.write(batch(payment(text=text)), CGI_DK))
    assert file.find(".//Purp") is None
    assert file.find(".//RmtInf") is None


def test_names_with_marks_and_great_length_are_written_safely():
    line = payment(
        name='Bang & Olsen <"Køkken">' + "x" * 140, amount=Decimal("9999999999.99"), text="y" * 140
    )
    file = read_back(pain001.write(batch(line, payment(2, amount=Decimal("0.01"))), CGI_DK))
    name = file.findtext(".//Cdtr/Nm") or ""
    assert name.startswith("Bang + Olsen ('Køkken')xxx")
    assert len(name) == 70
    assert file.findtext("GrpHdr/CtrlSum") == "10000000000.00"


def calls_to_write(count: int) -> int:
    """Python calls it takes to make a file of so many payments, seen by the interpreter."""
    facts, calls = batch(lines=mixed(count)), 0

    def counted(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(counted)
    try:
        pain001.write(facts, CGI_DK)
    finally:
        sys.setprofile(None)
    return calls


def test_ten_times_the_payments_are_ten_times_the_work():
    pain001.write(batch(), CGI_DK)
    assert calls_to_write(200) < 10.5 * calls_to_write(20)


def test_an_unknown_bank_is_refused_by_name():
    with pytest.raises(Unreadable) as refused:
        dialect_of("sparekassen_prøve")
    assert str(refused.value) == (
        "Banken «sparekassen_prøve» kendes ikke. "
        "Vælg en af disse i indstillingerne: cgi_dk, danske_bank, nordea."
    )


@st.composite
def batches(draw: st.DrawFn) -> BatchFacts:
    cents = draw(st.lists(st.integers(1, 10**12 - 1), min_size=1, max_size=12))
    texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=160)
    lines: list[PaymentLine] = [
        payment(
            number,
            amount=kr(Decimal(cent) / 100),
            name="P" + draw(texts),
            text=draw(texts),
            **draw(st.sampled_from(TO)),
        )
        for number, cent in enumerate(cents, start=1)
    ]
    return batch(lines=tuple(lines), debtor=draw(st.sampled_from([DEBTOR, IBAN_DEBTOR])))


IBAN_DEBTOR = replace(DEBTOR, iban="DK5000400440116243", bic="NDEADKKK", name="Prøve & Søn")


@given(batches(), st.sampled_from(list(DIALECTS.values())))
@settings(max_examples=15, deadline=None)
def test_what_is_read_back_is_what_was_to_be_paid(facts, dialect):
    root = read_back(pain001.write(facts, dialect))
    assert Decimal(root.findtext("GrpHdr/CtrlSum") or "") == facts.control_sum == sum(amounts_in(root))
    for block in root.iterfind("PmtInf"):
        amounts = amounts_in(block)
        assert Decimal(block.findtext("CtrlSum") or "") == sum(amounts)
        assert int(block.findtext("NbOfTxs") or "") == len(amounts)
    found = {one.findtext("PmtId/EndToEndId"): amounts_in(one)[0] for one in root.iter("CdtTrfTxInf")}
    assert found == {line.end_to_end_id: line.amount for line in facts.lines}

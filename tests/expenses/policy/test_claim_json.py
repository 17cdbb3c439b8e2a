import datetime as dt
from decimal import Decimal

import pytest

from expenses.enums import CostCategory, PaperKind, VoucherKind
from expenses.policy.claim_json import claim_from
from expenses.policy.facts import CardFacts, CateringHabit, LineFacts, MeetingKind, PayeeFacts, Relation
from expenses.policy.json_fields import Unreadable
from tests.expenses.policy.json_claims import MEETING, at_meeting, dinner


def test_everything_is_read():
    claim = claim_from(
        dinner(
            id=7,
            kind="card",
            hours="7.5",
            kilometres="12",
            prior_agreement=False,
            recipient="Bo Prøve",
            card={"holder_is_claimant": False, "month_total_before": "49999.99"},
            available="-20.00",
            documents=["card_slip", "programme"],
            habit={"own": 9, "national_median": "4.5"},
        )
    )
    assert (claim.id, claim.kind, claim.date) == ("7", VoucherKind.CARD, dt.date(2026, 5, 12))
    assert claim.lines == (LineFacts(CostCategory.DINNER, Decimal("14000.00"), Decimal("2800.00")),)
    assert (claim.hours, claim.kilometres, claim.prior_agreement) == (Decimal("7.5"), Decimal(12), False)
    assert (claim.recipient, claim.available) == ("Bo Prøve", Decimal("-20.00"))
    assert claim.card == CardFacts(holder_is_claimant=False, month_total_before=Decimal("49999.99"))
    assert [paper.kind for paper in claim.papers] == [PaperKind.PAYMENT_PROOF, PaperKind.PROGRAMME]
    assert claim.payee == PayeeFacts("Anne Prøve", Relation.MEMBER)
    assert claim.habit == CateringHabit(9, Decimal("4.5"))
    assert claim.meeting and claim.meeting.kind is MeetingKind.ORDINARY
    assert claim.meeting.closed and claim.heads == 14


def test_what_is_left_out_is_not_given():
    claim = claim_from({"id": "1", "kind": "outlay", "category": "room", "gross": "1", "date": "2026-05-12"})
    assert (claim.meeting, claim.payee, claim.card, claim.available) == (None,) * 4
    assert (claim.recipient, claim.hours, claim.prior_agreement, claim.papers) == (None, None, None, ())
    assert claim.lines[0].vat is None


def test_several_lines_each_with_its_own_vat():
    lines = [{"category": "dinner", "gross": "100", "vat": "20"}, {"category": "room", "gross": "50.5"}]
    claim = claim_from({"id": "1", "kind": "outlay", "date": "2026-05-12", "lines": lines})
    assert [(line.gross, line.vat) for line in claim.lines] == [
        (Decimal("100.00"), Decimal("20.00")),
        (Decimal("50.50"), None),
    ]


@pytest.mark.parametrize(
    ("end", "days"),
    [("2026-05-13", 2), ("2026-05-12", 1), ("2026-05-13T00:30:00+02:00", 1), ("2026-05-13T10:00:00Z", 2)],
)
def test_moments_are_danish(end, days):
    """A bare date ends with the day; an offset is turned into Danish time; a night ends at five."""
    meeting = claim_from(at_meeting(end=end)).meeting
    assert meeting and meeting.days == days and meeting.end.tzinfo is None


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (7, "«kravet» skal være et objekt med felter."),
        (dinner(id=None), "«id» mangler."),
        (dinner(kind=None), "«kind» mangler."),
        (dinner(kind="loan"), "«kind» skal være en af disse: outlay, invoice, fee, mileage, card, gift."),
        (dinner(category=None), "«category» mangler."),
        (dinner(gross=None), "«gross» mangler."),
        (dinner(gross="14.000,00"), '«gross» skal være et tal skrevet som "1234.50".'),
        (dinner(gross="12.345"), "«gross» må højst have to decimaler."),
        (dinner(gross="-1"), "«gross» må ikke være mindre end nul."),
        (dinner(gross="NaN"), "«gross» skal være et tal."),
        (dinner(gross="1e99"), "«gross» er ikke et gyldigt beløb i kroner."),
        (dinner(gross=True), '«gross» skal være et tal skrevet som "1234.50".'),
        (dinner(gross=0.1), '«gross» skal være et tal skrevet som "1234.50".'),
        (dinner(vat="14000.01"), "«vat» kan ikke være større end beløbet."),
        (dinner(date="12.05.2026"), "«date» skal være en dato skrevet som 2026-05-12."),
        (dinner(gross="14_000"), '«gross» skal være et tal skrevet som "1234.50".'),
        (dinner(gross="١٤"), '«gross» skal være et tal skrevet som "1234.50".'),
        (dinner(date="20260512"), "«date» skal være en dato skrevet som 2026-05-12."),
        (
            dinner(date=None, meeting=None),
            "«date» mangler: uden dato og møde vides ikke, hvad der gjaldt.",
        ),
        (dinner(date="0001-01-01"), "«date» har et årstal, der ikke kan passe."),
        (dinner(hours="0.001"), "«hours» skal være nul eller mellem 0.01 og 100000."),
        (dinner(hours="-1"), "«hours» skal være nul eller mellem 0.01 og 100000."),
        (dinner(text=5), "«text» skal være en tekst i anførselstegn."),
        (dinner(prior_agreement="ja"), "«prior_agreement» skal være true, false eller null."),
        (dinner(documents="receipt"), "«documents» skal være en liste."),
        (dinner(payee=[]), "«payee» skal være et objekt med felter."),
        (dinner(payee={"name": "A", "relation": None}), "«payee.relation» mangler."),
        (at_meeting(end="2026-05-11T10:00"), "«meeting.end» ligger før mødets begyndelse."),
        (
            at_meeting(start="i går"),
            "«meeting.start» skal være et tidspunkt skrevet som 2026-05-12T17:30.",
        ),
        (at_meeting(start="9999-12-31T23:00:00-12:00"), "«meeting.start» har et årstal, der ikke kan passe."),
        (
            at_meeting(participants=[MEETING["participants"][0], {"name": "Bo", "kind": "doctor"}]),
            "«meeting.participants[1].status» mangler.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(data, sentence):
    with pytest.raises(Unreadable) as refused:
        claim_from(data)
    assert str(refused.value) == sentence


def test_every_kind_of_paper_is_known():
    names = ["receipt", "invoice", "card_slip", "order_confirmation", "pro_forma", "contract", "timesheet"]
    names += ["programme", "price_evidence"]
    kinds = {paper.kind for paper in claim_from(dinner(documents=names)).papers}
    assert len(kinds) == 9

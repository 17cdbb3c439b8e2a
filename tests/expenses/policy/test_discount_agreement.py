import datetime as dt

import pytest

from expenses.enums import Outcome, TermKey
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.limits import LimitTable, Term
from tests.expenses.policy.claims import claim, found, line, only

RULE = "discount_agreement"


@pytest.mark.parametrize("category", ["accommodation", "conference_package"])
@pytest.mark.parametrize("supplier", ["", "Prøveby Kro"])
def test_a_stay_elsewhere_is_told_of_every_agreement(category, supplier):
    finding = only(claim(line(category, "100.00", "0"), supplier=supplier), RULE)
    assert (finding.outcome, finding.heading) == (Outcome.NOTE, "Rabatordninger")
    assert finding.sentence == (
        "PLO har rabataftaler; brug en af dem næste gang, hvis det passer. Comwell: book på telefon 70 274 274. "
        "Scandic: oplys aftalenummer D 000004557."
    )


@pytest.mark.parametrize("category", ["accommodation", "conference_package", "room"])
def test_with_one_of_them_that_one_is_recalled(category):
    finding = only(claim(line(category, "100.00", "0"), supplier="SCANDIC Prøveby"), RULE)
    assert finding.sentence == "PLO har en rabataftale med Scandic. Oplys aftalenummer D 000004557."
    assert finding.facts == (("Rabataftale", "Scandic"),)


@pytest.mark.parametrize("supplier", ["Hotel Prøveby", "Prøveby Konferencecenter", "HOTEL PRØVE"])
def test_a_room_at_a_hotel_is_a_booking(supplier):
    assert found(claim(line("room", "100.00", "0"), supplier=supplier)) == [(RULE, Outcome.NOTE)]


@pytest.mark.parametrize(
    ("category", "supplier"),
    [("room", "Prøveby Bibliotek"), ("dinner", "Hotel Prøveby"), ("other", "Scandic")],
)
def test_other_purchases_are_let_be(category, supplier):
    assert found(claim(line(category, "100.00", "0"), supplier=supplier)) == []


def test_the_agreements_of_the_day_are_named():
    ended = Term(TermKey.DISCOUNT, "Comwell", "rabatordninger", dt.date(2023, 4, 1), dt.date(2026, 5, 11))
    begun = Term(TermKey.DISCOUNT, "Prøvehoteller", "rabatordninger", dt.date(2026, 5, 12))
    stay = claim(line("accommodation", "100.00", "0"))
    finding = only(stay, RULE, LimitTable.of(GUIDE_TABLE.rows, [ended, begun]))
    assert finding.sentence == "PLO har en rabataftale med Prøvehoteller. Husk at bruge den."
    assert found(stay, LimitTable.of(GUIDE_TABLE.rows, [ended])) == []

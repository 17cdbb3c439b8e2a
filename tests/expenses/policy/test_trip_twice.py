from expenses.enums import Outcome, VoucherKind
from tests.expenses.policy.claims import claim, found, line, only, payee

RULE = "trip_twice"


def drive(same_trip):
    whole = {
        "kind": VoucherKind.MILEAGE,
        "payee": payee("coordinator", contract=True),
        "same_trip": same_trip,
    }
    return claim(line("mileage", "98.50", "0.00"), **whole)


def test_the_same_way_on_the_same_day_is_asked_about_once():
    assert found(drive("")) == []
    assert found(drive("2026-00007")) == [(RULE, Outcome.REASON)]
    assert only(drive("2026-00007"), RULE).sentence == (
        "En af turene står også på bilag 2026-00007: samme dag, fra og til. En tur kan kun betales én gang. Er det to "
        "ture, så skriv hvordan."
    )
    assert (
        "står også på et bilag i en anden klynge: "
        in only(drive("et bilag i en anden klynge"), RULE).sentence
    )

import datetime as dt

from expenses.enums import Outcome
from expenses.policy.limits import LimitTable
from tests.expenses.policy.claims import claim, found, line, meeting, only

RULE = "limit_missing"
BEFORE = dt.datetime(2023, 3, 31, 17, 0)


def test_a_day_before_the_first_limit_asks():
    early = meeting(start=BEFORE, end=BEFORE + dt.timedelta(hours=3))
    finding = only(claim(line("dinner", "99999.00", "0"), meeting=early), RULE)
    assert finding.outcome == Outcome.REASON
    assert finding.sentence.startswith(
        "Der er ingen beløbsramme for middag inkl. drikkevarer den 31.03.2023."
    )


def test_the_first_day_has_its_limit():
    first = BEFORE + dt.timedelta(days=1)
    on_first = meeting(start=first, end=first + dt.timedelta(hours=3))
    assert found(claim(line("dinner", "100.00", "0"), meeting=on_first)) == []


def test_stay_and_package_share_a_limit_and_ask_once():
    both = claim(line("accommodation", "100.00", "0"), line("conference_package", "100.00", "0"))
    assert found(both, LimitTable.of([])) == [(RULE, Outcome.REASON)]


def test_what_is_not_limited_does_not_ask():
    assert found(claim(line("transport", "100.00", "0")), LimitTable.of([])) == []

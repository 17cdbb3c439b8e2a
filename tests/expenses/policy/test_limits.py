import datetime as dt

from expenses.enums import RateKey
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.limits import Limit, LimitTable
from klyngeokonomi.money import kr

CHANGED = LimitTable.of(
    [
        Limit(RateKey.DINNER, kr(900), dt.date(2027, 1, 1)),
        Limit(RateKey.DINNER, kr(800), dt.date(2023, 4, 1), dt.date(2026, 12, 31)),
    ]
)


def test_both_end_days_are_in_force():
    assert CHANGED.on(dt.date(2023, 3, 31)).amount(RateKey.DINNER) is None
    assert CHANGED.on(dt.date(2023, 4, 1)).amount(RateKey.DINNER) == kr(800)
    assert CHANGED.on(dt.date(2026, 12, 31)).amount(RateKey.DINNER) == kr(800)
    assert CHANGED.on(dt.date(2027, 1, 1)).amount(RateKey.DINNER) == kr(900)


def test_a_draft_without_date_is_judged_by_what_has_no_end():
    assert CHANGED.on(None).amount(RateKey.DINNER) == kr(900)


def test_the_amounts_in_force_when_the_guide_came():
    amounts = {row.key: row.amount for row in GUIDE_TABLE.on(dt.date(2026, 4, 1)).rows}
    assert amounts == {
        RateKey.LUNCH: kr(450),
        RateKey.DINNER: kr(800),
        RateKey.ROOM: kr(5000),
        RateKey.ACCOMMODATION: kr(3000),
        RateKey.SPEAKER: kr(10000),
        RateKey.CONSULTANT_HOUR: kr("1072.02"),
        RateKey.GIFT: kr(1300),
        RateKey.CARD_MONTH: kr(50000),
        RateKey.MILEAGE: kr("3.94"),
        RateKey.MILEAGE_OVER: kr("2.28"),
    }

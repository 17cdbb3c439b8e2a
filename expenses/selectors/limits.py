"""The dated amounts of the database, for the rules."""

import datetime as dt

from expenses.enums import RateKey
from expenses.models import Rate
from expenses.policy.limits import Limit, LimitTable


def limit_table() -> LimitTable:
    """Every row, past and coming: a claim is judged by those of its own day. One query."""
    return LimitTable.of(
        Limit(RateKey(rate.key), rate.amount, rate.valid_from, rate.valid_to) for rate in Rate.objects.all()
    )


def rates_on(day: dt.date) -> list[Rate]:
    """The rows in force on the day, in the order of the keys. One query."""
    return list(Rate.objects.in_force(day).order_by("key"))

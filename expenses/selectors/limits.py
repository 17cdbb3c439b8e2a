"""The dated amounts of the database, for the rules."""

from expenses.enums import RateKey
from expenses.models import Rate
from expenses.policy.limits import Limit, LimitTable


def limit_table() -> LimitTable:
    """Every row, past and coming: a claim is judged by those of its own day. One query."""
    return LimitTable.of(
        Limit(RateKey(rate.key), rate.amount, rate.valid_from, rate.valid_to) for rate in Rate.objects.all()
    )

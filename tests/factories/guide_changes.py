"""Changes of the guide, the way two of the secretariat make them."""

import datetime
from decimal import Decimal
from typing import Any

from expenses.actions.preview_change import preview_change
from expenses.actions.propose_change import propose_change
from expenses.actions.publish_change import publish_change
from expenses.enums import ChangeSubject, RateKey
from expenses.models import GuideChange
from tests.people import People


def publish(people: People, *proposal: Any, **more: Any) -> GuideChange:
    """Proposed by Sara, judged by last year's vouchers, published by Sune."""
    change = propose_change(*proposal, by=people.sara, **{"why": "Vejledning 2027", **more})
    preview_change(change.pk)
    return publish_change(change, by=people.sune)


def publish_rate(
    people: People, key: RateKey, amount: str | Decimal, valid_from: datetime.date
) -> GuideChange:
    """`amount` in DKK excl. VAT."""
    identity, values = {"key": int(key)}, {"amount": str(amount)}
    return publish(people, ChangeSubject.RATE, identity, values, valid_from=valid_from)

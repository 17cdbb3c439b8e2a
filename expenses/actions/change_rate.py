"""A new amount from a day on, in place of the one before; and taking it back before that day has come."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from expenses.enums import RateKey
from expenses.models import Rate
from expenses.permissions import why_not_cancel_rate, why_not_change_rate
from klyngeokonomi.audit.record import record
from klyngeokonomi.money import format_kr, kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def change_rate(key: RateKey, *, amount: Decimal, valid_from: dt.date, source: str, by: "User") -> Rate:
    """Close the row that runs into the day, and add the new one.

    A row that has begun keeps its amount for the days it was in force, so nothing already judged is judged
    anew. Raises Refused for a day that is past, and for a day that does not come after the last row's first.
    """
    last = _locked_last(key)
    if sentence := why_not_change_rate(by) or _why_not_from(valid_from, last):
        raise Refused(sentence)
    if amount <= 0:
        raise Refused("Skriv et beløb, der er større end nul.")
    before = "intet"
    if last is not None and (last.valid_to is None or last.valid_to >= valid_from):
        before = format_kr(last.amount)
        last.valid_to = valid_from - ONE_DAY
        last.save(update_fields=["valid_to"])
    new = Rate.objects.create(key=key, amount=kr(amount), valid_from=valid_from, source=source)
    _log(new, f"{format_kr(new.amount)} {new.unit} fra {valid_from:%d.%m.%Y} (før {before}). {source}", by)
    return new


@transaction.atomic
def cancel_rate(rate: Rate, *, by: "User") -> None:
    """Take back an amount that has not begun; the row before it runs on. Raises Refused once it has begun."""
    last = _locked_last(RateKey(rate.key))
    if last is None or last.pk != rate.pk:
        raise Refused("Beløbet er ikke det seneste. Fjern først det, der kommer efter.")
    if sentence := why_not_cancel_rate(by, last):
        raise Refused(sentence)
    _log(last, f"{format_kr(last.amount)} fra {last.valid_from:%d.%m.%Y} er taget tilbage", by)
    last.delete()
    Rate.objects.filter(key=rate.key, valid_to=last.valid_from - ONE_DAY).update(valid_to=None)


def _locked_last(key: RateKey) -> Rate | None:
    """The newest row of the key, with all its rows locked; read again after the lock, for one may be new."""
    list(Rate.objects.select_for_update().filter(key=key).order_by("pk"))
    return Rate.objects.filter(key=key).order_by("-valid_from").first()


def _why_not_from(valid_from: dt.date, last: Rate | None) -> str | None:
    if valid_from < timezone.localdate():
        return "Et nyt beløb kan tidligst gælde fra i dag, så intet, der er bedømt, bliver bedømt om."
    if last is not None and valid_from <= last.valid_from:
        return f"Der er allerede et beløb fra {last.valid_from:%d.%m.%Y}. Vælg en senere dato, eller tag det tilbage."
    return None


def _log(rate: Rate, text: str, by: "User") -> None:
    record("rate_changed", by=by, subject=rate, text=f"{rate.get_key_display()}: {text}")

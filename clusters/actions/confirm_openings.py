"""Confirm all opening balances that wait: the second person compares the total, and all are confirmed or none."""

from decimal import Decimal
from typing import TYPE_CHECKING

from clusters.actions.set_opening_balance import confirm_opening_balance
from clusters.ledger.post import lock_account
from clusters.models import Account
from clusters.permissions import why_not_run_secretariat
from clusters.selectors.opening_balances import waiting_openings
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.money import format_kr, kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def confirm_openings(*, control_sum: Decimal, seen: str, by: "User") -> list[Account]:
    """`control_sum` (DKK) is typed from the accounts brought along; `seen` is the mark of the list as it was shown.

    Raises Refused when either is not that of the list as it stands now, and when nothing waits for this person.
    """
    if sentence := why_not_run_secretariat(by):
        raise Refused(sentence)
    waits = Account.objects.filter(opening_entered_by__isnull=False, opening_confirmed_at=None)
    for pk in waits.order_by("pk").values_list("pk", flat=True):
        lock_account(pk)
    waiting = waiting_openings(by)
    if not waiting.rows:
        raise Refused("Ingen åbningssaldo venter på dig.")
    if waiting.mark != seen:
        raise Refused("Listen er ændret, siden du åbnede siden. Se den igennem igen.")
    if kr(control_sum) != waiting.total:
        raise Refused(
            f"Listens sum er {format_kr(waiting.total)} Kontrolsummen er {format_kr(control_sum)} "
            "Find forskellen, før noget bekræftes."
        )
    done = [
        confirm_opening_balance(account.cluster, amount=amount, by=by) for account, amount in waiting.rows
    ]
    record("openings_confirmed", by=by, text=f"{len(done)} klynger, i alt {format_kr(waiting.total)}")
    return done

"""Tell those who may endorse a voucher today, when nobody among them has heard of it.

Who may endorse can change while a voucher waits: the only one who was told loses the role, by an act or because its
last day has passed. No act sees the latter, so this is done by the clock.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from approvals.enums import Verdict
from approvals.models import Decision
from expenses import emails
from expenses.models import Move, Voucher
from expenses.selectors.endorsers import endorsers, endorsing_roles
from expenses.states import VoucherState
from klyngeokonomi.outbox.enqueue import is_address
from klyngeokonomi.outbox.models import Message

CHUNK = 500


def tell_endorsers() -> int:
    """Look through all vouchers that wait for an endorsement; how many were told of anew."""
    told, last = 0, 0
    while chunk := list(_waiting().filter(pk__gt=last).select_related("payee").order_by("pk")[:CHUNK]):
        told += sum(_tell(voucher, step) for voucher, step in _unheard(chunk))
        last = chunk[-1].pk
    return told


def _waiting() -> QuerySet[Voucher]:
    return Voucher.objects.filter(state=VoucherState.SUBMITTED)


def _unheard(vouchers: list[Voucher]) -> list[tuple[Voucher, Move]]:
    """Those of which no mail of this round went to anyone who may endorse them now. Four queries."""
    held = endorsing_roles({one.cluster_id for one in vouchers})
    steps = {
        step.voucher_id: step
        for step in Move.objects.filter(voucher__in=vouchers, to_state=VoucherState.SUBMITTED).order_by("pk")
    }
    sent_back = dict(
        Decision.objects.filter(voucher__in=vouchers, verdict=Verdict.SEND_BACK)
        .order_by("pk")
        .values_list("voucher_id", "pk")
    )
    keys: dict[int, list[str]] = {}
    for one in vouchers:
        people = endorsers(one, held[one.cluster_id]).people
        for to in [person.email for person in people if is_address(person.email)] or [settings.PLO_EMAIL]:
            keys.setdefault(one.pk, []).append(f"move:{steps[one.pk].pk}:submitted:{to}")
            if steps[one.pk].verb == Verdict.SEND_BACK:
                keys[one.pk].append(f"decision:{sent_back[one.pk]}:send_back:{to}")
    every_key = [key for one in keys.values() for key in one]
    heard = set(Message.objects.filter(key__in=every_key).values_list("key", flat=True))
    return [(one, steps[one.pk]) for one in vouchers if heard.isdisjoint(keys[one.pk])]


@transaction.atomic
def _tell(voucher: Voucher, step: Move) -> bool:
    """Mails are kept once by their key; a voucher decided meanwhile is left alone."""
    still = _waiting().select_for_update(of=("self",), skip_locked=True).filter(pk=voucher.pk).first()
    if still is not None:
        emails.voucher_submitted(still, step)
    return still is not None

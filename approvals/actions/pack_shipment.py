"""Letters whose papers are ready become one sealed zip, which is never made again."""

from collections.abc import Sequence
from hashlib import sha256

from django.conf import settings
from django.utils.formats import date_format

from approvals.enums import MadeState
from approvals.models import PostMessage, Shipment
from approvals.policy.reaching import OTHER_NUMBER, why_not_post
from approvals.selectors.fee_statements import of_other_numbers
from approvals.states import PostState
from approvals.transitions import move_post
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.integrations.digital_post import nets_share
from klyngeokonomi.integrations.digital_post.shipment import read
from klyngeokonomi.refused import Refused
from klyngeokonomi.sealed_field import Sealed

MOST_BYTES = 40_000_000
"""Of papers in one zip: it is sealed, sent and asked for whole."""


@act
def pack_shipment() -> Shipment | None:
    """The next zip; None when nothing waits with its paper ready. Raises Refused for what must not leave."""
    if not settings.DIGITAL_POST_SENDER.is_whole:
        return None
    letters = _next_letters()
    if not letters:
        return None
    shipment_id = f"LS-{letters[0].pk}"
    content = _zip(shipment_id, letters)
    shipment = Shipment.objects.create(
        shipment_id=shipment_id,
        name=nets_share.zip_name(shipment_id),
        sealed=Sealed.of(content),
        sha256=sha256(content).hexdigest(),
        size=len(content),
        count=len(letters),
    )
    PostMessage.objects.filter(pk__in=[one.pk for one in letters]).update(shipment=shipment)
    record("shipment_packed", by=None, subject=shipment, text=f"{shipment.name}, {shipment.count} lønsedler.")
    faults.point("shipment.packed")
    return shipment


def _next_letters() -> list[PostMessage]:
    """Locked, oldest first, no more than one zip holds. What is too large for any box, or issued under a number that
    has been written anew since, is put on the list instead.
    """
    waiting = (
        PostMessage.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(state=PostState.QUEUED, shipment=None, statement__paper__state=MadeState.READY)
        .select_related("statement__paper")
        .order_by("pk")[: settings.POST_MOST]
    )
    taken, size = [], 0
    others = of_other_numbers(letter.statement for letter in waiting)
    for letter in waiting:
        paper = letter.statement.paper
        if reason := OTHER_NUMBER if letter.statement_id in others else why_not_post(paper.size):
            move_post(letter, "withhold", reason=reason)
        elif size + paper.size <= MOST_BYTES:
            taken.append(letter)
            size += paper.size
    return taken


def _zip(shipment_id: str, letters: Sequence[PostMessage]) -> bytes:
    """CPR numbers are opened here, go into the zip, and are kept nowhere else."""
    try:
        content = nets_share.write(
            shipment_id, settings.DIGITAL_POST_SENDER, [_letter(one) for one in letters]
        )
        read(content)
    except nets_share.NotAShipment as error:
        raise Refused(str(error)) from error
    return content


def _letter(message: PostMessage) -> nets_share.Letter:
    statement = message.statement
    return nets_share.Letter(
        message_id=message.message_id,
        cpr=statement.cpr.open().decode(),
        description=f"{statement.get_kind_display()} {date_format(statement.month, 'F Y')}",
        pdf=bytes(statement.paper.content),
    )

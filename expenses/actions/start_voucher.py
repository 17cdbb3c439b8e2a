"""Begin a voucher. The form's one-time key makes a double submit lead to the same draft."""

import uuid
from typing import TYPE_CHECKING

from clusters.models import Cluster
from expenses.enums import VoucherKind
from expenses.models import Voucher
from expenses.permissions import why_not_start_voucher
from klyngeokonomi.act import act
from klyngeokonomi.insert import insert_unless_there
from klyngeokonomi.refused import Refused
from klyngeokonomi.statement import Statement
from meetings.models import Meeting

if TYPE_CHECKING:
    from clusters.models import User


_BEGUN: Statement[Voucher] = Statement(lambda form_key: Voucher.objects.filter(form_key=form_key).order_by())


@act
def start_voucher(
    cluster: Cluster,
    *,
    by: "User",
    form_key: uuid.UUID,
    kind: VoucherKind = VoucherKind.OUTLAY,
    meeting: Meeting | None = None,
) -> Voucher:
    """A draft owned by the user's person; the one already begun with this key when there is one.

    Raises Refused when the user is not in the cluster, the key is another person's, or the meeting another cluster's.
    """
    if sentence := why_not_start_voucher(by, cluster):
        raise Refused(sentence)
    if meeting is not None and meeting.cluster_id != cluster.pk:
        raise Refused("Mødet hører til en anden klynge. Vælg et møde i din egen.")
    draft = Voucher(
        cluster=cluster,
        kind=kind,
        form_key=form_key,
        claimant_id=by.person_id,
        created_by=by,
        meeting=meeting,
    )
    if insert_unless_there(draft):
        return draft
    (voucher,) = _BEGUN.all(form_key=form_key)
    if voucher.claimant_id != by.person_id:
        raise Refused("Siden er forældet. Tryk «Nyt bilag» igen.")
    return voucher

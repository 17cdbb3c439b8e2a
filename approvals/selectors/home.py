"""The front page: what only you can do, then your figures."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from approvals.selectors.forecast import forecast_of
from approvals.selectors.queue import waiting_for
from clusters.models import Cluster
from clusters.selectors.standing import Standing
from expenses.enums import VoucherKind
from expenses.models import Voucher
from expenses.states import EDITABLE, VoucherState
from meetings.models import Meeting, Participant
from meetings.selectors.calendar import meetings_without_list, next_meeting, unanswered

if TYPE_CHECKING:
    from clusters.models import User

SHORT = 5


@dataclass(frozen=True, slots=True)
class Home:
    """`queue` holds at most SHORT + 1 rows: the extra one tells that there are more."""

    returned: list[Voucher]
    drafts: list[Voucher]
    unanswered: list[Participant]
    queue: list[Voucher]
    unlisted: list[Meeting]
    clusters: list[Cluster]
    next_meeting: Meeting | None
    latest: list[Voucher]
    warnings: list[tuple[Cluster, str]]

    @property
    def nothing_waits(self) -> bool:
        return not (self.returned or self.drafts or self.unanswered or self.queue or self.unlisted)

    def key_to_begin(self, kind: VoucherKind) -> uuid.UUID:
        """Of one's own draft of the kind on which nothing is written yet, so that to begin again leads to it."""
        for one in self.drafts:
            written = one.gross or one.meeting_id or one.text or one.reason
            if one.kind == kind and one.cluster in self.clusters and not written:
                return one.form_key
        return uuid.uuid4()


def home_of(user: "User", held: Standing) -> Home:
    """Eight queries, whatever there is to show; for who leads clusters the forecast of each, which is eight more."""
    own = Voucher.objects.filter(claimant_id=user.person_id).select_related("cluster")
    leads = [pk for pk in held.clusters if held.leads(pk)]
    unfinished = list(own.filter(state__in=EDITABLE).order_by("-state_since")[: 2 * SHORT])
    clusters = list(Cluster.objects.filter(pk__in=list(held.clusters)).select_related("account"))
    return Home(
        returned=[one for one in unfinished if one.state == VoucherState.RETURNED],
        drafts=[one for one in unfinished if one.state == VoucherState.DRAFT],
        unanswered=list(unanswered(user.person_id, held.clusters)[:SHORT]),
        queue=list(waiting_for(user, held).select_related("claimant", "cluster")[: SHORT + 1]),
        unlisted=list(meetings_without_list(leads)[:SHORT]),
        clusters=clusters,
        next_meeting=next_meeting(held.clusters),
        latest=list(own.filter(number__isnull=False).order_by("-submitted_at", "-pk")[:SHORT]),
        warnings=_warnings([one for one in clusters if one.pk in leads]),
    )


def _warnings(clusters: list[Cluster]) -> list[tuple[Cluster, str]]:
    """Of those where the money does not seem to last the year."""
    outlooks = [(one, forecast_of(one)) for one in clusters]
    return [(one, outlook.warning) for one, outlook in outlooks if outlook and outlook.warning]

"""Rows and figures of the dashboard, shaped for the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from clusters.models import Account, Cluster
from clusters.selectors.standing import Standing
from expenses.enums import Outcome
from expenses.models import Voucher
from expenses.selectors.findings import findings_for_all
from klyngeokonomi.statement import Statement


@dataclass(frozen=True, slots=True)
class QueueRow:
    """`url` is where it is decided. `stops`, `reasons`, `notes` count the findings; `covered` is None while the
    balance is not known."""

    voucher: Voucher
    url: str
    stops: int
    reasons: int
    notes: int
    covered: bool | None

    @property
    def has_findings(self) -> bool:
        return bool(self.stops or self.reasons or self.notes)


def clusters_of(vouchers: Sequence[Voucher], held: Standing) -> dict[int, Cluster]:
    """Those of the vouchers and those one leads, each once with its account, in the order of their names."""
    ids = {voucher.cluster_id for voucher in vouchers} | set(_leads(held))
    return {cluster.pk: cluster for cluster in _CLUSTERS.all(ids=list(ids))}


def _leads(held: Standing) -> list[int]:
    return [pk for pk in held.clusters if held.leads(pk)]


_CLUSTERS: Statement[Cluster] = Statement(
    lambda ids: Cluster.objects.filter(pk__among=ids).select_related("account")
)


def rows_of(vouchers: Sequence[Voucher], clusters: Mapping[int, Cluster]) -> list[QueueRow]:
    """Findings for the whole page at once: the number of queries does not grow with the rows."""
    found = findings_for_all(vouchers)
    place = reverse("approvals:dashboard")
    return [
        QueueRow(
            voucher,
            f"{place}{voucher.pk}/",
            *(
                sum(finding.outcome == outcome for finding in found[voucher.pk])
                for outcome in (Outcome.STOP, Outcome.REASON, Outcome.NOTE)
            ),
            covered=_covered(voucher, clusters[voucher.cluster_id]),
        )
        for voucher in vouchers
    ]


def _covered(voucher: Voucher, cluster: Cluster) -> bool | None:
    account = getattr(cluster, "account", None)
    if account is None or not account.is_known:
        return None
    return account.available - voucher.gross >= account.floor


@dataclass(frozen=True, slots=True)
class AccountLine:
    cluster: Cluster
    account: Account | None


def account_lines(clusters: Mapping[int, Cluster], held: Standing) -> list[AccountLine]:
    """The accounts of the clusters one leads."""
    leads = [cluster for pk, cluster in clusters.items() if held.leads(pk)]
    return [AccountLine(cluster, getattr(cluster, "account", None)) for cluster in leads]

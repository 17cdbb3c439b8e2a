"""Rows and figures of the dashboard, shaped for the screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from clusters.models import Account, Cluster
from clusters.selectors.standing import Standing
from expenses.enums import Outcome
from expenses.models import Voucher
from expenses.selectors.findings import findings_for_all


@dataclass(frozen=True, slots=True)
class QueueRow:
    """`stops`, `reasons`, `notes` count the findings; `covered` is None while the balance is not known."""

    voucher: Voucher
    stops: int
    reasons: int
    notes: int
    covered: bool | None


def rows_of(vouchers: Sequence[Voucher]) -> list[QueueRow]:
    """Findings for the whole page at once: the number of queries does not grow with the rows."""
    found = findings_for_all(vouchers)
    return [
        QueueRow(
            voucher,
            *(
                sum(finding.outcome == outcome for finding in found[voucher.pk])
                for outcome in (Outcome.STOP, Outcome.REASON, Outcome.NOTE)
            ),
            covered=_covered(voucher),
        )
        for voucher in vouchers
    ]


def _covered(voucher: Voucher) -> bool | None:
    account = getattr(voucher.cluster, "account", None)
    if account is None or not account.is_known:
        return None
    return account.available - voucher.gross >= account.floor


@dataclass(frozen=True, slots=True)
class AccountLine:
    cluster: Cluster
    account: Account | None


def account_lines(held: Standing) -> list[AccountLine]:
    """The accounts of the clusters one leads."""
    leads = [pk for pk in held.clusters if held.leads(pk)]
    clusters = Cluster.objects.filter(pk__in=leads).select_related("account")
    return [AccountLine(cluster, getattr(cluster, "account", None)) for cluster in clusters]

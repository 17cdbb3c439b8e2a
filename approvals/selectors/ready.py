"""What can be paid now, by cluster and kind, and what is held back, with the sentence that says why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from approvals.models import Payment
from approvals.permissions import why_not_schedule_each
from approvals.selectors.may_pay import why_not_pay_each
from approvals.selectors.withheld import withheld_from
from approvals.states import PaymentState
from clusters.models import Cluster
from clusters.permissions import standing
from expenses.enums import PayMethod, VoucherKind
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi.money import ZERO

if TYPE_CHECKING:
    from clusters.models import User


_bounced = Payment.objects.filter(
    voucher=OuterRef("pk"), payee_account=OuterRef("payee_account"), state=PaymentState.BOUNCED
).order_by("-pk")


@dataclass(slots=True)
class Total:
    """How many and how much (DKK) of one kind of thing, which `label` names in Danish.

    `amount` is what the bank sends, `withheld` what is kept back of A-income beside it.
    """

    label: str
    count: int = 0
    amount: Decimal = ZERO
    withheld: Decimal = ZERO

    @property
    def gross(self) -> Decimal:
        return self.amount + self.withheld

    def add(self, voucher: Voucher) -> None:
        """`voucher` with what is kept back of it, as ready_for reads it."""
        self.count += 1
        self.amount += voucher.net
        self.withheld += voucher.withheld


@dataclass(slots=True)
class OfCluster:
    """What one cluster has, and the totals of each kind of voucher in it."""

    cluster: Cluster
    total: Total
    kinds: list[Total]
    vouchers: list[Voucher]


@dataclass(slots=True)
class Held:
    """Vouchers held back for the same reason."""

    sentence: str
    total: Total
    vouchers: list[Voucher] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ready:
    clusters: list[OfCluster]
    methods: list[Total]
    total: Total
    held: list[Held]

    @property
    def cluster_totals(self) -> list[Total]:
        return [one.total for one in self.clusters]

    @property
    def came_back(self) -> list[Voucher]:
        """Those whose money the bank sent back from the very account they are paid to now; `bank_reason` says why."""
        return [voucher for one in self.clusters for voucher in one.vouchers if voucher.bank_reason]

    @property
    def ids(self) -> list[int]:
        return [voucher.pk for one in self.clusters for voucher in one.vouchers]


def ready_for(user: "User", *, cluster: Cluster | None = None, only: Iterable[int] | None = None) -> Ready:
    """Of everything approved, of one cluster, or of `only` these vouchers; the same few queries however many.

    Each voucher has `withheld` and `net` (DKK): what is kept back of it, and what is sent.

    Who only looks, the auditor, sees what the secretariat can pay.
    """
    found = Voucher.objects.select_related("cluster", "payee", "payee_account", "claimant")
    if only is None:
        found = found.in_state(VoucherState.APPROVED)
    else:
        found = found.filter(pk__in=only, number__isnull=False)
    if cluster is not None:
        found = found.filter(cluster=cluster)
    found = found.annotate(bank_reason=Subquery(_bounced.values("bank_reason")[:1]))
    rows = _with_tax(list(found.order_by("cluster__name", "kind", "number")))
    ready, held = [], {}
    may = standing(user)
    sentences = why_not_schedule_each(user, rows, may) if may.is_secretariat else why_not_pay_each(rows)
    for voucher, sentence in zip(rows, sentences, strict=True):
        if sentence is None:
            ready.append(voucher)
            continue
        heap = held.setdefault(sentence, Held(sentence, Total(sentence)))
        heap.vouchers.append(voucher)
        heap.total.add(voucher)
    return _gathered(ready, list(held.values()))


def _with_tax(vouchers: list[Voucher]) -> list[Voucher]:
    """Each with `withheld`, which is kept back of it, and `net`, which is sent; DKK."""
    due = withheld_from(vouchers)
    for voucher in vouchers:
        entered = due.get(voucher.pk)
        voucher.withheld = entered.total if entered else ZERO
        voucher.net = voucher.gross - voucher.withheld
    return vouchers


def _gathered(vouchers: list[Voucher], held: list[Held]) -> Ready:
    total = Total("I alt")
    by_cluster: dict[int, list[Voucher]] = defaultdict(list)
    methods = {method: Total(str(method.label)) for method in PayMethod}
    for voucher in vouchers:
        by_cluster[voucher.cluster_id].append(voucher)
        methods[PayMethod(voucher.payee_account.method)].add(voucher)
        total.add(voucher)
    clusters = [_of_cluster(rows) for rows in by_cluster.values()]
    return Ready(clusters, [one for one in methods.values() if one.count], total, held)


def _of_cluster(rows: list[Voucher]) -> OfCluster:
    cluster = rows[0].cluster
    total, kinds = Total(cluster.name), {kind: Total(str(kind.label)) for kind in VoucherKind}
    for voucher in rows:
        total.add(voucher)
        kinds[VoucherKind(voucher.kind)].add(voucher)
    return OfCluster(cluster, total, [one for one in kinds.values() if one.count], rows)

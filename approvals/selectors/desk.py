"""The secretariat's start page: what holds the queue, in figures that open their rows."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from approvals.enums import BankFileOutcome, MadeState, SendingOutcome
from approvals.models import BankFile, BankQuestion, Batch, Sending, StatementPaper
from approvals.selectors.post import odd_receipts, unsettled, waiting_for_people
from approvals.selectors.queue import waiting_for
from approvals.states import BatchState
from clusters.models import Account, AllotmentRate, Cluster, Correction, Membership, Transfer
from clusters.permissions import standing
from clusters.selectors.unclear_clinics import unclear_clinics
from expenses.models import GuideChange, OverruleRequest, PayeeAccount, Voucher
from expenses.states import VoucherState

if TYPE_CHECKING:
    from clusters.models import User

CAP = 500
"""No figure is counted beyond this: the page costs the same at any size."""
OLD_DAYS = 7
JANUARY = 1


@dataclass(frozen=True, slots=True)
class Heap:
    """One line of the desk. `count`, and `amount` (DKK), stop at CAP; `oldest` is since when the first has waited."""

    label: str
    count: int
    url: str
    oldest: Voucher | None = None
    amount: Decimal | None = None

    @property
    def is_capped(self) -> bool:
        return self.count == CAP


def desk_of(user: "User") -> list[Heap]:
    """Two short reads a heap."""
    queue = reverse("admin:approvals_voucherreview_changelist")
    waiting = Voucher.objects.in_state(VoucherState.ENDORSED).oldest_first()
    old = timezone.now() - timedelta(days=OLD_DAYS)
    heaps = [
        _heap("Bilag venter på PLO", waiting, queue),
        _heap(
            f"Har ventet mere end {OLD_DAYS} dage",
            waiting.filter(state_since__lt=old),
            f"{queue}?alder={OLD_DAYS}",
        ),
    ]
    heaps += _payments()
    if standing(user).is_secretariat:
        asked = OverruleRequest.objects.open()[:CAP].count()
        requests = reverse("admin:expenses_overrulerequest_changelist")
        heaps.append(Heap("Medlemmer beder jer se på et stop", asked, requests))
        heaps.append(
            _heap(
                "Ingen i klyngen kan godkende: det skal I", waiting_for(user), reverse("approvals:dashboard")
            )
        )
    unknown = Cluster.objects.active().filter(account__opening_confirmed_at=None)[:CAP].count()
    accounts = reverse("admin:clusters_account_changelist")
    heaps.append(Heap("Konti uden bekræftet saldo", unknown, accounts))
    roles = reverse("admin:clusters_membership_changelist")
    waiting_roles = Membership.objects.awaiting_second()[:CAP].count()
    heaps.append(
        Heap("Landsdækkende roller venter på en andens bekræftelse", waiting_roles, f"{roles}?nu=venter")
    )
    changed = PayeeAccount.objects.awaiting().order_by()[:CAP].count()
    heaps.append(
        Heap("Konti, der skal bekræftes", changed, reverse("admin:expenses_accountreview_changelist"))
    )
    changes = reverse("admin:expenses_guidechange_changelist")
    waiting_changes = GuideChange.objects.waiting()[:CAP].count()
    heaps.append(Heap("Ændringsforslag venter på en anden", waiting_changes, f"{changes}?svar=venter"))
    return [*heaps, *_second_person(), *_clinics()]


def _second_person() -> list[Heap]:
    """What one of the secretariat has entered about the clusters' money, and another must answer."""
    openings = Account.objects.filter(opening_entered_by__isnull=False, opening_confirmed_at=None)
    lists = [
        ("Åbningssaldi venter på en anden", openings, "account_openings", ""),
        (
            "Satser pr. patient venter på en anden",
            AllotmentRate.objects.waiting(),
            "allotmentrate_changelist",
            "",
        ),
        ("Overførsler venter på en anden", Transfer.objects.waiting(), "transfer_changelist", "?svar=venter"),
        (
            "Rettelser venter på en anden",
            Correction.objects.waiting(),
            "correction_changelist",
            "?svar=venter",
        ),
    ]
    return [
        Heap(label, rows.order_by()[:CAP].count(), reverse(f"admin:clusters_{name}") + asked)
        for label, rows, name, asked in lists
    ]


def _clinics() -> list[Heap]:
    """In January alone: the region pays by the register as it stands when the month is out."""
    today = timezone.localdate()
    if today.month != JANUARY:
        return []
    found = len(unclear_clinics(today))
    return [Heap("Klinikker med uklar status", found, reverse("admin:clusters_allotment_unclear"))]


def _payments() -> list[Heap]:
    """What can be paid, told with its sum, and the runs that wait for a second person."""
    approved = Voucher.objects.in_state(VoucherState.APPROVED).exclude(payee_account=None)
    oldest = approved.oldest_first().first()
    found = approved.order_by()[:CAP].aggregate(count=Count("pk"), sum=Sum("gross"))
    runs = reverse("admin:approvals_batch_changelist")
    built = Batch.objects.filter(state=BatchState.BUILT)[:CAP].count()
    return [
        Heap(
            "Klar til betaling", found["count"], reverse("admin:approvals_batch_ready"), oldest, found["sum"]
        ),
        Heap("Kørsler venter på frigivelse", built, f"{runs}?state__exact={BatchState.BUILT}"),
        *_bank(runs),
        *_post(),
    ]


def _post() -> list[Heap]:
    """Statements whose paper was not made, or that digital post did not deliver, and what the distributor said that
    nobody understands.
    """
    names = ("feestatement", "postmessage", "shipment", "postreceipt")
    statements, letters, shipments, receipts = (
        reverse(f"admin:approvals_{name}_changelist") for name in names
    )
    failed = StatementPaper.objects.filter(state=MadeState.FAILED)
    lists = [
        ("Lønsedler, der ikke kunne dannes som PDF", failed, f"{statements}?paper__state__exact=failed"),
        ("Lønsedler, som digital post ikke kan aflevere", waiting_for_people(), letters),
        ("Uvist, om distributøren har forsendelsen", unsettled(), f"{shipments}?state__exact=unknown"),
        ("Kvitteringer, der skal ses efter", odd_receipts(), f"{receipts}?outcome__exact=odd"),
    ]
    return [Heap(label, rows.order_by()[:CAP].count(), url) for label, rows, url in lists]


def _bank(runs: str) -> list[Heap]:
    """What the bank has said or done that a person must look at."""
    asked = BankQuestion.objects.filter(answer="").order_by()[:CAP].count()
    unread = BankFile.objects.filter(outcome=BankFileOutcome.WAITING).order_by()[:CAP].count()
    files = f"{reverse('admin:approvals_bankfile_changelist')}?outcome__exact={BankFileOutcome.WAITING}"
    unsure = Sending.objects.filter(outcome=SendingOutcome.UNKNOWN)[:CAP].count()
    return [
        Heap("Spørgsmål om banken", asked, reverse("admin:approvals_bankquestion_changelist")),
        Heap("Filer fra banken er ikke læst", unread, files),
        Heap("Uvist, om banken har filen", unsure, f"{runs}?state__exact={BatchState.RELEASED}"),
    ]


def _heap(label: str, vouchers: QuerySet[Voucher], url: str) -> Heap:
    oldest = vouchers.first()
    return Heap(label, vouchers.order_by()[:CAP].count() if oldest else 0, url, oldest)

"""Mails of the fourth floor: to PLO on endorsement, to the member on what was decided. One link, no amounts."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.urls import reverse

from approvals.enums import Capacity
from approvals.models import BankFile, Decision, FeeRun, Payment
from approvals.selectors.fee_facts import untold_payments
from approvals.selectors.fee_runs import Progress
from expenses.enums import Outcome, VoucherKind
from expenses.models import Voucher
from expenses.selectors.endorsers import endorsers
from klyngeokonomi.danish.months import last_of
from klyngeokonomi.outbox.enqueue import Promise, enqueue, enqueue_many, is_address


def voucher_endorsed(voucher: Voucher, decision: Decision) -> None:
    """To PLO, with what it needs to act and a link; no name, amount or account."""
    asked = sum(finding["outcome"] == Outcome.REASON for finding in decision.findings)
    enqueue(
        key=f"decision:{decision.pk}:endorsed",
        to=settings.PLO_EMAIL,
        template="approvals/voucher_endorsed",
        context={
            "number": voucher.number,
            "cluster": voucher.cluster.name,
            "kind": voucher.get_kind_display(),
            "submitted": voucher.submitted_at,
            "papers": len(decision.content["papers"]),
            "reasons": asked,
            "for_cluster": decision.capacity == Capacity.SECRETARIAT_FOR_CLUSTER,
            "path": reverse("admin:approvals_voucherreview_change", args=[voucher.pk]),
        },
    )


def voucher_returned(voucher: Voucher, decision: Decision) -> None:
    _tell_claimant(voucher, decision, "approvals/voucher_returned")


def voucher_rejected(voucher: Voucher, decision: Decision) -> None:
    _tell_claimant(voucher, decision, "approvals/voucher_rejected")


def voucher_approved(voucher: Voucher, decision: Decision) -> None:
    _tell_claimant(voucher, decision, "approvals/voucher_approved")


def voucher_sent_back(voucher: Voucher, decision: Decision) -> None:
    """To those in the cluster who may endorse it again; to PLO when none of them can be told."""
    addresses = [person.email for person in endorsers(voucher).people if is_address(person.email)]
    for address in addresses or [settings.PLO_EMAIL]:
        _enqueue(voucher, decision, address, "approvals/voucher_sent_back", "approvals:decide")


def vouchers_paid(vouchers: Iterable[Voucher], payments: Mapping[int, Payment]) -> None:
    """To each claimant, by voucher; whoever else is paid sees the money in their own account.

    Tax that is kept back is told of one's own fee alone.
    """
    enqueue_many(
        [
            Promise(
                key=f"payment:{payments[voucher.pk].pk}:paid",
                to=voucher.claimant.email,
                template="approvals/voucher_paid",
                context={
                    "number": voucher.number,
                    "cluster": voucher.cluster.name,
                    "kept_back": payments[voucher.pk].withheld > 0
                    and voucher.payee.person_id == voucher.claimant_id,
                    "path": reverse("expenses:voucher", args=[voucher.pk]),
                },
            )
            for voucher in vouchers
            if is_address(voucher.claimant.email)
        ]
    )


def payment_bounced(voucher: Voucher, payment: Payment) -> None:
    """To PLO, who alone can do something about it."""
    enqueue(
        key=f"payment:{payment.pk}:bounced",
        to=settings.PLO_EMAIL,
        template="approvals/payment_bounced",
        context={
            "number": voucher.number,
            "cluster": voucher.cluster.name,
            "reason": payment.bank_reason,
            "path": reverse("admin:approvals_voucherreview_change", args=[voucher.pk]),
        },
    )


def books_failed(*, day: date, faults: int, failed: list[str]) -> None:
    """The secretariat hears that the nightly proof found something, once a night; `failed` names the proofs."""
    enqueue(
        key=f"books:{day.isoformat()}:failed",
        to=settings.PLO_EMAIL,
        template="approvals/books_failed",
        context={"faults": faults, "failed": failed, "path": reverse("admin:index")},
    )


def fee_run_done(run: FeeRun, progress: Progress) -> None:
    """To PLO, once a run: its totals, and the link. Names nobody."""
    enqueue(
        key=f"fee_run:{run.pk}:done",
        to=settings.PLO_EMAIL,
        template="approvals/fee_run_done",
        context={
            "month": run.month,
            "again": run.sequence > 1,
            "statements": progress.statements,
            "corrections": progress.corrections,
            "failed": progress.failed,
            "unreachable": progress.unreachable,
            "waiting": untold_payments(last_of(run.month)).count(),
            "amounts": [
                ("Honorar og skattepligtig kørsel", run.gross),
                ("Skattefri kørsel", run.tax_free),
                ("AM-bidrag", run.am_contribution),
                ("A-skat", run.a_tax),
                ("Udbetalt", run.net),
            ],
            "path": reverse("admin:approvals_feerun_change", args=[run.pk]),
        },
    )


def fee_run_waits(run: FeeRun, sentence: str) -> None:
    """To PLO, once a run that has not begun: why. Names nobody."""
    enqueue(
        key=f"fee_run:{run.pk}:waits",
        to=settings.PLO_EMAIL,
        template="approvals/fee_run_waits",
        context={
            "month": run.month,
            "sentence": sentence,
            "path": reverse("admin:approvals_feerun_change", args=[run.pk]),
        },
    )


def bank_file_trouble(file: BankFile) -> None:
    """To PLO: a file from the bank was not read, or not yet."""
    enqueue(
        key=f"bank_file:{file.pk}:{file.outcome}",
        to=settings.PLO_EMAIL,
        template="approvals/bank_file_trouble",
        context={
            "name": file.name,
            "sentence": file.sentence,
            "path": reverse("admin:approvals_bankfile_change", args=[file.pk]),
        },
    )


def _tell_claimant(voucher: Voucher, decision: Decision, template: str) -> None:
    """A claimant without an address that can be written to sees it on the front page instead."""
    if is_address(voucher.claimant.email):
        _enqueue(voucher, decision, voucher.claimant.email, template, "expenses:voucher")


def _enqueue(voucher: Voucher, decision: Decision, to: str, template: str, view: str) -> None:
    enqueue(
        key=f"decision:{decision.pk}:{decision.verdict}:{to}",
        to=to,
        template=template,
        context={
            "number": voucher.number,
            "cluster": voucher.cluster.name,
            "path": reverse(view, args=[voucher.pk]),
            "is_card": voucher.kind == VoucherKind.CARD,
        },
    )

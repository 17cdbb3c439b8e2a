"""The voucher that all others are copies of, by the product's own actions."""

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from approvals.actions.endorse_voucher import endorse_voucher
from approvals.selectors.checklist import checklist_of
from clusters.models import Cluster, User
from expenses.actions.add_paper import add_paper
from expenses.actions.edit_voucher import LineInput, edit_voucher
from expenses.actions.start_voucher import start_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import CostCategory, PaperKind
from expenses.models import PayeeAccount
from expenses.selectors.content import content_of
from tests.bench.cast import Cast
from tests.bench.receipts import receipt


def endorsed_voucher(cast: Cast) -> tuple[int, dict[str, Any], tuple[str, ...]]:
    """Its number in the table, its content, and the ticks that endorse it.

    The database reads papers at once (fill.read_at_once).
    """
    member = cast.members[0]
    mette = User.objects.get(person_id=member.person_id)
    karen = User.objects.get(username="karen")
    account = PayeeAccount.objects.get(pk=member.account_id)
    voucher = start_voucher(Cluster.objects.get(pk=cast.cluster_id), by=mette, form_key=uuid.uuid4())
    add_paper(voucher, SimpleUploadedFile("kvittering.jpg", receipt()), by=mette, kind=PaperKind.RECEIPT)
    voucher = edit_voucher(
        voucher,
        by=mette,
        lines=[LineInput(CostCategory.TRANSPORT, Decimal("250.00"), Decimal("0.00"))],
        no_meeting_reason="Transport til fælles planlægning hos kommunen.",
        voucher_date=datetime.date(2026, 5, 12),
        supplier="Prøveby Taxa",
        text="Taxa fra stationen",
        reason="Aftalt med koordinatoren.",
        prior_agreement=True,
        payee=account.payee,
        payee_account=account,
    )
    submit_voucher(voucher, by=mette)
    answers = checklist_of(voucher).keys
    endorse_voucher(voucher, by=karen, answers=answers)
    return voucher.pk, content_of(voucher), answers

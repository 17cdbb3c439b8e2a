"""Vouchers in any state, reached through the real actions."""

import datetime
import itertools
import uuid
from decimal import Decimal
from typing import Any

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.endorse_voucher import endorse_voucher
from approvals.actions.reject_voucher import reject_voucher
from approvals.actions.return_voucher import return_voucher
from approvals.models import Decision
from approvals.selectors.checklist import checklist_of
from clusters.models import User
from expenses.actions.attach_document import attach_document
from expenses.actions.edit_voucher import LineInput, edit_voucher
from expenses.actions.start_voucher import start_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.actions.withdraw_voucher import withdraw_voucher
from expenses.enums import CostCategory, PayeeKind, PayMethod, VoucherKind
from expenses.models import Payee, PayeeAccount, Voucher
from expenses.states import PAID_OUT, RESERVING, VoucherState
from klyngeokonomi.money import ZERO
from tests.factories.papers import paper
from tests.factories.payments import batch_of, paid_by_bank
from tests.people import People
from tests.replay import replayed

_shades = itertools.count(1)


def own_account(user: User) -> PayeeAccount:
    """The member's own account; 0000 is no bank's registration number."""
    payee, _ = Payee.objects.get_or_create(
        person=user.person, defaults={"kind": PayeeKind.MEMBER, "name": user.person.name}
    )
    account = payee.accounts.first()
    return account or PayeeAccount.objects.create(
        payee=payee, method=PayMethod.BANK, reg_number="0000", account_number="0000001234", created_by=user
    )


@replayed
def draft(
    people: People, *, by: User | None = None, amount: str | Decimal = "250.00", **fields: Any
) -> Voucher:
    """A complete draft: taxi outlay without a meeting, with its reason, paper, and the owner's account.

    `fields` may name any of edit_voucher's, and `category`, `vat`, `cluster`, `with_paper`.
    """
    by = by or people.mette
    cluster = fields.pop("cluster", people.cluster)
    line = LineInput(
        fields.pop("category", CostCategory.TRANSPORT), Decimal(amount), fields.pop("vat", Decimal("0.00"))
    )
    voucher = start_voucher(cluster, by=by, form_key=uuid.uuid4())
    if fields.pop("with_paper", True):
        attach_document(voucher, paper(by, shade=next(_shades)), by=by)
    account = own_account(by)
    details: dict[str, Any] = {
        "no_meeting_reason": "Transport til fælles planlægning hos kommunen.",
        "voucher_date": datetime.date(2026, 5, 12),
        "supplier": "Prøveby Taxa",
        "text": "Taxa fra stationen",
        "reason": "Aftalt med koordinatoren.",
        "prior_agreement": True,
        "payee": account.payee,
        "payee_account": account,
        **fields,
    }
    return edit_voucher(voucher, by=by, lines=[line], **details)


def card_purchase(people: People, **fields: Any) -> Voucher:
    """A complete draft of a purchase on the cluster's card, by its holder, the first of its month."""
    return draft(
        people,
        **{"kind": VoucherKind.CARD, "card_holder_is_claimant": True, "card_month_total_before": ZERO}
        | fields,
    )


def endorse(voucher: Voucher, *, by: User) -> Decision:
    """As who has looked at everything: every question answered with yes, every reason accepted."""
    return endorse_voucher(voucher, by=by, answers=checklist_of(voucher).keys)


@replayed
def voucher_at(state: VoucherState, people: People, **fields: Any) -> Voucher:
    """A voucher of Mette's (or `by`) in the given state, by the road the product itself takes."""
    by = fields.get("by") or people.mette
    voucher = draft(people, **fields)
    if state == VoucherState.DRAFT:
        return voucher
    if state == VoucherState.WITHDRAWN:
        return withdraw_voucher(voucher, by=by)
    submit_voucher(voucher, by=by)
    if state == VoucherState.RETURNED:
        return_voucher(voucher, by=people.karen, reason="Kvitteringen er ulæselig.")
    if state == VoucherState.REJECTED:
        reject_voucher(voucher, by=people.karen, reason="Det vedrører ikke klyngen.")
    if state in (*RESERVING, VoucherState.PAID):
        endorse(voucher, by=people.karen)
    if state in PAID_OUT:
        approve_voucher(voucher, by=people.sara)
    if state in (VoucherState.SCHEDULED, VoucherState.PAID):
        payment = batch_of(voucher, people=people).payments.get()
        if state == VoucherState.PAID:
            paid_by_bank(payment, people=people)
    voucher.refresh_from_db()
    assert voucher.state == state
    return voucher

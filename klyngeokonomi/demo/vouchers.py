"""A claim from its paper to where its road ends, through the actions a person would use."""

import datetime
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.endorse_voucher import endorse_voucher
from approvals.actions.reject_voucher import reject_voucher
from approvals.actions.return_voucher import return_voucher
from approvals.selectors.checklist import checklist_of
from clusters.models import User
from expenses.actions.attach_document import attach_document
from expenses.actions.edit_voucher import LineInput, edit_voucher
from expenses.actions.save_nemkonto import save_own_nemkonto
from expenses.actions.save_payee import PayTo, save_own_account, save_supplier_account
from expenses.actions.start_voucher import start_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.actions.withdraw_voucher import withdraw_voucher
from expenses.enums import CostCategory, PaperKind, VoucherKind
from expenses.models import PayeeAccount, Voucher
from expenses.states import VoucherState
from klyngeokonomi.danish.bank_account import BankAccount
from klyngeokonomi.demo.cast import Cast
from klyngeokonomi.demo.receipts import Receipt
from klyngeokonomi.documents.reading import read
from klyngeokonomi.documents.receive import receive
from klyngeokonomi.money import ZERO, kr, vat_included
from meetings.models import Meeting

BLURRED = "Læg den specificerede regning op i stedet for kortbonen."
NOT_OURS = "Det var til klinikken og ikke til klyngen."


@dataclass(frozen=True)
class Claim:
    """What is claimed and how far it gets. `moment` is when the member begins; `gross` DKK incl. VAT."""

    by: User
    category: CostCategory
    supplier: str
    gross: Decimal
    moment: datetime.datetime
    until: VoucherState
    text: str
    meeting: Meeting | None = None
    reason: str = ""
    no_meeting_reason: str = ""
    kind: VoucherKind = VoucherKind.OUTLAY
    has_vat: bool = True
    stated: dict[str, Any] = field(default_factory=dict)
    """What the member answers beside the line or the card, by the names of edit_voucher."""
    nemkonto: str = ""
    """The made-up CPR number of who is paid to NemKonto."""

    @property
    def vat(self) -> Decimal:
        return vat_included(self.gross) if self.has_vat else ZERO


Step = tuple[datetime.datetime, Callable[[], object]]
"""When, and what is done then; the whole year is done in one order, so that books and numbers follow the days."""


def steps(claim: Claim, cast: Cast, secretaries: tuple[User, User], number: int) -> Iterator[Step]:
    """The claim's road to where it ends. Each step is a day or so after the one before."""
    started: list[Voucher] = []

    def voucher() -> Voucher:
        return started[0]

    yield claim.moment, lambda: started.append(_draft(claim, cast, number))
    soon = claim.moment + datetime.timedelta(minutes=4)
    if claim.until == VoucherState.WITHDRAWN:
        yield soon, lambda: withdraw_voucher(voucher(), by=claim.by)
    elif claim.until != VoucherState.DRAFT:
        yield soon, lambda: submit_voucher(voucher(), by=claim.by)
    decider = cast.coordinator if claim.by != cast.coordinator else cast.deputy
    next_day = claim.moment + datetime.timedelta(days=1, hours=3)
    if claim.until == VoucherState.RETURNED:
        yield next_day, lambda: return_voucher(voucher(), by=decider, reason=BLURRED)
    elif claim.until == VoucherState.REJECTED:
        yield next_day, lambda: reject_voucher(voucher(), by=decider, reason=NOT_OURS)
    elif claim.until in (VoucherState.ENDORSED, VoucherState.APPROVED):
        yield next_day, lambda: _endorse(voucher(), by=decider)
    if claim.until == VoucherState.APPROVED:
        later = claim.moment + datetime.timedelta(days=3, hours=1)
        yield later, lambda: approve_voucher(voucher(), by=secretaries[number % 2])


def _endorse(voucher: Voucher, *, by: User) -> None:
    """Every question of the checklist is answered with yes."""
    endorse_voucher(voucher, by=by, answers=checklist_of(voucher).keys)


def _draft(claim: Claim, cast: Cast, number: int) -> Voucher:
    voucher = start_voucher(
        cast.cluster, by=claim.by, form_key=uuid.uuid4(), kind=claim.kind, meeting=claim.meeting
    )
    is_invoice = claim.kind == VoucherKind.INVOICE
    receipt = Receipt(
        claim.supplier,
        (claim.meeting.starts_at if claim.meeting else claim.moment).date(),
        f"{1000 + number}",
        ((claim.text, claim.gross),),
        claim.gross,
        claim.vat,
        table=f"{cast.cluster.name} {number}",
    )
    document = receive(receipt.upload(as_pdf=is_invoice), by=claim.by)
    read(document.pk)
    kind = PaperKind.INVOICE if is_invoice else PaperKind.RECEIPT
    attach_document(voucher, document, by=claim.by, kind=kind)
    account = None if claim.kind == VoucherKind.CARD else _account(claim, cast, number)
    return edit_voucher(
        voucher,
        by=claim.by,
        lines=[LineInput(claim.category, kr(claim.gross), claim.vat)],
        voucher_date=receipt.day,
        supplier=claim.supplier,
        invoice_number=receipt.number if is_invoice else "",
        text=claim.text,
        reason=claim.reason,
        no_meeting_reason=claim.no_meeting_reason,
        payee=account.payee if account else None,
        payee_account=account,
        **claim.stated,
    )


def _account(claim: Claim, cast: Cast, number: int) -> PayeeAccount:
    """Registration number 0000 is no bank's."""
    if claim.kind == VoucherKind.INVOICE:
        to = PayTo.bank(BankAccount("0000", f"{9000000000 + sum(map(ord, claim.supplier)):010d}"))
        return save_supplier_account(cast.cluster, by=claim.by, name=claim.supplier, to=to)
    if claim.nemkonto:
        return save_own_nemkonto(claim.nemkonto, by=claim.by)
    to = PayTo.bank(BankAccount("0000", f"{5000000000 + claim.by.pk:010d}"))
    return save_own_account(to, by=claim.by)

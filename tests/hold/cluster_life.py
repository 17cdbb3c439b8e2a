"""A random long life of a cluster: every act on its vouchers and its account, the refused ones too, in any order.

After each step the books are proven, and the figures compared with a model that knows nothing of the database.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.endorse_voucher import endorse_voucher
from approvals.actions.reject_voucher import reject_voucher
from approvals.actions.return_voucher import return_voucher
from approvals.actions.send_back_voucher import send_back_voucher
from approvals.actions.undo_approval import undo_approval
from approvals.selectors.proofs import check_decisions, check_vouchers
from clusters.actions.record_allotment import record_allotment
from clusters.ledger.checks import check_ledger
from clusters.models import Account, User
from expenses.actions.attach_document import attach_document, detach_document
from expenses.actions.edit_voucher import LineInput, edit_voucher
from expenses.actions.reopen_voucher import reopen_voucher
from expenses.actions.start_voucher import start_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.actions.withdraw_voucher import withdraw_voucher
from expenses.enums import CostCategory
from expenses.models import Voucher
from expenses.states import EDITABLE, STEP, VoucherState
from klyngeokonomi.documents.models import Document
from klyngeokonomi.money import ZERO
from klyngeokonomi.refused import Refused
from tests.factories.expenses import own_account
from tests.people import People

ANYBODY = ("mette", "karen", "dorte", "bo", "sara", "sune", "rikke", "frede")
AMOUNTS = ("0.01", "400.00", "1000.00", "1000.01")
WHY = "Prøvet i en tilfældig rækkefølge."
ACTS: dict[str, Callable[..., Any]] = {
    "submit": submit_voucher,
    "withdraw": withdraw_voucher,
    "reopen": reopen_voucher,
    "endorse": endorse_voucher,
    "approve": approve_voucher,
    "return": partial(return_voucher, reason=WHY),
    "reject": partial(reject_voucher, reason=WHY),
    "send_back": partial(send_back_voucher, reason=WHY),
    "undo": partial(undo_approval, reason=WHY),
}
HOLDING = (VoucherState.ENDORSED, VoucherState.APPROVED, VoucherState.SCHEDULED)
ONWARDS = {
    VoucherState.DRAFT: "submit",
    VoucherState.RETURNED: "submit",
    VoucherState.SUBMITTED: "endorse",
    VoucherState.ENDORSED: "approve",
}
WHO = {"submit": "mette", "withdraw": "mette", "reopen": "mette", "endorse": "karen", "approve": "sara"}


class ClusterLife(RuleBasedStateMachine):
    """`people` and `papers` (a read paper of Mette's for each voucher) are set by the test on a subclass."""

    people: People
    papers: list[Document]
    opening = "1000.00"
    vouchers = Bundle("vouchers")

    def __init__(self) -> None:
        super().__init__()
        self.mark = transaction.savepoint()
        self.paid_in = ZERO
        self.gross: dict[int, Decimal] = {}
        self.state: dict[int, VoucherState] = {}
        self.shelf = list(self.papers)

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.mark)

    @initialize()
    def funds(self) -> None:
        self.pay_in(self.opening, "begyndelsen")

    @rule(target=vouchers, amount=st.sampled_from(AMOUNTS))
    def begin(self, amount: str) -> int:
        by = self.people.mette
        voucher = start_voucher(self.people.cluster, by=by, form_key=uuid.uuid4())
        if self.shelf:
            attach_document(voucher, self.shelf.pop(), by=by)
        account = own_account(by)
        edit_voucher(
            voucher,
            by=by,
            lines=[LineInput(CostCategory.TRANSPORT, Decimal(amount), ZERO)],
            no_meeting_reason=WHY,
            voucher_date=dt.date(2026, 5, 12),
            supplier=f"Prøveby Taxa {voucher.pk}",
            reason=WHY,
            prior_agreement=True,
            payee=account.payee,
            payee_account=account,
        )
        self.gross[voucher.pk], self.state[voucher.pk] = Decimal(amount), VoucherState.DRAFT
        return voucher.pk

    @rule(pk=vouchers, verb=st.sampled_from(list(ACTS)), name=st.sampled_from(ANYBODY))
    def anybody_tries(self, pk: int, verb: str, name: str) -> None:
        self.act(pk, verb, getattr(self.people, name))

    @rule(pk=vouchers, verb=st.sampled_from(list(ACTS)))
    def the_right_person_acts(self, pk: int, verb: str) -> None:
        in_cluster = self.state[pk] == VoucherState.SUBMITTED
        self.act(pk, verb, getattr(self.people, WHO.get(verb, "karen" if in_cluster else "sune")))

    @rule(pk=vouchers)
    def it_goes_on(self, pk: int) -> None:
        """The next step of the road to payment, by who takes it."""
        if verb := ONWARDS.get(self.state[pk]):
            self.act(pk, verb, getattr(self.people, WHO[verb]))

    def act(self, pk: int, verb: str, by: User) -> None:
        """What the table does not allow changes nothing; what it allows and is not refused moves the voucher."""
        try:
            ACTS[verb](Voucher.objects.get(pk=pk), by=by)
        except Refused:
            return
        assert self.state[pk] in STEP[verb].from_states, (verb, self.state[pk])
        self.state[pk] = STEP[verb].to_state

    @rule(pk=vouchers, amount=st.sampled_from(AMOUNTS), name=st.sampled_from(["mette", "mette", "karen"]))
    def edit(self, pk: int, amount: str, name: str) -> None:
        line = LineInput(CostCategory.TRANSPORT, Decimal(amount), ZERO)
        try:
            edit_voucher(Voucher.objects.get(pk=pk), by=getattr(self.people, name), lines=[line])
        except Refused:
            return
        assert name == "mette" and self.state[pk] in EDITABLE
        self.gross[pk] = Decimal(amount)

    @rule(pk=vouchers)
    def take_the_paper_off(self, pk: int) -> None:
        attachment = Voucher.objects.get(pk=pk).attachments.first()
        try:
            if attachment:
                detach_document(attachment, by=self.people.mette)
                self.shelf.append(attachment.document)
        except Refused:
            assert self.state[pk] not in EDITABLE

    @rule(amount=st.sampled_from(["0.01", "150.00"]), payment=st.sampled_from("ab"))
    def pay_in(self, amount: str, payment: str) -> None:
        try:
            record_allotment(
                self.people.cluster, amount=Decimal(amount), payment=payment, by=self.people.sara
            )
        except Refused:
            return
        self.paid_in += Decimal(amount)

    @invariant()
    def the_figures_are_those_of_the_model(self) -> None:
        account = Account.objects.get(cluster=self.people.cluster)
        held = sum((self.gross[pk] for pk, state in self.state.items() if state in HOLDING), ZERO)
        gone = sum((self.gross[pk] for pk, state in self.state.items() if state == VoucherState.PAID), ZERO)
        assert (account.reserved, account.available) == (held, self.paid_in - held - gone)
        assert account.available >= ZERO, "available is below nil"
        assert dict(Voucher.objects.values_list("pk", "state")) == self.state

    @invariant()
    def the_books_are_sound(self) -> None:
        assert [*check_ledger(), *check_vouchers(), *check_decisions()] == []

"""The random life of a cluster with payment runs: built, released, cancelled, paid and sent back, in any order."""

import itertools
import uuid

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from approvals.actions.bank_user import bank_user
from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.build_batch import build_batch
from approvals.actions.cancel_batch import cancel_batch
from approvals.actions.release_batch import release_batch
from approvals.actions.settle_payment import settle_payment
from approvals.models import Batch, Payment
from approvals.selectors.payment_proofs import check_batch_files, check_payments
from approvals.states import LIVE_PAYMENTS, BatchState
from approvals.transitions import move_batch
from clusters.models import Account
from expenses.states import STEP, VoucherState
from klyngeokonomi.money import ZERO
from klyngeokonomi.refused import Refused
from tests.factories.payments import a_bank_day
from tests.hold.cluster_life import WHY, ClusterLife

references = itertools.count(1)
STAFF = ("sara", "sune", "karen", "rikke")


class PayingLife(ClusterLife):
    @rule(name=st.sampled_from(["sara", "sara", "sune", "karen"]), most=st.sampled_from([1, 5]))
    def a_run_is_built(self, name: str, most: int) -> None:
        approved = [pk for pk, state in self.state.items() if state == VoucherState.APPROVED][:most]
        by, day = getattr(self.people, name), a_bank_day()
        try:
            build_batch(approved, by=by, execution_date=day, form_key=uuid.uuid4())
        except Refused:
            assert not approved or name == "karen"
            return
        self.moved(approved, "schedule")

    @rule(name=st.sampled_from(STAFF))
    def a_run_is_released_and_sent(self, name: str) -> None:
        if batch := self.waiting():
            try:
                batch = release_batch(batch, by=getattr(self.people, name))
            except Refused:
                return
            assert name in {"sara", "sune"} - {batch.built_by.username}
            move_batch(batch, "send")

    @rule(name=st.sampled_from(STAFF))
    def a_run_is_cancelled(self, name: str) -> None:
        if batch := self.waiting():
            try:
                cancel_batch(batch, by=getattr(self.people, name), reason=WHY)
            except Refused:
                return
            self.moved(list(batch.payments.values_list("voucher_id", flat=True)), "unschedule")

    @rule(pk=ClusterLife.vouchers, is_paid=st.booleans())
    def the_bank_answers(self, pk: int, is_paid: bool) -> None:
        """What it has paid it may send back; what it has sent back it does not pay."""
        live = Payment.objects.filter(voucher=pk, state__in=LIVE_PAYMENTS).select_related("batch").first()
        if live is None or live.batch.released_at is None:
            return
        bank, day = bank_user(), timezone.localdate()
        try:
            if is_paid:
                settle_payment(live, by=bank, settled_on=day, bank_reference=f"PRØVE-{next(references)}")
            else:
                bounce_payment(live, by=bank, reason=WHY)
        except Refused:
            assert is_paid and self.state[pk] == VoucherState.PAID
            return
        self.moved([pk], "pay" if is_paid else "bounce")

    def waiting(self) -> Batch | None:
        return Batch.objects.filter(state=BatchState.BUILT).order_by("pk").first()

    def moved(self, vouchers: list[int], verb: str) -> None:
        for pk in vouchers:
            assert self.state[pk] in STEP[verb].from_states, (verb, self.state[pk])
            self.state[pk] = STEP[verb].to_state

    @invariant()
    def the_runs_are_sound(self) -> None:
        assert [*check_payments(), *check_batch_files()] == []
        paid = sum((self.gross[pk] for pk, state in self.state.items() if state == VoucherState.PAID), ZERO)
        assert Account.objects.get(cluster=self.people.cluster).paid == paid

"""What the bank answers of a run: block by block, in words without a CPR number, and what only a person can settle."""

import pytest

from approvals.actions.answer_question import answer_question
from approvals.actions.bank_user import bank_user
from approvals.actions.receive_bank_file import receive_bank_file
from approvals.enums import AnswerToQuestion
from approvals.forms.bank import AnswerForm
from approvals.models import BankQuestion
from clusters.models import Account
from expenses.actions.save_nemkonto import save_own_nemkonto, save_supplier_nemkonto
from expenses.enums import VoucherKind
from expenses.states import VoucherState
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.personal_numbers import check_no_cpr
from klyngeokonomi.refused import Refused
from tests.approvals.payment_files.bank_answers import block, group, line, report, why
from tests.factories.expenses import voucher_at
from tests.factories.payments import batch_of, sent
from tests.people import make_people

RUN, CPR = b"KLYNGE-K2026-0001", "7001019999"


@pytest.fixture
def people(db):
    return make_people()


def receive(batch, *parts, name="svar.xml"):
    content = report(group("", counted="", summed=""), *parts).replace(RUN, batch.message_id.encode())
    return receive_bank_file(name, content, by=bank_user())


def states(batch):
    return [(one.state, one.voucher.state) for one in batch.payments.select_related("voucher").order_by("pk")]


def test_a_refused_block_of_cpr_numbers_says_nothing_of_the_companies(people):
    accounts = {
        save_own_nemkonto(CPR, by=people.mette): VoucherKind.OUTLAY,
        save_supplier_nemkonto(
            people.cluster, by=people.mette, name="Kro", cvr="13585628"
        ): VoucherKind.INVOICE,
    }
    vouchers = [
        voucher_at(VoucherState.APPROVED, people, payee=to.payee, payee_account=to, kind=kind)
        for to, kind in accounts.items()
    ]
    batch = sent(batch_of(*vouchers, people=people), people=people)
    refused = block(status="RJCT", reason=why("BE17")).replace("-BANK<", "-NKCPR<")
    assert receive(batch, refused).outcome == "read"
    assert states(batch) == [("bounced", "approved"), ("scheduled", "scheduled")]


def test_the_banks_words_are_kept_without_a_cpr_number(people):
    batch = sent(batch_of(voucher_at(VoucherState.APPROVED, people), people=people), people=people)
    name = batch.payments.get().end_to_end_id
    words = why("NARR", f"Ingen NemKonto for {CPR}")
    refused = block(line(1, "RJCT", words, "250.00").replace("2026-00001-1", name), status="")
    file = receive(batch, refused, name=f"svar_{CPR}.xml")
    assert (file.outcome, file.name) == ("read", "svar_[CPR-nummer fjernet].xml")
    reason = "Banken skriver: «Ingen NemKonto for [CPR-nummer fjernet]»"
    assert batch.payments.get().bank_reason == reason
    assert reason in Message.objects.get(key__endswith=":bounced").body_text
    assert [*check_no_cpr()] == []


def test_what_the_bank_tells_a_person_it_never_paid_can_be_paid_anew(people):
    batch = sent(batch_of(voucher_at(VoucherState.APPROVED, people), people=people), people=people)
    payment = batch.payments.get()
    again = line(1, "RJCT", why("AM05"), "250.00").replace("2026-00001-1", payment.end_to_end_id)
    receive(batch, block(again, status=""))
    assert states(batch) == [("scheduled", "scheduled")]
    question = BankQuestion.objects.get()
    assert ("unpaid", "Banken har ikke betalt den") in AnswerForm(question).fields["answer"].choices
    answer_question(question, AnswerToQuestion.UNPAID, by=people.sara, note="Banken fandt den ikke.")
    assert states(batch) == [("bounced", "approved")]
    assert batch.payments.get().bank_reason == "Banken fandt den ikke."
    account = Account.objects.get(cluster=people.cluster)
    assert (str(account.reserved), str(account.paid)) == ("250.00", "0.00")


def test_nothing_is_settled_of_a_run_that_nobody_has_released(people):
    batch = batch_of(voucher_at(VoucherState.APPROVED, people), people=people)
    receive(
        batch,
        block(line(1, "ACCP", "", "250.00").replace("2026-00001-1", batch.payments.get().end_to_end_id)),
    )
    question = BankQuestion.objects.get()
    assert "unpaid" not in dict(AnswerForm(question).fields["answer"].choices)
    with pytest.raises(Refused, match="som ikke er frigivet"):
        answer_question(question, AnswerToQuestion.UNPAID, by=people.sara, note="Banken fandt den ikke.")

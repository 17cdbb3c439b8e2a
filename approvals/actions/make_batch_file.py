"""The payment run as the bank will read it: written once, checked against the schema, and kept sealed."""

from hashlib import sha256

from approvals.models import BankAccount, Batch, BatchFile, Payment
from approvals.payment_files import pain001
from approvals.payment_files.dialects import dialect_of
from approvals.payment_files.lines import BatchFacts, Debtor, PaymentLine, PaymentMethod, Unreadable
from expenses.enums import PayMethod
from expenses.selectors.payable import nemkonto_numbers
from klyngeokonomi import faults
from klyngeokonomi.act import part
from klyngeokonomi.refused import Refused
from klyngeokonomi.sealed_field import Sealed


@part
def make_batch_file(batch: Batch) -> BatchFile:
    """Within the building of its run: a run without its file does not exist.

    CPR numbers are opened here, go into the file, and are kept nowhere else. Raises Refused with what the bank could
    not have read.
    """
    payments = list(batch.payments.select_related("voucher").order_by("pk"))
    numbers = nemkonto_numbers(
        payment.payee_account_id for payment in payments if payment.method == PayMethod.NEMKONTO
    )
    facts = BatchFacts(
        message_id=batch.message_id,
        created_at=batch.built_at,
        execution_date=batch.execution_date,
        debtor=_debtor(batch.bank_account),
        lines=tuple(_line(payment, numbers) for payment in payments),
    )
    if (len(facts.lines), facts.control_sum) != (batch.count, batch.control_sum):
        raise AssertionError("The file and its run must say the same.")
    try:
        content = pain001.write(facts, dialect_of(batch.bank_account.dialect))
    except Unreadable as error:
        raise Refused(str(error)) from error
    faults.point("batch.written")
    return BatchFile.objects.create(
        batch=batch,
        name=f"{batch.message_id}.xml",
        sealed=Sealed.of(content),
        sha256=sha256(content).hexdigest(),
        size=len(content),
    )


def _debtor(account: BankAccount) -> Debtor:
    return Debtor(
        name=account.owner_name,
        cvr=account.owner_cvr,
        reg_number=account.reg_number,
        account_number=account.account_number,
        iban=account.iban,
        bic=account.bic,
        customer_id=account.customer_id,
        agreement_id=account.agreement_id,
    )


def _line(payment: Payment, numbers: dict[int, tuple[str, str]]) -> PaymentLine:
    """By the copied facts; NemKonto's number is not among them."""
    kind, number = numbers.get(payment.payee_account_id, ("", ""))
    return PaymentLine(
        end_to_end_id=payment.end_to_end_id,
        amount=payment.amount,
        name=payment.payee_name,
        method=PaymentMethod(f"{payment.method}_{kind}" if kind else payment.method),
        reg_number=payment.reg_number,
        account_number=payment.account_number,
        iban=payment.iban,
        fik_type=payment.fik_type,
        fik_id=payment.fik_id,
        fik_creditor=payment.fik_creditor,
        cpr=number if kind == "cpr" else "",
        cvr=number if kind == "cvr" else "",
        text=payment.text,
        voucher_number=payment.voucher.number,
    )

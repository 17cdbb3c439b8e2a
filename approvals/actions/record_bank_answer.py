"""What the bank says of a run (pain.002): accepted, refused line by line, or asked about. It pays nothing by itself.

That money has left is told by a line of the account, also where the bank calls a payment settled here.
"""

from typing import TYPE_CHECKING

from approvals.actions.ask_about_bank import ask_about_bank
from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.locked_batch import locked_batch, locked_payments
from approvals.actions.send_batch import mark_sent
from approvals.enums import QuestionKind
from approvals.models import BankFile, Batch
from approvals.payment_files.judging import REFUSED, Judgement, judge_answers
from approvals.payment_files.lines import PaymentAnswers
from approvals.payment_files.ours import Doubt
from approvals.selectors.our_payments import WITH_BANK, as_ours
from approvals.transitions import accept_many
from klyngeokonomi.act import part

if TYPE_CHECKING:
    from clusters.models import User


@part
def record_bank_answer(file: BankFile, said: PaymentAnswers, *, by: "User") -> str:
    """The same answer again changes nothing. Gives the Danish sentence of what became of it."""
    name = said.original_message_id
    batch = Batch.objects.filter(message_id=name).first()
    if batch is None:
        doubt = Doubt(QuestionKind.UNKNOWN, f"Banken svarer på {name}, som vi ikke har sendt.")
        asked = ask_about_bank([(f"answer:{name}", doubt, None)], file=file)
        return f"Svaret er på en fil, vi ikke har sendt. Nye spørgsmål: {asked}."
    batch = locked_batch(batch)
    payments = {one.pk: one for one in locked_payments(batch.payments.values_list("pk", flat=True))}
    found = judge_answers(
        said,
        [as_ours(one, set()) for one in payments.values()],
        count=batch.count,
        control_sum=batch.control_sum,
    )
    if batch.state in WITH_BANK:
        mark_sent(batch)
    accept_many([payments[one.pk] for one in found.accepted])
    for ours, answer in found.refused:
        bounce_payment(
            payments[ours.pk],
            by=by,
            reason=(answer.reason_text or REFUSED)[:500],
            bank_reference=answer.bank_reference[:100],
        )
    asked = ask_about_bank(
        [(_key(name, doubt), doubt, None) for doubt in found.doubts],
        file=file,
    )
    return _told(batch, found, asked)


def _key(name: str, doubt: Doubt) -> str:
    """Two files that say the same in doubt ask once."""
    return f"answer:{name}:{doubt.payment or ''}:{doubt.kind}:{doubt.sentence}"


def _told(batch: Batch, found: Judgement, asked: int) -> str:
    return (
        f"Svar på kørsel {batch.number}: {len(found.accepted)} taget imod, {len(found.refused)} afvist, "
        f"{asked} nye spørgsmål."
    )

"""What nobody may guess about becomes a question, once however often the bank repeats it."""

from collections.abc import Sequence

from approvals.models import BankFile, BankLine, BankQuestion
from approvals.payment_files.ours import Doubt
from klyngeokonomi.act import part
from klyngeokonomi.danish.cpr_in_text import mask_cpr


@part
def ask_about_bank(asked: Sequence[tuple[str, Doubt, BankLine | None]], *, file: BankFile) -> int:
    """Each with its key and its line; how many are new."""
    keys = [key[:200] for key, _, _ in asked]
    before = BankQuestion.objects.filter(key__in=keys).count()
    BankQuestion.objects.bulk_create(
        [
            BankQuestion(
                key=key[:200],
                kind=doubt.kind,
                file=file,
                line=line,
                payment_id=doubt.payment,
                sentence=mask_cpr(doubt.sentence)[:500],
            )
            for key, doubt, line in asked
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    return len(set(keys)) - before

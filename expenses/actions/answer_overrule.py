"""The secretariat sets a stop that rests on a word aside, or upholds it."""

from typing import TYPE_CHECKING

from expenses import emails
from expenses.actions.locked_voucher import locked_voucher
from expenses.models import Overrule, Voucher
from expenses.permissions import why_not_answer_overrule
from expenses.selectors.findings import judged
from expenses.selectors.overrules import stops_to_overrule
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.free_text import NO_CPR
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

GONE = "Bilaget er ændret, og stoppet er der ikke længere. Du behøver ikke svare."
ANSWERED = "Der er allerede svaret på det."


@act
def answer_overrule(voucher: Voucher, *, by: "User", mark: str, allowed: bool, reason: str) -> Overrule:
    """The answer to the finding with this mark, a trace, and a mail to the claimant who asked.

    Before or after the voucher is sent, asked for or not. Raises Refused when that finding is no more.
    """
    voucher = locked_voucher(voucher)
    if sentence := why_not_answer_overrule(by, voucher):
        raise Refused(sentence, on=voucher, tried="Svar på et stop")
    if holds_cpr(reason):
        raise Refused(NO_CPR)
    if not reason.strip():
        raise Refused("Skriv en begrundelse, så alle kan se, hvorfor.")
    if Overrule.objects.filter(voucher=voucher, mark=mark).exists():
        raise Refused(ANSWERED)
    now = judged(voucher)
    stop = next(
        (one for one in stops_to_overrule(voucher, now.claim, now.findings) if one.mark == mark), None
    )
    if stop is None:
        raise Refused(GONE)
    answer = Overrule.objects.create(
        voucher=voucher,
        rule=stop.finding.rule,
        mark=mark,
        finding=stop.finding.as_dict(),
        allowed=allowed,
        reason=reason.strip(),
        by=by,
    )
    text = f"{stop.finding.sentence} Begrundelse: {answer.reason}"
    if allowed:
        record("stop_overruled", by=by, subject=voucher, cluster_id=voucher.cluster_id, text=text)
    else:
        record("stop_upheld", by=by, subject=voucher, cluster_id=voucher.cluster_id, text=text)
    if stop.asked:
        emails.overrule_answered(stop.asked, answer)
    return answer

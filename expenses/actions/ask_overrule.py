"""The claimant asks the secretariat to look at a stop that rests on a word."""

from typing import TYPE_CHECKING

from expenses import emails
from expenses.actions.locked_voucher import locked_voucher
from expenses.models import OverruleRequest, Voucher
from expenses.permissions import why_not_ask_overrule
from expenses.selectors.findings import judged
from expenses.selectors.overrules import stops_to_overrule
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cpr_in_text import holds_cpr
from klyngeokonomi.free_text import NO_CPR
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

NOTHING = "Der er ikke noget stop, som PLO kan se på."
ASKED = "PLO er allerede bedt om at se på det. Du får besked, når de har svaret."


@act
def ask_overrule(voucher: Voucher, *, by: "User", text: str) -> list[OverruleRequest]:
    """One request for each such stop that was not asked about before, a trace, and a mail to PLO.

    Until it is answered or sent, the secretariat can see the draft. Raises Refused.
    """
    voucher = locked_voucher(voucher)
    if sentence := why_not_ask_overrule(by, voucher):
        raise Refused(sentence, on=voucher, tried="Bed PLO om at se på det")
    if holds_cpr(text):
        raise Refused(NO_CPR)
    if not text.strip():
        raise Refused("Skriv, hvorfor stoppet er forkert.")
    now = judged(voucher)
    stops = stops_to_overrule(voucher, now.claim, now.findings)
    if not stops:
        raise Refused(NOTHING)
    new = [stop for stop in stops if stop.is_new]
    if not new:
        raise Refused(ASKED)
    requests = [
        OverruleRequest.objects.create(
            voucher=voucher,
            rule=stop.finding.rule,
            mark=stop.mark,
            finding=stop.finding.as_dict(),
            text=text.strip(),
            by=by,
        )
        for stop in new
    ]
    record("overrule_asked", by=by, subject=voucher, cluster_id=voucher.cluster_id, text=text.strip())
    emails.overrule_asked(requests[0])
    return requests

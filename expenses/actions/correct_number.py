"""The secretariat puts a wrong CPR number of a payee right: the one it writes counts for all pay from then on."""

from typing import TYPE_CHECKING

from expenses.actions.save_nemkonto import keep_identity
from expenses.models import Payee, PayeeIdentity
from expenses.models.payee_identity import LAST_WRITTEN
from expenses.permissions import why_not_correct_number
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused
from klyngeokonomi.vault import fingerprints

if TYPE_CHECKING:
    from clusters.models import User

TRIED = "Ret CPR-nummeret"
SAME = "Det er det CPR-nummer, der gælder i forvejen."
NO_REASON = "Skriv, hvorfor CPR-nummeret rettes."


@act
def correct_number(payee: Payee, cpr: str, *, by: "User", reason: str) -> PayeeIdentity:
    """`cpr` is ten digits. The number before stays: what was told under it must be found. Raises Refused."""
    payee = Payee.objects.select_for_update(of=("self",)).get(pk=payee.pk)
    last = payee.identities.order_by(*LAST_WRITTEN).first()
    if sentence := why_not_correct_number(by, payee, has_number=last is not None):
        raise Refused(sentence, on=payee, tried=TRIED)
    if last.fingerprint in fingerprints(cpr):
        raise Refused(SAME)
    if not reason.strip():
        raise Refused(NO_REASON)
    identity = keep_identity(payee, cpr, by=by)
    record(
        "cpr_corrected",
        by=by,
        subject=identity,
        cluster_id=payee.cluster_id,
        text=f"{payee}: {reason.strip()}",
    )
    return identity

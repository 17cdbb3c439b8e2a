"""Show a CPR number to the secretariat: once, and for a reason that is kept."""

from typing import TYPE_CHECKING

from cryptography.fernet import InvalidToken

from expenses.models import PayeeIdentity
from expenses.permissions import why_not_reveal_cpr
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cpr import shown_cpr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

UNREADABLE = "CPR-nummeret kan ikke læses med produktets nøgle. Sig det til driften."


@act
def reveal_cpr(identity: PayeeIdentity, *, by: "User", reason: str) -> str:
    """DDMMYY-NNNN; the trace is written in the same transaction. Raises Refused, also when the key does not fit."""
    if sentence := why_not_reveal_cpr(by):
        raise Refused(sentence, on=identity, tried="Vis CPR-nummeret")
    if not reason.strip():
        raise Refused("Skriv, hvad du skal bruge CPR-nummeret til.")
    try:
        number = shown_cpr(identity.number)
    except InvalidToken:
        raise Refused(UNREADABLE, on=identity, tried="Vis CPR-nummeret") from None
    record(
        "cpr_shown",
        by=by,
        subject=identity,
        cluster_id=identity.payee.cluster_id,
        text=f"{identity.payee}: {reason.strip()}",
    )
    return number

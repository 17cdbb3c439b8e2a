"""The CPR number of who is paid a fee or mileage, into the vault: the pay is reported to tax by it."""

from typing import TYPE_CHECKING

from expenses.actions.locked_voucher import locked_voucher
from expenses.actions.save_nemkonto import keep_identity
from expenses.enums import PAYS_PERSON, PayeeKind
from expenses.models import PayeeIdentity, Voucher
from expenses.models.payee_identity import LAST_WRITTEN
from expenses.permissions import why_not_edit_voucher
from expenses.states import LIVE
from klyngeokonomi.act import act
from klyngeokonomi.refused import Refused
from klyngeokonomi.vault import fingerprints

if TYPE_CHECKING:
    from clusters.models import User

ANOTHERS = (
    "Modtageren står med et andet CPR-nummer på et bilag, der er sendt. Er det en anden med samme navn, så skriv "
    "navnet anderledes, for eksempel med mellemnavn. Er nummeret skrevet forkert, så bed PLO om at rette det."
)


@act
def keep_fee_number(voucher: Voucher, cpr: str, *, by: "User") -> PayeeIdentity:
    """By who asks for the fee, while it is theirs to edit. `cpr` is ten digits; "" for the one already known.

    All pay to an outsider is told under the number written last: one that others have asked by is PLO's to change.
    Raises Refused, and each try is kept.
    """
    voucher = locked_voucher(voucher)
    if sentence := why_not_edit_voucher(by, voucher):
        raise Refused(sentence, on=voucher, tried="CPR-nummer")
    if voucher.kind not in PAYS_PERSON or voucher.payee is None:
        raise Refused("Vælg først, hvem der skal have pengene.")
    if voucher.payee.kind == PayeeKind.SUPPLIER:
        raise Refused("Et firma har ikke et CPR-nummer.")
    if _is_anothers(voucher, cpr):
        raise Refused(ANOTHERS, on=voucher, tried="CPR-nummer")
    return keep_identity(voucher.payee, cpr, by=by)


def _is_anothers(voucher: Voucher, cpr: str) -> bool:
    """An outsider is known to the cluster by name, and two may have the same."""
    payee = voucher.payee
    last = payee.identities.order_by(*LAST_WRITTEN).first() if cpr else None
    if payee.kind != PayeeKind.SPEAKER or last is None or last.fingerprint in fingerprints(cpr):
        return False
    asked = Voucher.objects.filter(payee=payee, kind__in=PAYS_PERSON, number__isnull=False, state__in=LIVE)
    return asked.exclude(pk=voucher.pk).exists()

"""The CPR number of who is paid a fee or mileage, into the vault: the pay is reported to tax by it."""

from typing import TYPE_CHECKING

from expenses.actions.locked_voucher import locked_voucher
from expenses.actions.save_nemkonto import keep_identity
from expenses.enums import PAYS_PERSON, PayeeKind
from expenses.models import PayeeIdentity, Voucher
from expenses.permissions import why_not_edit_voucher
from klyngeokonomi.act import act
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def keep_fee_number(voucher: Voucher, cpr: str, *, by: "User") -> PayeeIdentity:
    """By who asks for the fee, while it is theirs to edit. `cpr` is ten digits; "" for the one already known."""
    voucher = locked_voucher(voucher)
    if sentence := why_not_edit_voucher(by, voucher):
        raise Refused(sentence, on=voucher, tried="CPR-nummer")
    if voucher.kind not in PAYS_PERSON or voucher.payee is None:
        raise Refused("Vælg først, hvem der skal have pengene.")
    if voucher.payee.kind == PayeeKind.SUPPLIER:
        raise Refused("Et firma har ikke et CPR-nummer.")
    return keep_identity(voucher.payee, cpr, by=by)

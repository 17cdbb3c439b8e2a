"""The day of birth and the address of who is paid a fee without a CPR number: the pay is reported to tax by them."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from cryptography.fernet import InvalidToken
from django.utils import timezone

from expenses.actions.locked_voucher import locked_voucher
from expenses.enums import PayeeKind, VoucherKind
from expenses.models import Payee, PayeeAbroad, Voucher
from expenses.permissions import why_not_edit_voucher
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.countries import COUNTRIES
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

HAS_NUMBER = (
    "Modtagerens CPR-nummer er skrevet før, og honoraret meldes til skat ved det. Vælg «Et CPR-nummer»."
)
OLDEST = dt.timedelta(days=120 * 366)
ONLY_OUTSIDERS = "Kun en person udefra kan være uden dansk CPR-nummer."


@dataclass(frozen=True, slots=True)
class Abroad:
    """As the form cleaned it. `country` is the two letters of ISO 3166."""

    born: dt.date
    street: str
    postcode: str
    town: str
    country: str


@act
def keep_fee_abroad(voucher: Voucher, said: Abroad, *, by: "User") -> PayeeAbroad:
    """By who asks for the fee, while it is theirs to edit; the row that says the same when it is the newest."""
    voucher = locked_voucher(voucher)
    if sentence := why_not_edit_voucher(by, voucher):
        raise Refused(sentence, on=voucher, tried="Fødselsdag og adresse")
    payee = voucher.payee
    if voucher.kind != VoucherKind.FEE or payee is None:
        raise Refused("Vælg først, hvem der skal have honoraret.")
    if payee.kind != PayeeKind.SPEAKER:
        raise Refused(ONLY_OUTSIDERS)
    if sentence := why_not_abroad(said):
        raise Refused(sentence)
    Payee.objects.select_for_update(of=("self",)).get(pk=payee.pk)
    if payee.identities.exists():
        raise Refused(HAS_NUMBER)
    newest = payee.abroad.first()
    if newest is not None and _says(newest, said):
        return newest
    fields = asdict(said)
    row = PayeeAbroad.sealing(payee, fields.pop("born"), **fields, entered_by=by)
    row.save(force_insert=True)
    record("abroad_entered", by=by, subject=row, cluster_id=payee.cluster_id, text=str(payee))
    return row


def why_not_abroad(said: Abroad) -> str | None:
    today = timezone.localdate()
    if not today - OLDEST < said.born < today:
        return "Se efter, om fødselsdagen er rigtig."
    if not (said.street.strip() and said.town.strip()):
        return "Skriv vej og by."
    return None if said.country in COUNTRIES else "Vælg landet."


def _says(row: PayeeAbroad, said: Abroad) -> bool:
    """A row that no key opens says nothing, so what is written now is kept."""
    try:
        born = row.birthday
    except InvalidToken:
        return False
    return Abroad(born, row.street, row.postcode, row.town, row.country) == said

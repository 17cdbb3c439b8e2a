"""Where a voucher stands, as a sentence with a person in it, and what happens next."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expenses.enums import VoucherKind
from expenses.models import Voucher
from expenses.selectors.endorsers import Endorsers, endorsers, endorsing_roles
from expenses.states import OWNER, VoucherState

if TYPE_CHECKING:
    from clusters.models import User

PLO = "PLO's klyngesekretariat"
YOU_HEAR = "Du får en mail, når der er svar."


@dataclass(frozen=True, slots=True)
class Status:
    """Read as "{what} {since in words}." and then `then`. `waits_for_you` marks what the reader must act on."""

    what: str
    since: datetime.datetime
    then: str = ""
    waits_for_you: bool = False


def status_of(voucher: Voucher, user: "User", asked: Endorsers | None = None) -> Status:
    """The sentence for this reader. `asked` spares the query for who may endorse."""
    mine = voucher.claimant_id == user.person_id
    what, then = _WORDS[VoucherState(voucher.state)](voucher, mine, asked)
    return Status(what, voucher.state_since, then, mine and OWNER.get(voucher.state) == "medlemmet")


def statuses_of(vouchers: Iterable[Voucher], user: "User") -> list[Status]:
    """The same for a list: one query however many rows there are."""
    rows = list(vouchers)
    held = endorsing_roles({one.cluster_id for one in rows})
    return [status_of(one, user, endorsers(one, held[one.cluster_id])) for one in rows]


def _draft(voucher: Voucher, mine: bool, asked: Endorsers | None) -> tuple[str, str]:
    return "Begyndt", "Det er ikke sendt endnu."


def _submitted(voucher: Voucher, mine: bool, asked: Endorsers | None) -> tuple[str, str]:
    then = f"Når klyngen har godkendt, ser {PLO} på det. {YOU_HEAR if mine else ''}".strip()
    return f"Ligger hos {_holder(asked or endorsers(voucher))},", then


def _holder(asked: Endorsers) -> str:
    if asked.falls_to_secretariat:
        return f"{PLO}, fordi ingen i klyngen må godkende det"
    names = " eller ".join(person.name for person in asked.people[:2])
    if asked.coordinator_barred:
        return f"{names}, der godkender i koordinatorens sted"
    return f"koordinatoren, {names}"


def _endorsed(voucher: Voucher, mine: bool, asked: Endorsers | None) -> tuple[str, str]:
    then = f"Klyngen har godkendt det. {YOU_HEAR if mine else ''}".strip()
    return f"Ligger hos {PLO}", then


def _approved(voucher: Voucher, mine: bool, asked: Endorsers | None) -> tuple[str, str]:
    if voucher.kind == VoucherKind.CARD:
        return "Godkendt", "Klyngens kort har betalt, så der udbetales ikke noget."
    return "Godkendt til udbetaling", "Pengene sendes med PLO's næste udbetaling."


def _scheduled(voucher: Voucher, mine: bool, asked: Endorsers | None) -> tuple[str, str]:
    return "Ligger i PLO's betalingskørsel", "Banken udbetaler pengene."


def _paid(voucher: Voucher, mine: bool, asked: Endorsers | None) -> tuple[str, str]:
    if voucher.kind == VoucherKind.CARD:
        return "Betalt med klyngens kort", "Kortet er gjort op med banken."
    return "Udbetalt", "Pengene er sendt til modtagerens konto."


def _returned(voucher: Voucher, mine: bool, asked: Endorsers | None) -> tuple[str, str]:
    if mine:
        return "Ligger hos dig, så det kan rettes,", "Ret det, og send det igen."
    return f"Ligger hos {voucher.claimant.name}, der skal rette det,", ""


def _rejected(voucher: Voucher, mine: bool, asked: Endorsers | None) -> tuple[str, str]:
    return "Afvist", "Der sker ikke mere med det."


def _withdrawn(voucher: Voucher, mine: bool, asked: Endorsers | None) -> tuple[str, str]:
    return "Trukket tilbage", "Der sker ikke mere med det."


_WORDS = {
    VoucherState.DRAFT: _draft,
    VoucherState.SUBMITTED: _submitted,
    VoucherState.ENDORSED: _endorsed,
    VoucherState.APPROVED: _approved,
    VoucherState.SCHEDULED: _scheduled,
    VoucherState.PAID: _paid,
    VoucherState.RETURNED: _returned,
    VoucherState.REJECTED: _rejected,
    VoucherState.WITHDRAWN: _withdrawn,
}

"""Change what a draft or returned voucher says."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from expenses.actions.locked_voucher import locked_voucher
from expenses.enums import CostCategory, VoucherKind
from expenses.models import Fee, Line, Mileage, Voucher
from expenses.permissions import why_not_edit_voucher
from expenses.selectors.parts import lines_of
from klyngeokonomi.act import act
from klyngeokonomi.insert import insert_all
from klyngeokonomi.money import ZERO, kr
from klyngeokonomi.refused import Refused
from klyngeokonomi.update import update

if TYPE_CHECKING:
    from clusters.models import User

EDITABLE_FIELDS = frozenset(
    {
        "kind",
        "meeting",
        "no_meeting_reason",
        "voucher_date",
        "supplier",
        "invoice_number",
        "text",
        "reason",
        "payee",
        "payee_account",
        "prior_agreement",
        "gift_recipient",
        "gift_occasion",
        "card_holder_is_claimant",
        "card_month_total_before",
    }
)
PAID_TO_NOBODY: dict[str, Any] = {"payee": None, "payee_account": None}
NO_CARD: dict[str, Any] = {"card_holder_is_claimant": None, "card_month_total_before": None}


@dataclass(frozen=True, slots=True)
class LineInput:
    """One line as the form cleaned it: DKK incl. VAT, and the VAT in it or None when not known."""

    category: CostCategory
    gross: Decimal
    vat: Decimal | None = None
    text: str = ""


@act
def edit_voucher(
    voucher: Voucher, *, by: "User", lines: Sequence[LineInput] | None = None, **fields: Any
) -> Voucher:
    """Write the given fields (EDITABLE_FIELDS), and the lines when given; `version` grows when anything differs.

    What the voucher's kind has no use for is emptied: a purchase on the card has no payee, others no card, and what
    is no longer a fee, or no longer mileage, has none of its facts.
    """
    if unknown := set(fields) - EDITABLE_FIELDS:
        raise TypeError(f"not fields a person edits: {sorted(unknown)}")
    voucher = locked_voucher(voucher)
    if sentence := why_not_edit_voucher(by, voucher):
        raise Refused(sentence, on=voucher, tried="Ret bilaget")
    fields |= _cleared(VoucherKind(fields.get("kind", voucher.kind)))
    _check_belongs(voucher, fields)
    changed = [name for name, value in fields.items() if getattr(voucher, name) != value]
    if "kind" in changed and _forget_kind(voucher):
        lines = lines or []
    for name in changed:
        setattr(voucher, name, fields[name])
    if lines is not None and write_lines(voucher, lines):
        changed.append("gross")
    if changed:
        voucher.version += 1
        update(voucher, *changed, "version")
    return voucher


def _forget_kind(voucher: Voucher) -> bool:
    """What only a fee or a drive has goes with its kind; True when the lines that follow from it go too."""
    if voucher.kind == VoucherKind.FEE:
        Fee.objects.filter(voucher=voucher).delete()
        voucher.fee_hours.all().delete()
    elif voucher.kind == VoucherKind.MILEAGE:
        Mileage.objects.filter(voucher=voucher).delete()
        voucher.trips.all().delete()
    return voucher.kind == VoucherKind.MILEAGE


def _cleared(kind: VoucherKind) -> dict[str, Any]:
    return PAID_TO_NOBODY if kind == VoucherKind.CARD else NO_CARD


def _check_belongs(voucher: Voucher, fields: dict[str, Any]) -> None:
    """Foreign ids never reach a row, whoever calls."""
    meeting = fields.get("meeting")
    if meeting is not None and meeting.cluster_id != voucher.cluster_id:
        raise Refused("Mødet hører til en anden klynge. Vælg et møde i din egen.")
    payee = fields.get("payee", voucher.payee)
    account = fields.get("payee_account", voucher.payee_account)
    if payee is not None:
        own = payee.person_id is not None and payee.person_id == voucher.claimant_id
        met = payee.cluster_id is not None and payee.cluster_id == voucher.cluster_id
        if not own and not met:
            raise Refused("Modtageren hører ikke til bilaget. Vælg dig selv eller en leverandør til klyngen.")
    if account is not None and (payee is None or account.payee_id != payee.pk):
        raise Refused("Kontoen tilhører en anden modtager. Vælg kontoen igen.")


def write_lines(voucher: Voucher, lines: Sequence[LineInput]) -> bool:
    """Replace the lines when they differ, and keep the voucher's sum right; True when something changed."""
    new = [
        (line.category, kr(line.gross), None if line.vat is None else kr(line.vat), line.text)
        for line in lines
    ]
    old = [(line.category, line.gross, line.vat, line.text) for line in lines_of(voucher.pk)]
    if new == old:
        return False
    if old:
        voucher.lines.all().delete()
    insert_all(
        Line(voucher=voucher, position=position, category=category, gross=gross, vat=vat, text=text)
        for position, (category, gross, vat, text) in enumerate(new, start=1)
    )
    voucher.gross = sum((gross for _, gross, _, _ in new), ZERO)
    return True

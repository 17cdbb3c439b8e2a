"""What a voucher still lacks before it can be sent; the page shows it and the action obeys it."""

from dataclasses import dataclass

from expenses.enums import MET_BY_CLUSTER, PAYS_PERSON, SIGNS_IN, VoucherKind
from expenses.models import Attachment, Voucher
from expenses.selectors.missing_fee import missing_of_fee
from expenses.selectors.missing_mileage import missing_of_mileage
from klyngeokonomi.documents.models import State

PAID_TO = {VoucherKind.OUTLAY: SIGNS_IN, VoucherKind.INVOICE: MET_BY_CLUSTER}
"""An outlay is paid to who had it, an invoice to who sent it, and what the cluster's card paid to nobody. A fee and
mileage have their own (missing_fee.py, missing_mileage.py)."""
OF_PERSON = {VoucherKind.FEE: missing_of_fee, VoucherKind.MILEAGE: missing_of_mileage}


@dataclass(frozen=True, slots=True)
class Missing:
    """`step` is the page that mends it: papers, details or payee. `sentence` is Danish and says what to do."""

    step: str
    field: str
    sentence: str


def what_is_missing(voucher: Voucher, papers: list[Attachment] | None = None) -> list[Missing]:
    """In the order of the pages. Rules of the guide are not here: they are findings."""
    missing = []
    if papers is None:
        papers = list(voucher.attachments.select_related("document"))
    if not papers and voucher.kind not in PAYS_PERSON:
        missing.append(Missing("papers", "papers", "Læg kvitteringen eller fakturaen op."))
    for paper in papers:
        if paper.document.state == State.REFUSED:
            missing.append(
                Missing(
                    "papers",
                    "papers",
                    f"Filen «{paper.document.name}» kan ikke bruges. {paper.document.problem}",
                )
            )
    if of_person := OF_PERSON.get(VoucherKind(voucher.kind)):
        return missing + [Missing(*one) for one in of_person(voucher)]
    if voucher.gross <= 0:
        missing.append(Missing("details", "gross", "Skriv beløbet."))
    if voucher.voucher_date is None:
        missing.append(Missing("details", "voucher_date", "Skriv datoen på bilaget."))
    if not voucher.supplier.strip():
        missing.append(Missing("details", "supplier", "Skriv, hvem der har solgt varen."))
    return missing + (_of_card(voucher) if voucher.kind == VoucherKind.CARD else _of_payee(voucher))


def _of_card(voucher: Voucher) -> list[Missing]:
    """Nothing is paid out, so nobody is asked who is to have the money."""
    if voucher.card_holder_is_claimant is None:
        return [Missing("details", "card_holder_is_claimant", "Sig, om kortet er dit eget.")]
    return []


def _of_payee(voucher: Voucher) -> list[Missing]:
    if voucher.payee_id is None or voucher.payee_account_id is None:
        return [Missing("payee", "payee", "Vælg, hvem der skal have pengene, og hvor de skal sættes ind.")]
    if voucher.payee.kind not in PAID_TO[VoucherKind(voucher.kind)]:
        return [
            Missing("payee", "payee", "Bilaget har skiftet slags. Vælg igen, hvem der skal have pengene.")
        ]
    return []

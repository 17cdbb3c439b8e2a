"""The three pages a voucher is made on, and how far it is."""

from typing import Any

from django.urls import reverse

from expenses.enums import VoucherKind
from expenses.models import Voucher
from expenses.selectors.missing import Missing, what_is_missing

STEPS = (
    ("papers", "Papiret", "expenses:voucher_papers"),
    ("details", "Hvad og hvornår", "expenses:voucher_details"),
    ("payee", "Hvem skal have pengene", "expenses:voucher_payee"),
)
TITLE_OF_SENDING = "Se efter og send"
"""What the last page is for when the card has paid and nobody is to have money."""
URL_OF = {step: url_name for step, _, url_name in STEPS}


def steps_of(voucher: Voucher | None, current: str, missing: list[Missing] | None = None) -> dict[str, Any]:
    """The inputs of components/steps.html. Before the draft exists only the first page can be opened."""
    missing = missing if missing is not None else (what_is_missing(voucher) if voucher else [])
    lacking = {one.step for one in missing}
    names = [step for step, _, _ in STEPS]
    is_card = voucher is not None and voucher.kind == VoucherKind.CARD
    steps = []
    for step, title, url_name in STEPS:
        only_sends = is_card and step == "payee"
        if only_sends:
            title = TITLE_OF_SENDING
        if step == current:
            state = "current"
        else:
            state = "done" if voucher and step not in lacking and not only_sends else ""
        url = reverse(url_name, args=[voucher.pk]) if voucher else ""
        steps.append({"title": title, "url": url, "state": state})
    return {"steps": steps, "number": names.index(current) + 1, "of": len(names)}

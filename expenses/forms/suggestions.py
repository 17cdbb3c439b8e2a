"""What the papers' text tells, offered at the field it belongs to; taken over only by pressing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format

from expenses.forms.amount import typed_kr
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.suggest import Suggestion, suggest

FIELDS = ("supplier", "voucher_date", "linje-0-gross", "linje-0-vat")


@dataclass(frozen=True, slots=True)
class Offer:
    """`value` is what the field takes, `label` how a person reads it."""

    field: str
    value: str
    label: str

    @property
    def taken_by(self) -> str:
        """The value of the submit button that takes it over without a script."""
        return f"{self.field}={self.value}"


def offers(documents: Iterable[Document]) -> dict[str, Offer]:
    """By field (dashes as underscores, for templates); the first paper that tells something wins."""
    found: dict[str, Offer] = {}
    for document in documents:
        if document.text:
            for offer in _of(suggest(document.text)):
                found.setdefault(offer.field.replace("-", "_"), offer)
    return found


def _of(told: Suggestion) -> list[Offer]:
    offers = []
    if told.supplier:
        offers.append(Offer("supplier", told.supplier, told.supplier))
    if told.day:
        offers.append(Offer("voucher_date", told.day.isoformat(), date_format(told.day, "j. F Y").lower()))
    if told.amount is not None:
        offers.append(Offer("linje-0-gross", typed_kr(told.amount), f"{typed_kr(told.amount)} kr."))
    if told.vat is not None:
        offers.append(Offer("linje-0-vat", typed_kr(told.vat), f"{typed_kr(told.vat)} kr."))
    return offers


def with_offer(data: QueryDict) -> Any:
    """The data with the pressed offer filled in; unchanged when none was pressed."""
    field, _, value = data.get("forslag", "").partition("=")
    if field not in FIELDS:
        return data
    copy = data.copy()
    copy[field] = value
    if field == "linje-0-vat":
        copy.pop("linje-0-vat_standard", None)
    return copy

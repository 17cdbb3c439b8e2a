"""By what tax knows those who are paid: a CPR number, a company's CVR number, or a day of birth with an address.

What is sealed stays sealed until somebody asks for it by name.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from expenses.enums import TaxKind
from expenses.models import Payee, PayeeAbroad, PayeeIdentity
from expenses.models.payee_identity import LAST_WRITTEN
from klyngeokonomi.danish.countries import COUNTRIES


@dataclass(frozen=True, slots=True)
class TaxReceiver:
    """`fingerprint` is of the CPR number, the same for one person who is several payees; empty for the other kinds.

    The address is there for those without a CPR number; `country` is the two letters of ISO 3166.
    """

    kind: TaxKind
    name: str
    fingerprint: str = ""
    cvr: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = ""
    identity: PayeeIdentity | None = None
    abroad: PayeeAbroad | None = None

    @property
    def land(self) -> str:
        """The country by its Danish name."""
        return COUNTRIES.get(self.country, self.country)

    def number(self) -> str:
        """The ten or eight digits, a CPR number opened; "" without one. Raises InvalidToken with a wrong key."""
        return self.identity.number if self.identity else self.cvr

    def born(self) -> dt.date | None:
        """Opened, of whom has no CPR number. Raises InvalidToken with a wrong key."""
        return self.abroad.birthday if self.abroad else None


def tax_receivers(payees: Iterable[Payee]) -> dict[int, TaxReceiver]:
    """By payee id; one whom tax cannot know is left out. A CPR number goes before a CVR number, and that before an
    address; of two written the one last written counts. Two queries, none for no payees.
    """
    asked = {one.pk: one for one in payees}
    if not asked:
        return {}
    numbers = PayeeIdentity.objects.filter(payee__in=asked).order_by("payee_id", *LAST_WRITTEN)
    places = PayeeAbroad.objects.filter(payee__in=asked).order_by("payee_id", "-pk")
    identities, abroad = (
        {one.payee_id: one for one in rows.distinct("payee_id")} for rows in (numbers, places)
    )
    found = {pk: _receiver(payee, identities.get(pk), abroad.get(pk)) for pk, payee in asked.items()}
    return {pk: receiver for pk, receiver in found.items() if receiver}


def counting_numbers() -> QuerySet[PayeeIdentity]:
    """The number last written of each payee."""
    of_payee = PayeeIdentity.objects.filter(payee=OuterRef("payee")).order_by(*LAST_WRITTEN)
    return PayeeIdentity.objects.filter(pk=Subquery(of_payee.values("pk")[:1]))


def numbers_of_two(fingerprints: Iterable[str]) -> set[str]:
    """The fingerprints among them that count for more than one person on the platform. One query."""
    of_people = counting_numbers().filter(fingerprint__in=set(fingerprints), payee__person__isnull=False)
    people = of_people.order_by().values_list("fingerprint").annotate(people=Count("payee__person"))
    return set(people.filter(people__gt=1).values_list("fingerprint", flat=True))


def with_tax_kind(payees: QuerySet[Payee]) -> QuerySet[Payee]:
    """Each with `tax_kind`, "" where tax cannot know it: for lists, in the query that lists them."""
    numbers = PayeeIdentity.objects.filter(payee=OuterRef("pk"))
    places = PayeeAbroad.objects.filter(payee=OuterRef("pk"))
    kind = Case(
        When(Exists(numbers), then=Value(TaxKind.CPR)),
        When(~Q(cvr=""), then=Value(TaxKind.CVR)),
        When(Exists(places), then=Value(TaxKind.ABROAD)),
        default=Value(""),
    )
    return payees.annotate(tax_kind=kind)


def tax_receiver(payee: Payee) -> TaxReceiver | None:
    """None while tax cannot know who it is."""
    return tax_receivers([payee]).get(payee.pk)


def known_to_tax(payee: Payee | None) -> bool:
    """Whether pay to the payee can be reported."""
    return payee is not None and tax_receiver(payee) is not None


def _receiver(payee: Payee, identity: PayeeIdentity | None, abroad: PayeeAbroad | None) -> TaxReceiver | None:
    if identity is not None:
        return TaxReceiver(TaxKind.CPR, payee.name, fingerprint=identity.fingerprint, identity=identity)
    if payee.cvr:
        return TaxReceiver(TaxKind.CVR, payee.name, cvr=payee.cvr)
    if abroad is None:
        return None
    address = {part: getattr(abroad, part) for part in ("street", "postcode", "town", "country")}
    return TaxReceiver(TaxKind.ABROAD, payee.name, abroad=abroad, **address)

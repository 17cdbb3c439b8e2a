"""A contract between the cluster and one who works for it. What is signed is never changed (ADR 0032)."""

import datetime
import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from clusters.enums import ContractRole, IncomeKind
from clusters.models.cluster import Cluster
from clusters.models.person import Person
from klyngeokonomi.documents.models import Document, State
from klyngeokonomi.money import MoneyField

if TYPE_CHECKING:
    from clusters.models.user import User


class ContractQuerySet(models.QuerySet["Contract"]):
    def visible_to(self, user: "User") -> "ContractQuerySet":
        """One's own, and those of the clusters one sees; the pay in them is seen by fewer (permissions.py)."""
        seen = Cluster.objects.visible_to(user).values("pk")
        return self.filter(Q(cluster__in=seen) | Q(person_id=user.person_id), withdrawn_at=None)

    def counting(self) -> "ContractQuerySet":
        """Signed, uploaded and read through, and confirmed by a second person where one must. Whatever the day."""
        return self.filter(
            Q(needs_second=False) | Q(confirmed_at__isnull=False),
            signed_at__isnull=False,
            withdrawn_at=None,
            document__state=State.READY,
        )

    def locked(self, contract: "Contract") -> "Contract":
        """The contract as it stands now, under its row lock. Needs a transaction."""
        held = self.select_for_update(of=("self",)).select_related("cluster", "person", "document")
        return held.get(pk=contract.pk)


class Contract(models.Model):
    """The party is a person (`person`) or an outsider (`outsider`, a name). Both days of the period included.

    Paid by the hour (`hours` a year at `hourly_rate`) or a `fixed_sum` for the whole period; DKK without VAT.
    `replaces` is the contract that this one takes the place of from its first day. `needs_second`: the party is
    among those who lead the cluster or made the contract, and another must confirm it. `stopped_on` is its last day
    when it ended early. A trigger keeps what is signed as it was signed.
    """

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="contracts", verbose_name="klynge")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="contracts", null=True, blank=True, verbose_name="person"
    )
    outsider = models.CharField("navn", max_length=200, blank=True, default="")
    cvr = models.CharField("CVR-nummer", max_length=8, blank=True, default="")
    role = models.CharField("rolle", max_length=20, choices=ContractRole.choices)
    valid_from = models.DateField("fra")
    valid_to = models.DateField("til")
    tasks = models.CharField("opgaver", max_length=1000)
    hours = models.DecimalField("timer om året", max_digits=7, decimal_places=2, null=True, blank=True)
    hourly_rate = MoneyField("timeløn", null=True, blank=True)
    fixed_sum = MoneyField("fast beløb", null=True, blank=True)
    mileage = models.BooleanField("kørsel i egen bil betales", default=False)
    income_kind = models.CharField("indkomst", max_length=10, choices=IncomeKind.choices)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replacements", verbose_name="afløser"
    )
    form_key = models.UUIDField("formularnøgle", unique=True, default=uuid.uuid4, editable=False)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="skrevet ind af")
    entered_at = models.DateTimeField("skrevet ind", auto_now_add=True)
    document = models.OneToOneField(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="underskrevet kontrakt",
    )
    signed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lagt op af"
    )
    signed_at = models.DateTimeField("lagt op", null=True, blank=True)
    needs_second = models.BooleanField("skal bekræftes af en anden", default=False)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bekræftet af"
    )
    confirmed_at = models.DateTimeField("bekræftet", null=True, blank=True)
    stopped_on = models.DateField("ophørt den", null=True, blank=True)
    stopped_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ophør skrevet af"
    )
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fjernet af"
    )
    withdrawn_at = models.DateTimeField("fjernet", null=True, blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = "kontrakt"
        verbose_name_plural = "kontrakter"
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, outsider="") | (Q(person=None) & ~Q(outsider="")),
                name="clusters_contract_one_party",
                violation_error_message="En kontrakt er med enten en person i klyngen eller en udefra.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="clusters_contract_ends_after_start",
                violation_error_message="Kontrakten kan ikke slutte, før den begynder.",
            ),
            models.CheckConstraint(
                condition=Q(hourly_rate__isnull=False, hours__isnull=False, fixed_sum=None)
                | Q(hourly_rate=None, fixed_sum__isnull=False),
                name="clusters_contract_one_pay",
                violation_error_message="Skriv enten timer og timeløn eller et fast beløb, og kun ét af dem.",
            ),
            models.CheckConstraint(
                condition=(Q(hours=None) | Q(hours__gt=0))
                & (Q(hourly_rate=None) | Q(hourly_rate__gt=0))
                & (Q(fixed_sum=None) | Q(fixed_sum__gt=0)),
                name="clusters_contract_pay_above_zero",
                violation_error_message="Timer, timeløn og beløb skal være større end nul.",
            ),
            models.CheckConstraint(
                condition=Q(cvr="") & ~Q(income_kind=IncomeKind.INVOICE) | Q(cvr__regex=r"^\d{8}$"),
                name="clusters_contract_invoice_has_cvr",
                violation_error_message="Den, der sender faktura, skal have et CVR-nummer på otte cifre.",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_at=None, document=None)
                | Q(signed_by__isnull=False, signed_at__isnull=False, document__isnull=False),
                name="clusters_contract_signed_whole",
                violation_error_message="En underskrevet kontrakt har fil, tidspunkt og navn.",
            ),
            models.CheckConstraint(
                condition=Q(person=None)
                | Q(signed_at=None)
                | Q(needs_second=True)
                | (~Q(person=F("signed_by")) & ~Q(person=F("entered_by"))),
                name="clusters_contract_own_needs_second",
                violation_error_message="Ens egen kontrakt skal bekræftes af en anden.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False, signed_at__isnull=False)
                    & (Q(person=None) | ~Q(confirmed_by=F("person")))
                    & ~Q(confirmed_by=F("signed_by"))
                    & ~Q(confirmed_by=F("entered_by"))
                ),
                name="clusters_contract_confirmed_by_another",
                violation_error_message="Kontrakten skal bekræftes af en anden end dem, der har lavet den.",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on=None, stopped_by=None)
                | Q(
                    stopped_on__isnull=False,
                    stopped_by__isnull=False,
                    signed_at__isnull=False,
                    stopped_on__lt=F("valid_to"),
                    stopped_on__gte=F("valid_from"),
                ),
                name="clusters_contract_stopped_within",
                violation_error_message="En kontrakt kan kun ophøre på en dag i sin periode.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False, signed_at=None),
                name="clusters_contract_withdrawn_unsigned",
                violation_error_message="Kun en kontrakt, der ikke er underskrevet, kan fjernes.",
            ),
        ]
        indexes = [models.Index(fields=["cluster", "valid_to"], name="clusters_contract_by_end")]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_role_display()}"

    @property
    def party(self) -> str:
        return self.person.name if self.person is not None else self.outsider

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    @property
    def awaits_second(self) -> bool:
        return self.is_signed and self.needs_second and self.confirmed_at is None

    @property
    def counts(self) -> bool:
        """As `counting()`; reads the document's row."""
        is_whole = self.is_signed and self.withdrawn_at is None and not self.awaits_second
        return is_whole and self.document is not None and self.document.is_ready

    @property
    def own_last_day(self) -> datetime.date:
        """By its own terms and its early end; a contract that takes its place may end it before that."""
        return self.stopped_on or self.valid_to

    def is_party(self, user: "User") -> bool:
        return self.person_id is not None and self.person_id == user.person_id

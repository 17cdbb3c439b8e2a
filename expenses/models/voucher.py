"""A voucher: one claim on the cluster's money, with its lines and papers."""

import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clusters.models import Cluster, Person
from clusters.permissions import standing
from expenses.enums import PAYS_PERSON, CostCategory, VoucherKind
from expenses.models.overrule import OverruleRequest
from expenses.models.payee import Payee
from expenses.models.payee_account import PayeeAccount
from expenses.states import RESERVING, VoucherState
from klyngeokonomi.money import ZERO, MoneyField
from meetings.models import Meeting

if TYPE_CHECKING:
    from clusters.models import User


class VoucherQuerySet(models.QuerySet["Voucher"]):
    def visible_to(self, user: "User") -> "VoucherQuerySet":
        """One's own always; sent ones of one's clusters; all sent ones for secretariat and auditor.

        Drafts and withdrawn drafts are seen by their owner alone; a draft with a stop that its owner has asked the
        secretariat to look at, by the secretariat too until it has answered.
        """
        held = standing(user)
        own = Q(claimant_id=user.person_id)
        sent = Q(number__isnull=False)
        if held.is_secretariat:
            asked = OverruleRequest.objects.open().values("voucher")
            return self.filter(own | sent | Q(pk__in=asked))
        if held.national:
            return self.filter(own | sent)
        return self.filter(own | (sent & Q(cluster__in=list(held.clusters))))

    def in_state(self, *states: str) -> "VoucherQuerySet":
        return self.filter(state__in=states)

    def oldest_first(self) -> "VoucherQuerySet":
        return self.order_by("state_since", "pk")


class Voucher(models.Model):
    """Amounts in DKK incl. VAT. `gross` is the sum of the lines, kept by the one action that writes them.

    `number` (2026-00417) is given at first sending and never again. `form_key` makes a double submit of the
    starting form harmless. `version` grows by one with every change of what is claimed. `state` is written by
    expenses/transitions.py alone, and the database refuses moves outside the table. The last five fields are what
    the claimant states where no register knows; None or empty when it was not asked.
    """

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="vouchers", verbose_name="klynge")
    kind = models.CharField("slags", max_length=20, choices=VoucherKind.choices, default=VoucherKind.OUTLAY)
    number = models.CharField(
        "bilagsnummer", max_length=12, null=True, blank=True, unique=True, editable=False
    )
    form_key = models.UUIDField("formularnøgle", unique=True, editable=False)
    state = models.CharField(
        "status", max_length=20, choices=VoucherState.choices, default=VoucherState.DRAFT, editable=False
    )
    state_since = models.DateTimeField("status siden", auto_now_add=True)
    claimant = models.ForeignKey(Person, models.PROTECT, related_name="vouchers", verbose_name="indsendt af")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oprettet af"
    )
    created_at = models.DateTimeField("oprettet", auto_now_add=True)
    submitted_at = models.DateTimeField("sendt", null=True, blank=True)
    version = models.PositiveIntegerField("udgave", default=1)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="vouchers", null=True, blank=True, verbose_name="møde"
    )
    no_meeting_reason = models.CharField("hvorfor intet møde", max_length=500, blank=True)
    voucher_date = models.DateField("bilagets dato", null=True, blank=True)
    supplier = models.CharField("leverandør", max_length=200, blank=True)
    invoice_number = models.CharField("fakturanummer", max_length=60, blank=True)
    text = models.CharField("tekst", max_length=500, blank=True)
    reason = models.TextField("begrundelse", max_length=2000, blank=True)
    gross = MoneyField("beløb inkl. moms", default=ZERO)
    payee = models.ForeignKey(
        Payee, models.PROTECT, related_name="vouchers", null=True, blank=True, verbose_name="modtager"
    )
    payee_account = models.ForeignKey(
        PayeeAccount,
        models.PROTECT,
        related_name="vouchers",
        null=True,
        blank=True,
        verbose_name="udbetales til",
    )
    prior_agreement = models.BooleanField("aftalt med koordinatoren", null=True, blank=True)
    gift_recipient = models.CharField(
        "hvem gaven er til", max_length=200, blank=True, default="", db_default=""
    )
    gift_occasion = models.CharField("anledning", max_length=200, blank=True, default="", db_default="")
    card_holder_is_claimant = models.BooleanField("kortet lyder på den, der købte", null=True, blank=True)
    card_month_total_before = MoneyField("brugt på kortet før i måneden", null=True, blank=True)

    objects = VoucherQuerySet.as_manager()

    class Meta:
        verbose_name = "bilag"
        verbose_name_plural = "bilag"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gross__gte=0),
                name="expenses_voucher_not_negative",
                violation_error_message="Beløbet kan ikke være negativt.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[VoucherState.DRAFT, VoucherState.WITHDRAWN])
                | Q(
                    number__isnull=False,
                    submitted_at__isnull=False,
                    gross__gt=0,
                    voucher_date__isnull=False,
                    payee__isnull=False,
                    payee_account__isnull=False,
                )
                & ~Q(kind=VoucherKind.CARD)
                | Q(
                    kind=VoucherKind.CARD,
                    number__isnull=False,
                    submitted_at__isnull=False,
                    gross__gt=0,
                    voucher_date__isnull=False,
                    payee=None,
                    payee_account=None,
                    card_holder_is_claimant__isnull=False,
                )
                | Q(state=VoucherState.RETURNED, number__isnull=False, submitted_at__isnull=False),
                name="expenses_voucher_complete_when_sent",
                violation_error_message="Et sendt bilag skal have nummer, beløb, dato og modtager; "
                "et køb med klyngens kort skal i stedet sige, hvis kort det er.",
            ),
            models.CheckConstraint(
                condition=Q(number=None, submitted_at=None)
                | Q(number__isnull=False, submitted_at__isnull=False),
                name="expenses_voucher_number_when_sent",
                violation_error_message="Nummer og afsendelse følges ad.",
            ),
            models.CheckConstraint(
                condition=Q(card_month_total_before=None) | Q(card_month_total_before__gte=0),
                name="expenses_voucher_card_total_not_negative",
                violation_error_message="Det, der er brugt på kortet, kan ikke være negativt.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["cluster", "state", "state_since", "id"], name="expenses_voucher_cluster_queue"
            ),
            models.Index(fields=["state", "state_since", "id"], name="expenses_voucher_queue"),
            models.Index(fields=["claimant", "-created_at"], name="expenses_voucher_mine"),
            models.Index(
                fields=["cluster"],
                include=["gross"],
                condition=Q(state=VoucherState.SUBMITTED),
                name="expenses_voucher_awaiting",
            ),
            models.Index(
                fields=["cluster", "state_since", "id"],
                condition=Q(state__in=RESERVING),
                name="expenses_voucher_reserved",
            ),
            models.Index(
                fields=["cluster", "invoice_number"],
                condition=~Q(invoice_number=""),
                name="expenses_voucher_same_number",
            ),
            models.Index(fields=["payee", "-id"], name="expenses_voucher_by_payee"),
            models.Index(fields=["cluster", "voucher_date", "gross"], name="expenses_voucher_same_day"),
        ]

    def __str__(self) -> str:
        return f"Bilag {self.number}" if self.number else "Kladde"

    @property
    def pays_person(self) -> bool:
        """A fee or mileage, and so without VAT."""
        return self.kind in PAYS_PERSON

    @property
    def event_day(self) -> datetime.date | None:
        """The day whose guide judges it: the meeting's first, else the date on the paper."""
        return timezone.localdate(self.meeting.starts_at) if self.meeting else self.voucher_date


class Line(models.Model):
    """One category of a voucher. `vat` is empty when it is not known; then net is not known either."""

    voucher = models.ForeignKey(Voucher, models.CASCADE, related_name="lines", verbose_name="bilag")
    position = models.PositiveSmallIntegerField("nr.")
    category = models.CharField("art", max_length=30, choices=CostCategory.choices)
    gross = MoneyField("beløb inkl. moms")
    vat = MoneyField("heraf moms", null=True, blank=True)
    text = models.CharField("tekst", max_length=200, blank=True)

    class Meta:
        verbose_name = "linje"
        verbose_name_plural = "linjer"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["voucher", "position"],
                name="expenses_line_position",
                violation_error_message="Linjen findes allerede.",
            ),
            models.CheckConstraint(
                condition=Q(gross__gt=0),
                name="expenses_line_above_zero",
                violation_error_message="Beløbet skal være større end nul.",
            ),
            models.CheckConstraint(
                condition=Q(vat=None) | Q(vat__gte=0, vat__lte=models.F("gross")),
                name="expenses_line_vat_within",
                violation_error_message="Momsen kan ikke være større end beløbet.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["voucher"],
                include=["gross"],
                condition=Q(category__in=(CostCategory.FEE, CostCategory.CONSULTANT, CostCategory.MILEAGE)),
                name="expenses_line_fees",
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.get_category_display()}"


class VoucherCounter(models.Model):
    """The last voucher number given in a year; its row lock keeps the numbers without gaps."""

    year = models.PositiveSmallIntegerField("år", primary_key=True)
    last = models.PositiveIntegerField("sidste nummer", default=0)

    class Meta:
        verbose_name = "bilagsnummer"
        verbose_name_plural = "bilagsnumre"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"

"""The monthly fee statement (lønseddel): one person's pay in one month, frozen as it was told."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from approvals.enums import PayLineKind, ReceiverKind, StatementKind
from approvals.models.fee_run import FeeRun
from approvals.models.payment import Payment
from clusters.models import Cluster, Movement, Person
from clusters.permissions import standing
from expenses.models import Payee, Voucher
from klyngeokonomi.money import MoneyField
from klyngeokonomi.sealed_field import SealedField

if TYPE_CHECKING:
    from clusters.models import User


class FeeStatementQuerySet(models.QuerySet["FeeStatement"]):
    def of(self, user: "User") -> "FeeStatementQuerySet":
        """Those of the user's own pay."""
        return self.filter(Q(person_id=user.person_id) | Q(payee__person_id=user.person_id))

    def visible_to(self, user: "User") -> "FeeStatementQuerySet":
        """One's own; all of them for secretariat and auditor."""
        return self if standing(user).national else self.of(user)


class FeeStatement(models.Model):
    """`printed` is the whole paper as data; the page and the PDF are made of it alone and never join back.

    One person is one `fingerprint` of a CPR number (several payees may be one person), else one payee. `sequence` 1
    is the ordinary one of the month; the next ones correct it. Amounts in DKK, below nil in a correction that takes
    back: `gross` is all pay that is taxed, `tax_free` mileage that is not, `net` what was sent to the person. The
    CPR number lies sealed here too: what is delivered and reported later must name whom it was issued to.
    """

    number = models.CharField("nummer", max_length=12, unique=True)
    run = models.ForeignKey(FeeRun, models.PROTECT, related_name="issued", verbose_name="honorarkørsel")
    month = models.DateField("måned")
    sequence = models.PositiveSmallIntegerField("udgave", default=1)
    kind = models.CharField("slags", max_length=10, choices=StatementKind.choices)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="retter"
    )
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="fee_statements", verbose_name="modtager")
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fee_statements",
        verbose_name="person på platformen",
    )
    receiver_kind = models.CharField("kendt hos Skat ved", max_length=10, choices=ReceiverKind.choices)
    cpr = SealedField("personnummer", fingerprint="fingerprint", null=True, blank=True)
    fingerprint = models.CharField("fingeraftryk", max_length=64, blank=True, default="", editable=False)
    cvr = models.CharField("CVR-nummer", max_length=8, blank=True, default="")
    payee_name = models.CharField("modtagers navn", max_length=200)
    gross = MoneyField("honorar og skattepligtig kørsel")
    tax_free = MoneyField("skattefri kørsel")
    am_contribution = MoneyField("AM-bidrag")
    a_tax = MoneyField("A-skat")
    net = MoneyField("udbetalt")
    printed = models.JSONField("lønsedlen som data")
    printed_sha256 = models.CharField("tallenes aftryk", max_length=64)
    issued_at = models.DateTimeField("udstedt", auto_now_add=True)

    objects = FeeStatementQuerySet.as_manager()

    class Meta:
        verbose_name = "lønseddel"
        verbose_name_plural = "lønsedler"
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint", "month", "sequence"],
                condition=~Q(fingerprint=""),
                name="approvals_feestatement_once_a_person",
                violation_error_message="Personen har allerede fået lønsedlen.",
            ),
            models.UniqueConstraint(
                fields=["payee", "month", "sequence"],
                condition=Q(fingerprint=""),
                name="approvals_feestatement_once_a_payee",
                violation_error_message="Modtageren har allerede fået lønsedlen.",
            ),
            models.CheckConstraint(
                condition=Q(kind=StatementKind.ORDINARY, sequence=1, corrects=None)
                | Q(kind=StatementKind.CORRECTION, sequence__gt=1, corrects__isnull=False),
                name="approvals_feestatement_correction_refers",
                violation_error_message="En rettelse skal henvise til den lønseddel, den retter.",
            ),
            models.CheckConstraint(
                condition=Q(receiver_kind=ReceiverKind.CPR, cpr__isnull=False) & ~Q(fingerprint="")
                | Q(receiver_kind=ReceiverKind.CVR, cpr=None, fingerprint="") & ~Q(cvr="")
                | Q(receiver_kind=ReceiverKind.ABROAD, cpr=None, fingerprint=""),
                name="approvals_feestatement_receiver_known",
                violation_error_message="Modtageren skal være kendt ved CPR, CVR eller udenlandsk adresse.",
            ),
            models.CheckConstraint(
                condition=Q(net=F("gross") + F("tax_free") - F("am_contribution") - F("a_tax")),
                name="approvals_feestatement_adds_up",
                violation_error_message="Lønsedlens beløb går ikke op.",
            ),
        ]
        indexes = [models.Index(fields=["person", "-month"], name="approvals_feestatement_mine")]

    def __str__(self) -> str:
        return f"Lønseddel {self.number}"


class FeeStatementLine(models.Model):
    """One payment on one statement; `reverses` takes an earlier line back, amounts below nil.

    A line is taken back once at most. A payment is told once, and again (`telling` 2 and on) only when the line before
    stands taken back and its statement is recalled: the constraints here and a trigger say so. `field` is eIndkomst's
    (13, 36, 38 or 48; domain.md §5.2); `amount` DKK before anything is kept back.
    """

    statement = models.ForeignKey(
        FeeStatement, models.PROTECT, related_name="lines", verbose_name="lønseddel"
    )
    position = models.PositiveSmallIntegerField("nr.")
    kind = models.CharField("slags", max_length=20, choices=PayLineKind.choices)
    field = models.PositiveSmallIntegerField("felt i eIndkomst")
    payment = models.ForeignKey(
        Payment, models.PROTECT, related_name="statement_lines", verbose_name="betaling"
    )
    movement = models.ForeignKey(
        Movement, models.PROTECT, related_name="statement_lines", verbose_name="bevægelse"
    )
    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="statement_lines", verbose_name="bilag")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="+", verbose_name="klynge")
    reverses = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reversed_by",
        verbose_name="tager tilbage",
    )
    telling = models.PositiveSmallIntegerField("fortalt for gang nr.", default=1, db_default=1)
    paid_on = models.DateField("udbetalt den")
    text = models.CharField("tekst", max_length=300)
    amount = MoneyField("beløb")
    am_contribution = MoneyField("AM-bidrag")
    a_tax = MoneyField("A-skat")

    class Meta:
        verbose_name = "linje på lønseddel"
        verbose_name_plural = "linjer på lønsedler"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "position"],
                name="approvals_feestatementline_position",
                violation_error_message="Linjen findes allerede.",
            ),
            models.UniqueConstraint(
                fields=["payment", "telling"],
                condition=Q(reverses=None),
                name="approvals_feestatementline_told_once",
                violation_error_message="Betalingen står allerede på en lønseddel.",
            ),
            models.CheckConstraint(
                condition=Q(reverses=None, amount__gt=0, am_contribution__gte=0, a_tax__gte=0)
                | Q(reverses__isnull=False, amount__lt=0, am_contribution__lte=0, a_tax__lte=0),
                name="approvals_feestatementline_sign",
                violation_error_message="Kun en linje, der tager en anden tilbage, er under nul.",
            ),
            models.CheckConstraint(
                condition=Q(field__in=[13, 36, 38, 48]),
                name="approvals_feestatementline_field",
                violation_error_message="Feltet findes ikke i eIndkomst.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}, linje {self.position}"

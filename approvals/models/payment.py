"""One payment of one voucher, with the facts it is paid by, copied when it was put in its run."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from approvals.models.batch import Batch
from approvals.models.withholding import Withholding
from approvals.states import LIVE_PAYMENTS, PaymentState
from clusters.models import Cluster, Movement
from expenses.enums import PayMethod
from expenses.models import Payee, PayeeAccount, Voucher
from klyngeokonomi.money import ZERO, MoneyField


class Payment(models.Model):
    """`amount` in DKK is what the bank sends; with `withheld` (A-income) it is what the cluster pays.

    `withholding` is the row that `withheld` was copied from: a later one changes no payment.

    The payee's facts are copies: what the payee changes afterwards changes no payment (T006). A NemKonto payment
    names nobody's CPR number here: it stands in the sealed file alone. `movement` is the one that took the money
    from reserved to paid, and stays when a later one reverses it.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="payments", verbose_name="betalingskørsel")
    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="payments", verbose_name="bilag")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="payments", verbose_name="klynge")
    amount = MoneyField("beløb")
    withheld = MoneyField("tilbageholdt skat", default=ZERO, db_default=ZERO)
    withholding = models.ForeignKey(
        Withholding,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payments",
        verbose_name="AM-bidrag og A-skat",
    )
    end_to_end_id = models.CharField("betalings-id hos banken", max_length=35, unique=True)
    text = models.CharField("tekst til modtageren", max_length=140)
    state = models.CharField(
        "status", max_length=20, choices=PaymentState.choices, default=PaymentState.SCHEDULED, editable=False
    )
    state_since = models.DateTimeField("status siden", auto_now_add=True)
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="payments", verbose_name="modtager")
    payee_account = models.ForeignKey(
        PayeeAccount, models.PROTECT, related_name="payments", verbose_name="modtagerkonto"
    )
    payee_name = models.CharField("modtagers navn", max_length=200)
    method = models.CharField("betales til", max_length=10, choices=PayMethod.choices)
    reg_number = models.CharField("reg.nr.", max_length=4, blank=True)
    account_number = models.CharField("kontonummer", max_length=10, blank=True)
    iban = models.CharField("IBAN", max_length=34, blank=True)
    fik_type = models.CharField("korttype", max_length=2, blank=True)
    fik_id = models.CharField("betalings-id", max_length=16, blank=True)
    fik_creditor = models.CharField("kreditornummer", max_length=8, blank=True)
    bank_reason = models.CharField("bankens begrundelse", max_length=500, blank=True)
    bank_reference = models.CharField("bankens reference", max_length=100, blank=True)
    settled_on = models.DateField("bogført i banken", null=True, blank=True)
    movement = models.OneToOneField(
        Movement, models.PROTECT, null=True, blank=True, related_name="payment", verbose_name="bevægelse"
    )

    class Meta:
        verbose_name = "betaling"
        verbose_name_plural = "betalinger"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["voucher"],
                condition=Q(state__in=LIVE_PAYMENTS),
                name="approvals_payment_one_live",
                violation_error_message="Bilaget ligger allerede i en betalingskørsel.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="approvals_payment_above_zero",
                violation_error_message="En betaling skal være større end nul.",
            ),
            models.CheckConstraint(
                condition=Q(withheld__gte=0),
                name="approvals_payment_withheld_not_negative",
                violation_error_message="Det tilbageholdte kan ikke være under nul.",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaymentState.PAID) | Q(movement__isnull=False, settled_on__isnull=False),
                name="approvals_payment_paid_is_booked",
                violation_error_message="En udbetalt betaling skal have bevægelse og dato.",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaymentState.BOUNCED) | ~Q(bank_reason=""),
                name="approvals_payment_bounced_has_reason",
                violation_error_message="Bankens begrundelse mangler.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.end_to_end_id} til {self.payee_name}"

    @property
    def gross(self) -> Decimal:
        """DKK, what the cluster pays: the amount of its movement."""
        return self.amount + self.withheld

    @property
    def masked(self) -> str:
        """Where it goes, the last four digits only."""
        if self.method == "nemkonto":
            return "NemKonto"
        digits = self.account_number or self.iban or self.fik_creditor
        return f"•••• {digits[-4:]}"

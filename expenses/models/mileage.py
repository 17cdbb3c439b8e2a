"""What a request for mileage says beside the voucher itself: the contract and the trip log (ADR 0036)."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round

from clusters.models import Contract
from expenses.models.voucher import Voucher
from klyngeokonomi.money import ZERO, MoneyField


class Mileage(models.Model):
    """One to a voucher of the kind *mileage*; frozen with it when it is sent. Who drives is the claimant, who is paid.

    What the mileage is for tax follows from `contract` (its `income_kind`) until the secretariat has decided it
    (IncomeDecision, as for a fee): A-income is tax-free, field 48; B-income is field 38. `own_car`: "i min egen eller
    min ægtefælles bil".
    """

    voucher = models.OneToOneField(Voucher, models.PROTECT, related_name="mileage", verbose_name="bilag")
    contract = models.ForeignKey(
        Contract, models.PROTECT, related_name="mileages", null=True, blank=True, verbose_name="kontrakt"
    )
    own_car = models.BooleanField("kørt i egen eller ægtefælles bil", default=False)
    registration = models.CharField("bilens nummerplade", max_length=10, blank=True, default="")

    class Meta:
        verbose_name = "kørsel"
        verbose_name_plural = "kørsel"

    def __str__(self) -> str:
        return f"{self.voucher}: kørsel"


class Trip(models.Model):
    """One line of the trip log (`voucher.trips`), in order of `position`.

    `km` is what was driven in all, both ways when `there_and_back`. `km_first` of them are paid at `rate_first`, the
    others, past 20,000 km in the calendar year, at `rate_over`; `amount` is what it comes to, DKK, rounded once. All
    four are written by expenses/actions/reckon_mileage.py, the last time when the voucher is sent. The amounts of a
    voucher's trips add up to its `gross`. The rates are empty only on a day without a rate; such a trip is not sent.
    """

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="trips", verbose_name="bilag")
    position = models.PositiveSmallIntegerField("nr.")
    day = models.DateField("dag")
    from_place = models.CharField("fra", max_length=100)
    to_place = models.CharField("til", max_length=100)
    purpose = models.CharField("formål", max_length=200)
    km = models.DecimalField("km i alt", max_digits=6, decimal_places=1)
    there_and_back = models.BooleanField("tur/retur", default=False)
    km_first = models.DecimalField("heraf km til høj takst", max_digits=6, decimal_places=1)
    rate_first = MoneyField("høj takst", null=True, blank=True)
    rate_over = MoneyField("lav takst", null=True, blank=True)
    amount = MoneyField("beløb", default=ZERO)

    class Meta:
        verbose_name = "tur"
        verbose_name_plural = "ture"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["voucher", "position"],
                name="expenses_trip_position",
                violation_error_message="Turen findes allerede.",
            ),
            models.CheckConstraint(
                condition=Q(km__gt=0, km__lte=4000),
                name="expenses_trip_km_within",
                violation_error_message="En tur skal være over 0 km og højst 2.000 km hver vej.",
            ),
            models.CheckConstraint(
                condition=Q(km_first__gte=0, km_first__lte=F("km")),
                name="expenses_trip_parts_within",
                violation_error_message="Kilometerne til høj takst er en del af turen.",
            ),
            models.CheckConstraint(
                condition=Q(rate_first=None, rate_over=None, amount=0)
                | Q(
                    rate_first__isnull=False,
                    rate_over__isnull=False,
                    rate_first__gt=0,
                    rate_over__gt=0,
                    amount=Round(
                        F("km_first") * F("rate_first") + (F("km") - F("km_first")) * F("rate_over"),
                        precision=2,
                        output_field=MoneyField(),
                    ),
                ),
                name="expenses_trip_amount_of_parts",
                violation_error_message="Beløbet skal være kilometer gange takst.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}: {self.from_place}-{self.to_place}"

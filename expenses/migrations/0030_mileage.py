"""Requests for mileage and their trip logs, the state's rates per km among the dated amounts, and what a gift is for
(ADR 0036).
"""

from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Round

import klyngeokonomi.money

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
PROTECT = django.db.models.deletion.PROTECT
KEYS = [
    (1, "Frokost inkl. drikkevarer"),
    (2, "Middag inkl. drikkevarer"),
    (3, "Lokaleleje"),
    (4, "Overnatning inkl. bespisning og drikkevarer"),
    (5, "Oplægsholder udefra"),
    (6, "Vejledende konsulenttakst"),
    (7, "Gave af ubetydelig værdi"),
    (8, "Køb med ét kort"),
    (9, "Kørsel i egen bil, til 20.000 km om året"),
    (10, "Kørsel i egen bil, over 20.000 km om året"),
]
AMOUNT = F("km_first") * F("rate_first") + (F("km") - F("km_first")) * F("rate_over")


def km(name: str) -> models.DecimalField:
    return models.DecimalField(decimal_places=1, max_digits=6, verbose_name=name)


def rate(name: str) -> klyngeokonomi.money.MoneyField:
    return klyngeokonomi.money.MoneyField(blank=True, null=True, verbose_name=name)


TRIP_CONSTRAINTS = [
    models.UniqueConstraint(
        fields=("voucher", "position"),
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
            amount=Round(AMOUNT, precision=2, output_field=klyngeokonomi.money.MoneyField()),
        ),
        name="expenses_trip_amount_of_parts",
        violation_error_message="Beløbet skal være kilometer gange takst.",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("clusters", "0010_contracts_and_budgets"), ("expenses", "0029_company_fee_guard")]
    operations = [
        migrations.CreateModel(
            "Mileage",
            fields=[
                ID,
                (
                    "own_car",
                    models.BooleanField(default=False, verbose_name="kørt i egen eller ægtefælles bil"),
                ),
                (
                    "registration",
                    models.CharField(
                        blank=True, default="", max_length=10, verbose_name="bilens nummerplade"
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=PROTECT,
                        related_name="mileages",
                        to="clusters.contract",
                        verbose_name="kontrakt",
                    ),
                ),
                (
                    "voucher",
                    models.OneToOneField(
                        on_delete=PROTECT,
                        related_name="mileage",
                        to="expenses.voucher",
                        verbose_name="bilag",
                    ),
                ),
            ],
            options={"verbose_name": "kørsel", "verbose_name_plural": "kørsel"},
        ),
        migrations.CreateModel(
            "Trip",
            fields=[
                ID,
                ("position", models.PositiveSmallIntegerField(verbose_name="nr.")),
                ("day", models.DateField(verbose_name="dag")),
                ("from_place", models.CharField(max_length=100, verbose_name="fra")),
                ("to_place", models.CharField(max_length=100, verbose_name="til")),
                ("purpose", models.CharField(max_length=200, verbose_name="formål")),
                ("km", km("km i alt")),
                ("there_and_back", models.BooleanField(default=False, verbose_name="tur/retur")),
                ("km_first", km("heraf km til høj takst")),
                ("rate_first", rate("høj takst")),
                ("rate_over", rate("lav takst")),
                ("amount", klyngeokonomi.money.MoneyField(default=Decimal("0.00"), verbose_name="beløb")),
                (
                    "voucher",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="trips",
                        to="expenses.voucher",
                        verbose_name="bilag",
                    ),
                ),
            ],
            options={
                "verbose_name": "tur",
                "verbose_name_plural": "ture",
                "ordering": ["position"],
                "constraints": TRIP_CONSTRAINTS,
            },
        ),
        migrations.AddField(
            "voucher",
            "gift_occasion",
            models.CharField(blank=True, db_default="", default="", max_length=200, verbose_name="anledning"),
        ),
        migrations.RemoveConstraint("rate", "expenses_rate_key_known"),
        migrations.AlterField(
            "rate", "key", models.PositiveSmallIntegerField(choices=KEYS, verbose_name="ramme")
        ),
        migrations.AddConstraint(
            "rate",
            models.CheckConstraint(
                condition=Q(key__in=[key for key, _ in KEYS]),
                name="expenses_rate_key_known",
                violation_error_message="Vælg en ramme fra listen.",
            ),
        ),
    ]

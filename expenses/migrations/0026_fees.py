"""Requests for fees: their own facts, their time sheet, and the secretariat's decision on the income (ADR 0035)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import klyngeokonomi.money

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
WORK = [
    ("coordinator", "Arbejde som koordinator"),
    ("board", "Arbejde i bestyrelsen"),
    ("other", "Andet arbejde efter kontrakt"),
    ("speaker", "Oplæg"),
    ("facilitator", "Facilitering"),
]
INCOME = [("a", "A-indkomst"), ("b", "B-indkomst"), ("invoice", "Faktura med CVR-nummer")]
PROTECT = django.db.models.deletion.PROTECT


def voucher(related: str) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=PROTECT, related_name=related, to="expenses.voucher", verbose_name="bilag"
    )


def day(name: str) -> models.DateField:
    return models.DateField(blank=True, null=True, verbose_name=name)


def money(name: str) -> klyngeokonomi.money.MoneyField:
    return klyngeokonomi.money.MoneyField(blank=True, null=True, verbose_name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("clusters", "0010_contracts_and_budgets"),
        ("expenses", "0025_account_destination"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            "Fee",
            fields=[
                ID,
                (
                    "work",
                    models.CharField(
                        blank=True, choices=WORK, default="", max_length=20, verbose_name="arbejde"
                    ),
                ),
                ("for_outsider", models.BooleanField(default=False, verbose_name="til en udefra")),
                ("period_from", day("fra")),
                ("period_to", day("til")),
                (
                    "hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="timer"
                    ),
                ),
                ("rate", money("timeløn")),
                ("fixed_sum", money("fast beløb")),
                (
                    "income_kind",
                    models.CharField(
                        blank=True, choices=INCOME, default="", max_length=10, verbose_name="indkomst"
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=PROTECT,
                        related_name="fees",
                        to="clusters.contract",
                        verbose_name="kontrakt",
                    ),
                ),
                (
                    "voucher",
                    models.OneToOneField(
                        on_delete=PROTECT,
                        related_name="fee",
                        to="expenses.voucher",
                        verbose_name="bilag",
                    ),
                ),
            ],
            options={
                "verbose_name": "honorar",
                "verbose_name_plural": "honorarer",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(rate=None) | Q(fixed_sum=None),
                        name="expenses_fee_one_pay",
                        violation_error_message="Skriv enten timeløn eller et fast beløb.",
                    ),
                    models.CheckConstraint(
                        condition=Q(period_from=None)
                        | Q(period_to=None)
                        | Q(period_to__gte=F("period_from")),
                        name="expenses_fee_ends_after_start",
                        violation_error_message="Arbejdet kan ikke slutte, før det begynder.",
                    ),
                    models.CheckConstraint(
                        condition=(Q(hours=None) | Q(hours__gt=0))
                        & (Q(rate=None) | Q(rate__gt=0))
                        & (Q(fixed_sum=None) | Q(fixed_sum__gt=0)),
                        name="expenses_fee_above_zero",
                        violation_error_message="Timer, timeløn og beløb skal være større end nul.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "FeeHours",
            fields=[
                ID,
                ("position", models.PositiveSmallIntegerField(verbose_name="nr.")),
                ("day", models.DateField(verbose_name="dag")),
                ("what", models.CharField(max_length=200, verbose_name="hvad")),
                ("hours", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="timer")),
                ("voucher", voucher("fee_hours")),
            ],
            options={
                "verbose_name": "linje i timeregnskab",
                "verbose_name_plural": "timeregnskab",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("voucher", "position"),
                        name="expenses_feehours_position",
                        violation_error_message="Linjen findes allerede.",
                    ),
                    models.CheckConstraint(
                        condition=Q(hours__gt=0, hours__lte=24),
                        name="expenses_feehours_within_a_day",
                        violation_error_message="Timerne på en dag skal være over 0 og højst 24.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "IncomeDecision",
            fields=[
                ID,
                ("version", models.PositiveIntegerField(verbose_name="udgave")),
                ("income_kind", models.CharField(choices=INCOME, max_length=10, verbose_name="indkomst")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="tidspunkt")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                ("voucher", voucher("income_decisions")),
            ],
            options={
                "verbose_name": "afgjort indkomst",
                "verbose_name_plural": "afgjorte indkomster",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(income_kind__in=["a", "b"]),
                        name="expenses_incomedecision_a_or_b",
                        violation_error_message="Et honorar er A-indkomst eller B-indkomst; ellers sendes en faktura.",
                    )
                ],
            },
        ),
    ]

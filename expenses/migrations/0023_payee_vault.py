"""Kinds of payees, NemKonto, the vault of CPR numbers, what was told, and the second person's answer."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import klyngeokonomi.sealed_field

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
KINDS = [
    ("member", "Medlem"),
    ("board", "Bestyrelsesmedlem"),
    ("speaker", "Oplægsholder"),
    ("supplier", "Leverandør"),
]
METHODS = [
    ("bank", "Reg.nr. og kontonummer"),
    ("iban", "IBAN"),
    ("fik", "Betalingslinje (FIK)"),
    ("nemkonto", "NemKonto"),
]
STEPS = [("told", "Fik besked om NemKonto"), ("opted_out", "Fravalgte NemKonto")]


def link(to: str, name: str, related: str = "+", **more: object) -> models.ForeignKey:
    protect = django.db.models.deletion.PROTECT
    return models.ForeignKey(on_delete=protect, related_name=related, to=to, verbose_name=name, **more)


class Migration(migrations.Migration):
    dependencies = [("clusters", "0006_reversal_guard"), ("expenses", "0022_by_payee")]
    operations = [
        migrations.AlterField(
            "payee", "kind", models.CharField(choices=KINDS, max_length=20, verbose_name="slags")
        ),
        migrations.RemoveConstraint("payee", "expenses_payee_member_or_supplier"),
        migrations.AddConstraint(
            "payee",
            models.CheckConstraint(
                condition=Q(cluster=None, kind__in=("member", "board"), person__isnull=False)
                | Q(cluster__isnull=False, kind__in=("speaker", "supplier"), person=None),
                name="expenses_payee_member_or_supplier",
                violation_error_message="En modtager er enten et medlem, eller en klyngen har mødt.",
            ),
        ),
        migrations.CreateModel(
            "PayeeIdentity",
            fields=[
                ID,
                (
                    "cpr",
                    klyngeokonomi.sealed_field.SealedField(
                        fingerprint="fingerprint", verbose_name="personnummer"
                    ),
                ),
                (
                    "fingerprint",
                    models.CharField(
                        db_index=True, editable=False, max_length=64, verbose_name="fingeraftryk"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="indtastet")),
                ("entered_by", link(settings.AUTH_USER_MODEL, "indtastet af")),
                ("payee", link("expenses.payee", "modtager", "identities")),
            ],
            options={
                "verbose_name": "personnummer",
                "verbose_name_plural": "personnumre",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["payee", "fingerprint"],
                        name="expenses_payeeidentity_once",
                        violation_error_message="Personnummeret er allerede skrevet for modtageren.",
                    )
                ],
            },
        ),
        migrations.AlterField(
            "payeeaccount",
            "method",
            models.CharField(choices=METHODS, max_length=10, verbose_name="betales til"),
        ),
        migrations.AddField(
            "payeeaccount",
            "destination",
            models.CharField(
                blank=True, db_default="", default="", editable=False, max_length=50, verbose_name="sted"
            ),
        ),
        migrations.AddField(
            "payeeaccount",
            "replaces",
            link(
                "expenses.payeeaccount",
                "i stedet for",
                blank=True,
                null=True,
                editable=False,
                db_index=False,
            ),
        ),
        migrations.AddField(
            "payeeaccount",
            "identity",
            link("expenses.payeeidentity", "personnummer", "accounts", blank=True, null=True, db_index=False),
        ),
        migrations.RemoveConstraint("payeeaccount", "expenses_payeeaccount_complete"),
        migrations.AddConstraint(
            "payeeaccount",
            models.CheckConstraint(
                condition=Q(method="bank", reg_number__regex=r"^\d{4}$", account_number__regex=r"^\d{10}$")
                | Q(method="iban", iban__regex=r"^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$")
                | Q(method="fik", fik_type__in=["71", "73", "75"], fik_creditor__regex=r"^\d{8}$")
                | Q(method="nemkonto", reg_number="", account_number="", iban="", fik_creditor=""),
                name="expenses_payeeaccount_complete",
                violation_error_message="Kontooplysningerne er ikke fuldstændige.",
            ),
        ),
        migrations.AddConstraint(
            "payeeaccount",
            models.CheckConstraint(
                condition=Q(identity=None) | Q(method="nemkonto"),
                name="expenses_payeeaccount_identity_for_nemkonto",
                violation_error_message="Et personnummer hører kun til en NemKonto.",
            ),
        ),
        migrations.CreateModel(
            "AccountReview",
            fields=[],
            options={
                "verbose_name": "konto, der skal bekræftes",
                "verbose_name_plural": "konti, der skal bekræftes",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("expenses.payeeaccount",),
        ),
        migrations.CreateModel(
            "AccountConfirmation",
            fields=[
                ID,
                ("confirmed", models.BooleanField(verbose_name="bekræftet")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="begrundelse")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="den")),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation",
                        to="expenses.payeeaccount",
                        verbose_name="modtagerkonto",
                    ),
                ),
                ("by", link(settings.AUTH_USER_MODEL, "af")),
            ],
            options={
                "verbose_name": "svar om konto",
                "verbose_name_plural": "svar om konti",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(confirmed=True) | ~Q(reason=""),
                        name="expenses_accountconfirmation_says_why",
                        violation_error_message="Skriv, hvorfor kontoen afvises.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "NemkontoNotice",
            fields=[
                ID,
                ("step", models.CharField(choices=STEPS, max_length=10, verbose_name="hvad")),
                ("version", models.DateField(blank=True, null=True, verbose_name="tekst af")),
                ("text", models.TextField(blank=True, max_length=1000, verbose_name="tekst")),
                ("told_on", models.DateField(verbose_name="den")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="skrevet")),
                ("account", link("expenses.payeeaccount", "modtagerkonto", "notices")),
                ("by", link(settings.AUTH_USER_MODEL, "ved")),
            ],
            options={
                "verbose_name": "besked om NemKonto",
                "verbose_name_plural": "beskeder om NemKonto",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(step="told") | (Q(version__isnull=False) & ~Q(text="")),
                        name="expenses_nemkontonotice_says_what",
                        violation_error_message="En besked har en tekst og dens dato.",
                    )
                ],
            },
        ),
    ]

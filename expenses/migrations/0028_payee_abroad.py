"""Who tax is told of without a CPR number: a day of birth under seal, and an address. Rows are only added to; sealing
anew under another key changes the seal alone.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import klyngeokonomi.sealed_field

PROTECT = django.db.models.deletion.PROTECT
GUARD = """
CREATE FUNCTION expenses_payeeabroad_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept expenses_payeeabroad := NEW;
BEGIN
    kept.born := OLD.born;
    IF kept IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'expenses_payeeabroad is only added to' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER expenses_payeeabroad_guard BEFORE UPDATE ON expenses_payeeabroad
    FOR EACH ROW EXECUTE FUNCTION expenses_payeeabroad_guard();
"""
UNDO = """
DROP TRIGGER expenses_payeeabroad_guard ON expenses_payeeabroad;
DROP FUNCTION expenses_payeeabroad_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("expenses", "0027_fee_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            "PayeeAbroad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("born", klyngeokonomi.sealed_field.SealedField(verbose_name="født")),
                ("street", models.CharField(max_length=100, verbose_name="vej og husnummer")),
                ("postcode", models.CharField(blank=True, max_length=12, verbose_name="postnummer")),
                ("town", models.CharField(max_length=60, verbose_name="by")),
                ("country", models.CharField(max_length=2, verbose_name="land")),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="indtastet")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="indtastet af",
                    ),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="abroad",
                        to="expenses.payee",
                        verbose_name="modtager",
                    ),
                ),
            ],
            options={
                "verbose_name": "adresse uden CPR-nummer",
                "verbose_name_plural": "adresser uden CPR-nummer",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(country__regex=r"^[A-Z]{2}$") & ~Q(street="") & ~Q(town=""),
                        name="expenses_payeeabroad_has_address",
                        violation_error_message="Skriv vej, by og land.",
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]

"""A payment can go to NemKonto."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("approvals", "0006_payment_guards"), ("expenses", "0023_payee_vault")]
    operations = [
        migrations.AlterField(
            "payment",
            "method",
            models.CharField(
                choices=[
                    ("bank", "Reg.nr. og kontonummer"),
                    ("iban", "IBAN"),
                    ("fik", "Betalingslinje (FIK)"),
                    ("nemkonto", "NemKonto"),
                ],
                max_length=10,
                verbose_name="betales til",
            ),
        )
    ]

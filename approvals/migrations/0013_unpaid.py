"""A person can answer that the bank never paid."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("approvals", "0012_journal_guards")]
    operations = [
        migrations.AlterField(
            model_name="bankquestion",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("payment", "Det er denne betaling"),
                    ("not_ours", "Det vedrører ikke klyngernes betalinger"),
                    ("allotment", "Det er regionens indbetaling, som er bogført"),
                    ("card", "Det er klyngens kort"),
                    ("unpaid", "Banken har ikke betalt den"),
                    ("seen", "Set og afklaret med banken"),
                ],
                max_length=30,
                verbose_name="svar",
            ),
        ),
    ]

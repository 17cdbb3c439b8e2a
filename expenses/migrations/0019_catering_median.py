"""How often the cluster in the middle has food paid, a row a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("expenses", "0018_overrule_guards")]
    operations = [
        migrations.CreateModel(
            name="CateringMedian",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False, verbose_name="dag")),
                (
                    "median",
                    models.DecimalField(
                        decimal_places=1, max_digits=6, verbose_name="møder med mad i den midterste klynge"
                    ),
                ),
            ],
            options={
                "verbose_name": "møder med mad",
                "verbose_name_plural": "møder med mad",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("median__gte", 0)),
                        name="expenses_cateringmedian_not_below_zero",
                        violation_error_message="Antallet af møder kan ikke være under nul.",
                    )
                ],
            },
        ),
    ]

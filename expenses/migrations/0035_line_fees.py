"""What is claimed of fees and driving is found among those lines, and not among all."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("expenses", "0034_guards_restored")]
    operations = [
        AddIndexConcurrently(
            model_name="line",
            index=models.Index(
                fields=["voucher"],
                include=["gross"],
                condition=Q(category__in=("fee", "consultant", "mileage")),
                name="expenses_line_fees",
            ),
        ),
    ]

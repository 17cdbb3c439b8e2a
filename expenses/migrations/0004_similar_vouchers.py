"""Indexes by which a voucher like another is found (expenses/selectors/duplicates.py); made without stopping writes."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("expenses", "0003_rates")]
    operations = [
        AddIndexConcurrently(
            model_name="voucher",
            index=models.Index(
                condition=~Q(invoice_number=""),
                fields=["cluster", "invoice_number"],
                name="expenses_voucher_same_number",
            ),
        ),
        AddIndexConcurrently(
            model_name="voucher",
            index=models.Index(fields=["cluster", "voucher_date", "gross"], name="expenses_voucher_same_day"),
        ),
    ]

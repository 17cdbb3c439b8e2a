"""What a payee was last paid on is found without sorting all that they were paid."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("expenses", "0021_reserved")]
    operations = [
        AddIndexConcurrently(
            model_name="voucher",
            index=models.Index(fields=["payee", "-id"], name="expenses_voucher_by_payee"),
        ),
    ]

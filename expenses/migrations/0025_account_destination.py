"""Who else is paid at the same place is found by an index, made without stopping writes."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("expenses", "0024_payee_guards")]
    operations = [
        AddIndexConcurrently(
            "payeeaccount", models.Index(fields=["destination"], name="expenses_account_destination")
        )
    ]

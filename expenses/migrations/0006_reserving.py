"""The oldest of what is reserved on an account are found in their order, however many there are."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("expenses", "0005_awaiting")]
    operations = [
        AddIndexConcurrently(
            model_name="voucher",
            index=models.Index(
                fields=["cluster", "state_since", "id"],
                condition=Q(state__in=["endorsed", "approved"]),
                name="expenses_voucher_reserving",
            ),
        ),
    ]

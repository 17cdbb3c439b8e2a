"""What is reserved on an account includes what is with the bank; the index before it goes once this one is there."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("expenses", "0020_payments")]
    operations = [
        AddIndexConcurrently(
            model_name="voucher",
            index=models.Index(
                fields=["cluster", "state_since", "id"],
                condition=Q(state__in=("endorsed", "approved", "scheduled")),
                name="expenses_voucher_reserved",
            ),
        ),
        RemoveIndexConcurrently(model_name="voucher", name="expenses_voucher_reserving"),
    ]

"""The sum of what awaits a coordinator is read from the index alone; made without stopping writes."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("expenses", "0004_similar_vouchers")]
    operations = [
        AddIndexConcurrently(
            model_name="voucher",
            index=models.Index(
                fields=["cluster"],
                include=["gross"],
                condition=Q(state="submitted"),
                name="expenses_voucher_awaiting",
            ),
        ),
    ]

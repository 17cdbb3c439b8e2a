"""The decisions of a period are found without reading all: they lie in the order they were taken."""

from django.contrib.postgres.indexes import BrinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("approvals", "0003_checklist")]
    operations = [
        AddIndexConcurrently(
            model_name="decision",
            index=BrinIndex(
                fields=["at"], pages_per_range=32, autosummarize=True, name="approvals_decision_at_brin"
            ),
        ),
    ]

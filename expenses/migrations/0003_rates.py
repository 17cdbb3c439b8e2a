"""The amounts of the guide of April 2026, so that a fresh database can judge."""

from typing import Any

from django.db import migrations

from expenses.policy.guide_limits import GUIDE_LIMITS, SOURCE


def seed(apps: Any, schema_editor: Any) -> None:
    rates = apps.get_model("expenses", "Rate").objects
    for limit in GUIDE_LIMITS:
        rates.get_or_create(
            key=limit.key, valid_from=limit.valid_from, defaults={"amount": limit.amount, "source": SOURCE}
        )


class Migration(migrations.Migration):
    dependencies = [("expenses", "0002_guards")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

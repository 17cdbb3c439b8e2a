"""Amounts for speakers, consultants, gifts and cards, so that the rules about them have something to judge by."""

from typing import Any

from django.db import migrations

from expenses.policy.guide_limits import OTHER_LIMITS


def seed(apps: Any, schema_editor: Any) -> None:
    rates = apps.get_model("expenses", "Rate").objects
    for limit, source in OTHER_LIMITS:
        rates.get_or_create(
            key=limit.key, valid_from=limit.valid_from, defaults={"amount": limit.amount, "source": source}
        )


class Migration(migrations.Migration):
    dependencies = [("expenses", "0007_more_words")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

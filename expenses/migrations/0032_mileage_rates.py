"""The state's rates for driving in one's own car, from 2024 on."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import migrations

FIRST, OVER = 9, 10
RATES = {2024: ("3.79", "2.23"), 2025: ("3.81", "2.23"), 2026: ("3.94", "2.28")}
SOURCE = "Skatterådets satser"


def seed(apps: Any, schema_editor: Any) -> None:
    """The last year stays open until another follows."""
    rates = apps.get_model("expenses", "Rate").objects
    for year, amounts in RATES.items():
        last = None if year == max(RATES) else dt.date(year, 12, 31)
        for key, amount in zip((FIRST, OVER), amounts, strict=True):
            rates.get_or_create(
                key=key,
                valid_from=dt.date(year, 1, 1),
                defaults={"amount": Decimal(amount), "valid_to": last, "source": SOURCE},
            )


class Migration(migrations.Migration):
    dependencies = [("expenses", "0031_mileage_guards")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""The rates the regions have paid by (domain: kiap.dk 2025); later years are entered by the secretariat."""

from decimal import Decimal
from typing import Any

from django.db import migrations

PAID = {2022: "1.12", 2023: "2.32", 2024: "3.55", 2025: "3.65"}
SOURCE = "KiAP: Klyngeadministration og -økonomi, 2025"


def seed(apps: Any, schema_editor: Any) -> None:
    rates = apps.get_model("clusters", "AllotmentRate").objects
    for year, amount in PAID.items():
        if not rates.filter(year=year).exists():
            rates.create(year=year, amount=Decimal(amount), source=SOURCE)


class Migration(migrations.Migration):
    dependencies = [("clusters", "0011_allotments")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""The words and sections of the guide of April 2026, so that a fresh database can judge and show it."""

from typing import Any

from django.db import migrations

from expenses.policy.guide_limits import GUIDE_TERMS, IN_FORCE_FROM, SOURCE
from expenses.policy.headings import HEADINGS


def seed(apps: Any, schema_editor: Any) -> None:
    terms, sections = (apps.get_model("expenses", name).objects for name in ("Term", "Section"))
    for term in GUIDE_TERMS:
        terms.get_or_create(
            key=term.key,
            word=term.word,
            valid_from=term.valid_from,
            defaults={"anchor": term.anchor, "advice": term.advice, "source": SOURCE},
        )
    for position, heading in enumerate(HEADINGS, start=1):
        said = {"title": heading.title, "says": heading.says, "guide": heading.guide, "position": position}
        sections.get_or_create(slug=heading.slug, valid_from=IN_FORCE_FROM, defaults=said)


class Migration(migrations.Migration):
    dependencies = [("expenses", "0009_guide_rows")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

"""Markup that would run if any page let it, written into every text that people can write; and how one sees it run."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from django.apps import apps
from django.db import models
from psycopg import sql
from psycopg.types.json import Jsonb

from tests.house import tree

SHAPES = [
    "<b data-xss onclick=hit()>",
    "<img data-xss src=x onerror=hit()>",
    "<svg data-xss onload=hit()>",
    "\"><b data-xss onmouseover=hit() style='color:red'>",
    "' autofocus data-xss onfocus=hit() x='",
    '" autofocus data-xss onfocus=hit() x="',
    "<script data-xss>hit()</script>",
    "</textarea></title></script><script data-xss>hit()</script>",
    "<iframe data-xss srcdoc='<script>parent.hit()</script>'>",
    "<a data-xss href=javascript:hit()>x</a>",
    '{{ 7|add:"77770" }}{% now "Y" %}',
    '"},"x":"</script><svg data-xss onload=hit()>',
    "<div data-xss hx-get=/adgang/log-ud/ hx-trigger=load>",
]
"""Elements, attribute break-outs by both quotes, script and JSON break-outs, template syntax, frames, links, htmx."""
SHORTEST = 60
"""Shorter columns hold numbers and codes; the payloads do not fit in."""
NOT_WRITTEN_BY_PEOPLE = {
    "clusters.Identity": {"subject"},
    "clusters.Invitation": {"token_sha256"},
    "clusters.User": {"password", "username", "first_name", "last_name"},
    "clusters.ImportRun": {"file_sha256", "rows", "changes", "errors"},
    "clusters.Movement": {"reference"},
    "meetings.AttendanceList": {"sha256", "facts", "changes"},
    "expenses.Overrule": {"rule", "mark", "finding"},
    "expenses.PayeeIdentity": {"fingerprint"},
    "expenses.OverruleRequest": {"rule", "mark", "finding"},
    "approvals.Decision": {"content_sha256", "findings", "checklist"},
    "approvals.FeeStatement": {"fingerprint", "printed_sha256"},
    "documents.Document": {"sha256", "copy_sha256"},
    "documents.Page": {"sha256"},
    "outbox.Message": {"key", "message_id", "to", "reply_to"},
    "audit.Record": {"act", "subject_type", "subject_id"},
}
"""Keys, digests and codes that the product makes itself, and JSON whose shape it reads."""


def written_columns() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every column that anybody can get a text of their own into."""
    for model in apps.get_models():
        if model._meta.app_label not in tree.APPS or model._meta.proxy:
            continue
        ours = NOT_WRITTEN_BY_PEOPLE.get(model._meta.label, set())
        for field in model._meta.local_fields:
            text = isinstance(field, models.CharField | models.TextField | models.JSONField)
            special = (
                isinstance(field, models.EmailField | models.SlugField) or field.choices or field.primary_key
            )
            long = (getattr(field, "max_length", None) or 10_000) >= SHORTEST
            if text and long and not special and field.name not in ours:
                yield model, field


@contextmanager
def everywhere(owner: psycopg.Connection[Any]) -> Iterator[list[str]]:
    """Fill every such column of every row that may be filled, as only the owner can; put all back afterwards.

    What the running product has written anew in the meantime stays as it wrote it.
    """
    owner.execute("SET session_replication_role = replica")
    owner.execute(
        "SELECT pg_advisory_lock(hashtextextended('alone:audit-seal', 0))"
    )  # nothing is sealed meanwhile
    before, filled, turn = [], set(), 0
    for model, field in written_columns():
        table, column = sql.Identifier(model._meta.db_table), sql.Identifier(field.column)
        rows = owner.execute(sql.SQL("SELECT id, {} FROM {} ORDER BY id").format(column, table)).fetchall()
        change = sql.SQL("UPDATE {} SET {} = %s WHERE id = %s AND {} = %s").format(table, column, column)
        for pk, value in rows:
            turn += 1
            with suppress(psycopg.errors.CheckViolation), owner.transaction():
                spoilt = _stored(_spoilt(value, turn, field))
                owner.execute(change, [spoilt, pk, _stored(value)])
                before.append((change, _stored(value), pk, spoilt))
                filled.add(f"{model._meta.label}.{field.name}")
    try:
        yield sorted(filled)
    finally:
        for change, value, pk, spoilt in before:
            owner.execute(change, [value, pk, spoilt])


def _spoilt(value: Any, turn: int, field: models.Field) -> Any:
    """A payload in place of a text, and of every text of several words inside JSON; the number keeps names apart."""
    if isinstance(value, dict):
        return {key: _spoilt(one, turn + place, field) for place, (key, one) in enumerate(value.items())}
    if isinstance(value, list):
        return [_spoilt(one, turn + place, field) for place, one in enumerate(value)]
    is_code = isinstance(field, models.JSONField) and " " not in str(value)
    if is_code or not isinstance(value, str):
        return value
    return f"{SHAPES[turn % len(SHAPES)]}{turn}"[: getattr(field, "max_length", None)]


def _stored(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict | list) else value


LOOK_OUT = """
window.seen = [];
window.hit = () => window.seen.push('executed');
addEventListener('securitypolicyviolation', e => window.seen.push('refused by policy: ' + e.violatedDirective));
"""


def watch(page: Any) -> None:
    """Have the page note what runs, what the policy refuses, and dialogs."""
    page.add_init_script(LOOK_OUT)
    page.on("dialog", lambda dialog: (page.console.append("dialog"), dialog.dismiss()))


SIGNS = """() => [
    ...window.seen,
    ...[...document.querySelectorAll('[data-xss]')].map(e => 'markup: ' + e.outerHTML.slice(0, 80)),
    ...[...document.querySelectorAll('a[href^="javascript:" i], [srcdoc]')].map(e => 'link: ' + e.outerHTML),
    ...(document.documentElement.textContent.includes('77777') ? ['a template ran'] : []),
]"""


def signs(page: Any) -> list[str]:
    """What came of the payloads on the page as it stands; nothing when they are inert."""
    return page.evaluate(SIGNS)

"""Make the floor's tables, people and open vouchers, and tell their sessions: `-m tests.bench.floor.make 1000`."""

import json
import sys
from decimal import Decimal
from typing import Any

import django

OPEN = """
INSERT INTO floor_voucher (account_id, number, form_key, state, state_since, claimant_id, created_at, submitted_at,
    version, voucher_date, supplier, text, reason, gross, pay_to)
SELECT account.id, '2025-' || lpad(n::text, 6, '0'), gen_random_uuid(),
    CASE n %% 2 WHEN 0 THEN 'submitted' ELSE 'endorsed' END, now() - n * interval '1 second', 1, now(), now(), 3,
    '2026-05-12', 'Prøveby Taxa', 'Taxa fra stationen', 'Aftalt med koordinatoren.', 250.00, '0000 0000001234'
FROM generate_series(1, %s) AS n, floor_account AS account;
INSERT INTO floor_line (voucher_id, position, category, gross, vat)
SELECT id, 1, 'transport', 250.00, 0 FROM floor_voucher;
INSERT INTO floor_document (voucher_id, file, size, sha256, uploaded_by_id)
SELECT id, '00/' || id, 200000, md5(id::text) || md5(number), 1 FROM floor_voucher;
"""


def make(vouchers: int) -> dict[str, Any]:
    """The keys of one session for each role, a list of them for those who claim."""
    from django.contrib.auth.models import Permission, User
    from django.core.management import call_command
    from django.db import connection

    from tests.bench.floor.models import Account

    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # the floor's own tables, beside the finished ones
    Account.objects.create(name="Klynge Målestok", available=Decimal(900_000_000))
    people = {name: User.objects.create_user(name) for name in ("coordinator", "secretary")}
    members = [User.objects.create_user(f"medlem{number}") for number in range(1, 65)]
    for name, right in (("coordinator", "endorse"), ("secretary", "approve")):
        people[name].user_permissions.add(Permission.objects.get(codename=right))
    with connection.cursor() as cursor:
        for statement in OPEN.strip().split(";\n"):
            cursor.execute(statement, [vouchers] if "%s" in statement else None)
        cursor.execute("ANALYZE")
    sessions = {name: session_of(user) for name, user in people.items()}
    return {**sessions, "members": [session_of(user) for user in members]}


def session_of(user: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(make(int(sys.argv[1]))))

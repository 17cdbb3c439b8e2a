"""A month's journal is made once of a locked month, and its totals are the movements'."""

import datetime as dt
import hashlib
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from approvals.actions.make_journal import make_journal, set_journal_accounts
from approvals.actions.return_voucher import return_voucher
from approvals.models import JournalAccounts, JournalExport
from clusters.actions.lock_month import lock_month
from clusters.enums import Bucket, MovementKind
from clusters.ledger.post import post
from expenses.actions.edit_voucher import LineInput, edit_voucher
from expenses.enums import CostCategory
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi.audit.models import Record
from klyngeokonomi.refused import Refused
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.people import People, make_people

MAY = dt.date(2026, 5, 1)
MISSING = "Der mangler konto og modkonto for: Regionens indbetaling, Andet. Skriv dem, og dan journalen igen."
PAGE = "admin:approvals_journalexport_changelist"


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def month_of(people: People) -> Voucher:
    """May: 1.000 in, 250 reserved, 150 paid for another voucher; the month is locked in June."""
    with time_machine.travel("2026-05-20T10:00:00Z", tick=False):
        fund(people.cluster, "1000.00", by=people.sara)
        voucher_at(VoucherState.ENDORSED, people)
        paid = voucher_at(VoucherState.ENDORSED, people, amount="150.00", category=CostCategory.OTHER)
        post(
            people.cluster,
            Decimal("150.00"),
            kind=MovementKind.PAY,
            source=Bucket.RESERVED,
            target=Bucket.PAID,
            reference=f"voucher:{paid.pk}:pay:1",
            text=f"Bilag {paid.number} udbetalt",
            by=people.sara,
        )
    return paid


def refused(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as told:
        act(*args, **kwargs)
    return str(told.value)


def set_up(people: People) -> None:
    for key, account in (("kind:allotment", "3000"), ("category:other", "4999")):
        set_journal_accounts(key, account=account, counter_account="1050", valid_from=MAY, by=people.sara)


def test_made_once_of_a_locked_month(people: People) -> None:
    paid = month_of(people)
    with time_machine.travel("2026-06-02T10:00:00Z", tick=False):
        assert refused(make_journal, MAY, by=people.karen) == "Det kan kun PLO's klyngesekretariat."
        assert refused(make_journal, MAY, by=people.sara) == (
            "Lås maj 2026, før journalen dannes: derefter kan der ikke komme mere til."
        )
        lock_month(MAY, by=people.sara)
        assert refused(make_journal, MAY, by=people.sara) == MISSING
        set_up(people)
        set_journal_accounts(  # from June on: May keeps what stood
            "category:other",
            account="5000",
            counter_account="1050",
            valid_from=dt.date(2026, 6, 1),
            by=people.sara,
        )
        export = make_journal(MAY, by=people.sara)
        assert make_journal(MAY, by=people.sune) == export
    rows = bytes(export.content).decode().split("\r\n")
    assert rows[1:] == [
        "901-1;2026-05-20;Regionens indbetaling test;1000,00;Regionens indbetaling;901;Klynge Prøveby;3000;1050;901-1",
        f"{paid.number};2026-05-20;Bilag {paid.number} udbetalt;-150,00;Andet;901;Klynge Prøveby;4999;1050;901-4",
        "",
    ]
    assert (export.rows, export.total) == (2, Decimal("850.00"))
    assert export.sha256 == hashlib.sha256(export.content).hexdigest()
    assert (
        refused(
            set_journal_accounts,
            "kind:reserve",
            account="1000",
            counter_account="2000",
            valid_from=MAY,
            by=people.sara,
        )
        == "Vælg fra listen, hvad kontoen gælder for."
    )


def test_a_voucher_that_came_back_is_told_as_it_was_endorsed(people: People) -> None:
    """Paid in May, sent back in June, and taken to its owner, who writes another amount on another category."""
    paid = month_of(people)
    with time_machine.travel("2026-06-02T10:00:00Z", tick=False):
        return_voucher(paid, by=people.sara, reason="Beløbet er forkert.")
        paid.refresh_from_db()
        edit_voucher(paid, by=people.mette, lines=[LineInput(CostCategory.TRANSPORT, Decimal("90.00"))])
        lock_month(MAY, by=people.sara)
        set_up(people)
        assert b";-150,00;Andet;901;" in bytes(make_journal(MAY, by=people.sara).content)


def test_the_secretariats_page(people: People, client: Client, settings: Any) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    month_of(people)
    client.force_login(people.sara)
    with time_machine.travel("2026-06-02T10:00:00Z", tick=False):
        lock_month(MAY, by=people.sara)
        client.force_login(people.sara)
        make = reverse("admin:approvals_journalexport_make", args=[2026, 5])
        answer = client.post(make)
        assert (answer.status_code, MISSING in answer.content.decode()) == (409, True)
        accounts = reverse("admin:approvals_journalexport_accounts")
        typed = {
            "key": "kind:allotment",
            "account": "30-0",
            "counter_account": "1050",
            "valid_from": "2026-05-01",
        }
        assert "Skriv kontonummeret med 3 til 10 cifre." in client.post(accounts, typed).content.decode()
        assert client.post(accounts, typed | {"account": "3000"}).status_code == 302
        client.post(accounts, typed | {"key": "category:other", "account": "4999"})
        assert "Journal 2026-05 er dannet." in client.post(make, follow=True).content.decode()
        export = JournalExport.objects.get()
        client.force_login(people.rikke)
        assert "Hent klyngejournal-2026-05.csv" in client.get(reverse(PAGE)).content.decode()
        fetch = reverse("admin:approvals_journalexport_fetch", args=[export.pk])
        assert client.get(fetch).content == client.get(fetch).content == bytes(export.content)
    assert Record.objects.filter(act="journal_fetched").count() == 2


@pytest.mark.parametrize(
    ("table", "facts", "constraint"),
    [
        (JournalAccounts, {"account": "30 0"}, "approvals_journalaccounts_digits"),
        (JournalAccounts, {"account": "1050"}, "approvals_journalaccounts_two"),
        (JournalExport, {"month": dt.date(2026, 5, 2)}, "approvals_journalexport_first_day"),
    ],
)
def test_the_tables_keep_their_promises(
    people: People, table: Any, facts: dict[str, Any], constraint: str
) -> None:
    given: dict[str, Any] = {"key": "kind:allotment", "account": "3000", "counter_account": "1050"}
    given |= {"valid_from": MAY, "by": people.sara}
    if table is JournalExport:
        given = {
            "content": b"",
            "sha256": "0" * 64,
            "rows": 0,
            "total": Decimal("0.00"),
            "made_by": people.sara,
        }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        table.objects.create(**given | facts)

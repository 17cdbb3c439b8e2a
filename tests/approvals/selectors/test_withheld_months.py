"""A-income from May's payment to June's bounce: on the pages of the run, in the journals, and owed to Skat."""

import datetime as dt
import uuid

import psycopg
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from approvals.actions.bank_user import bank_user
from approvals.actions.bounce_payment import bounce_payment
from approvals.actions.make_journal import make_journal, set_journal_accounts
from approvals.models import Batch
from approvals.selectors import withheld_months as months
from clusters.actions.lock_month import lock_month
from expenses.states import VoucherState
from klyngeokonomi.templatetags.dansk import NARROW_SPACE
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.factories.payments import a_bank_day, paid_by_bank, paying_account
from tests.factories.withholding import approved_a_fee
from tests.people import make_people

MAY = dt.date(2026, 5, 1)
ACCOUNTS = {
    "kind:allotment": ("3000", "1050"),
    "category:fee": ("8100", "1050"),
    "category:speaker": ("8100", "1050"),
    "owed:am_contribution": ("8100", "6310"),
    "owed:a_tax": ("8100", "6320"),
}


def rows_of(content: bytes) -> list[str]:
    """Amount, category, account and counter-account of each line."""
    cells = [line.split(";") for line in bytes(content).decode().split("\r\n")[1:-1]]
    return [" ".join((one[3], one[4], one[7], one[8])) for one in cells]


def test_from_payment_to_journal(
    client: Client, settings: object, owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    people = make_people()

    def page(name: str, said: dict | None = None, *, pk: int | None = None, ask: str = "") -> str:
        address = reverse(f"admin:approvals_{name}", args=[pk] if pk else None) + ask
        client.force_login(people.sara)
        return (
            (client.get(address) if said is None else client.post(address, said))
            .content.decode()
            .replace(NARROW_SPACE, " ")
        )

    with time_machine.travel("2026-05-20T10:00:00Z", tick=False):
        fund(people.cluster, "10000.00", by=people.sara)
        voucher = approved_a_fee(people)
        voucher_at(VoucherState.APPROVED, people, amount="250.00")
        paying_account()
        assert "Intet er holdt tilbage" in page("journalexport_owed_tax")
        assert "3.420,00 kr.<br><span" in page("batch_ready")
        day = {"execution_date": f"{a_bank_day():%d.%m.%Y}"}
        plan = page("batch_plan", {"alle": "1", **day})
        assert "Saml 2 betalinger på 3.670,00 kr." in plan
        assert "AM-bidrag og A-skat, 2.580,00 kr., sendes ikke" in plan
        told = {"bilag": voucher.pk, **day, "form_key": str(uuid.uuid4())}
        assert "Der skal nu sendes 3.420,00 kr." in page("batch_build", {**told, "seen": "6000.00"})
        page("batch_build", {**told, "seen": "3420.00"})
        batch = Batch.objects.get()
        run = page("batch_change", pk=batch.pk)
        assert "6.000,00 kr. før skat, 2.580,00 kr. holdes tilbage" in run
        payment = paid_by_bank(batch.payments.get(), people=people)
        listed = page("journalexport_owed_tax", ask="?maaned=2026-05")
        assert listed.count("480,00 kr.") == listed.count("2.100,00 kr.") == 2
        assert [(one.month, one.count, one.gross, one.total) for one in months.withheld_months()] == [
            (MAY, 1, voucher.gross, payment.withheld)
        ]
    with time_machine.travel("2026-06-02T10:00:00Z", tick=False):
        lock_month(MAY, by=people.sara)
        for key, (account, counter) in ACCOUNTS.items():
            set_journal_accounts(
                key, account=account, counter_account=counter, valid_from=MAY, by=people.sara
            )
        may = make_journal(MAY, by=people.sara)
        bounce_payment(payment, by=bank_user(), reason="Kontoen er lukket.")
        assert months.withheld_months() == []
    with time_machine.travel("2026-07-02T10:00:00Z", tick=False):
        lock_month(dt.date(2026, 6, 1), by=people.sara)
        june = make_journal(dt.date(2026, 6, 1), by=people.sara)
    owed = ["-480,00 Skyldig AM-bidrag 8100 6310", "-2100,00 Skyldig A-skat 8100 6320"]
    assert rows_of(may.content)[1:] == ["-3420,00 Oplægsholder 8100 1050", *owed]
    back = ["3420,00 Oplægsholder 8100 1050", *(one.removeprefix("-") for one in owed)]
    assert rows_of(june.content) == back
    assert list(months.check_withheld()) == []
    owner.execute("SET session_replication_role = replica")
    owner.execute("UPDATE approvals_payment SET withheld = 2579")
    owner.commit()
    found = " ".join(months.check_withheld())
    assert "det tilbageholdte er ikke det, der er indtastet" in found
    assert "Journal 2026-05: skylder Skat 2.580,00 kr., og betalingerne siger 2.579,00 kr." in found

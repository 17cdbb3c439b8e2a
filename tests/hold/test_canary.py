"""A CPR number sent down every road that takes text or claims: it is nowhere afterwards (I9)."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client

from approvals.actions import decide
from approvals.actions.return_voucher import return_voucher
from clusters.models import Identity
from expenses.models import PayeeIdentity, Voucher
from expenses.states import VoucherState
from klyngeokonomi import free_text
from klyngeokonomi.audit import record as audit
from klyngeokonomi.documents import names
from klyngeokonomi.integrations.mitid import brokers
from klyngeokonomi.integrations.mitid.broker_client import forget_broker
from klyngeokonomi.integrations.mitid.fake.people import FakePerson, write_people
from klyngeokonomi.logs import logging_settings
from klyngeokonomi.personal_numbers import check_no_cpr
from klyngeokonomi.refused import Refused
from tests import mitid as browser
from tests.factories.expenses import draft, voucher_at
from tests.factories.meetings import invited_meeting
from tests.factories.papers import jpeg, upload
from tests.hold.canary_pay import paid_and_told
from tests.people import People, make_people
from tests.staff import give_password, type_password

pytestmark = [pytest.mark.services, pytest.mark.xdist_group("browser")]

CANARY = FakePerson("33333333-aaaa-4aaa-8aaa-333333333333", "Carla Kanariefugl", "1975-03-02")
CPR = CANARY.cpr
FORM_KEY = "6f1f3a52-7a3a-4a5e-9a25-2f7a9f1b3c4d"
TYPED = f"Betalt for {CPR[:6]}-{CPR[6:]} og {CPR}"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What this process writes to its log in production's form."""
    shaped = dict(logging_settings("INFO", "json")["formatters"]["shaped"])
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(shaped.pop("()")(**shaped))
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def people(product: Any, settings: Any) -> People:
    settings.MITID = brokers.fake(product.mitid_url)
    settings.SOCIALACCOUNT_PROVIDERS = brokers.allauth_providers(settings.MITID)
    forget_broker()
    write_people(product.people_file, [CANARY])
    return make_people()


def by_mitid(people: People) -> None:
    """Claims that bring a number nobody asked for: to a known person, and to a stranger."""
    stranger = browser.sign_in(Client(), CANARY.subject, defect="cpr")
    assert stranger.status_code == 403
    Identity.objects.create(
        person=people.mette.person, provider="mitid", subject=CANARY.subject, level="high"
    )
    assert browser.sign_in(Client(), CANARY.subject, defect="cpr").status_code == 302


def by_the_door(people: People) -> None:
    """Typed as a name and as a password, and asked for a new password."""
    sara = give_password(people.sara)
    type_password(Client(), sara, CPR)
    Client().post("/adgang/medarbejder/", {"login": CPR, "password": "x"})
    Client().post("/adgang/adgangskode/glemt/", {"email": f"{CPR}@example.org"})
    Client().get(f"/adgang/invitation/{CPR}/")


def by_forms(people: People) -> list[int]:
    """Typed in every text a member, a coordinator or the secretariat has; the answers."""
    mette, karen, sara = (Client() for _ in range(3))
    for client, user in ((mette, people.mette), (karen, people.karen), (sara, people.sara)):
        client.force_login(user)
    draft, sent = voucher_at(VoucherState.DRAFT, people), voucher_at(VoucherState.SUBMITTED, people)
    meeting = invited_meeting(people)
    details = {
        "meeting": "intet",
        "no_meeting_reason": TYPED,
        "supplier": TYPED,
        "voucher_date": "2026-05-12",
        "text": TYPED,
        "reason": TYPED,
        "linjer-TOTAL_FORMS": "1",
        "linjer-INITIAL_FORMS": "0",
        "linjer-0-text": TYPED,
        "linjer-0-amount": "100,00",
    }
    plan = {"topic": TYPED, "place": TYPED, "programme": TYPED, "date": "2026-12-01", "begins": "18:00"}
    return [
        answer.status_code
        for answer in (
            mette.post(f"/bilag/{draft.pk}/hvad/", details),
            mette.post(f"/bilag/{draft.pk}/bemaerkninger/", details),
            mette.post(
                "/bilag/nyt/", {"form_key": FORM_KEY, "camera": upload(jpeg(91), f"kvittering_{CPR}.jpg")}
            ),
            karen.post(f"/godkend/{sent.pk}/returner/", {"reason": TYPED}),
            karen.post(f"/godkend/{sent.pk}/afvis/", {"reason": TYPED}),
            karen.post("/moeder/nyt/", {**plan, "cluster": people.cluster.pk}),
            karen.post(f"/moeder/{meeting.pk}/ret/", plan),
            karen.post(f"/moeder/{meeting.pk}/deltager/", {"name": TYPED}),
            karen.post(f"/moeder/{meeting.pk}/aflys/", {"reason": TYPED}),
        )
    ]


def by_the_vault(people: People) -> list[int]:
    """Where it is asked for: chosen for NemKonto, looked at on one's page, shown to the secretariat, sealed anew."""
    mette, sara = Client(), Client()
    mette.force_login(people.mette)
    sara.force_login(people.sara)
    voucher = draft(people, payee=None, payee_account=None, with_paper=False)
    nemkonto = {"account": "ny", "method": "nemkonto", "cpr": f"{CPR[:6]}-{CPR[6:]}", "gem": "1"}
    wrong = mette.post(f"/bilag/{voucher.pk}/modtager/", nemkonto | {"cpr": f"{CPR}1"})
    chosen = mette.post(f"/bilag/{voucher.pk}/modtager/", nemkonto)
    identity = PayeeIdentity.objects.get()
    page = f"/plo/expenses/payee/{identity.payee_id}/"
    shown = sara.post(f"{page}vis-cpr/{identity.pk}/", {"reason": "Banken spørger."})
    assert f"{CPR[:6]}-{CPR[6:]}" in shown.content.decode()
    call_command("rotate_keys")
    later = [mette.get("/min-konto/"), sara.get(f"{page}change/"), sara.get("/plo/audit/record/")]
    for answer in (wrong, chosen, *later):
        assert CPR[6:] not in answer.content.decode()
    return [answer.status_code for answer in (chosen, shown, *later)]


def by_acts(people: People) -> None:
    """Past the forms: in what an act is told, so in the log, the mail and the queue."""
    audit.record("admin_changed", by=people.sara, text=TYPED)
    sent = voucher_at(VoucherState.SUBMITTED, people)
    with pytest.raises(Refused):
        return_voucher(sent, by=people.karen, reason=TYPED)


def places(product: Any, told: str) -> Iterator[tuple[str, str]]:
    """(where, all that stands there) for everything that is kept: tables, sessions, queue, mails, logs."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            yield table, "\n".join(row[0] for row in cursor.fetchall())
    yield "sessions", str([one.get_decoded() for one in Session.objects.all()])
    with redis.Redis.from_url(product.broker.url) as queue:
        yield "queue", str([queue.dump(key) for key in queue.keys("*")])
    files = sorted(product.mailbox.folder.parent.rglob("*"))
    yield "file names", "\n".join(map(str, files))
    for file in files:
        if file.is_file() and file.suffix in {".log", ".eml", ".aof", ".rdb"}:
            yield file.name, file.read_bytes().decode("utf-8", "replace")
    yield "this process's log", told


def found(product: Any, log: io.StringIO) -> set[str]:
    """Where the number is, in either way of writing it, also among bytes that PostgreSQL shows as hex digits."""
    forms = [CPR, f"{CPR[:6]}-{CPR[6:]}"]
    forms += [form.encode().hex() for form in forms]
    return {where for where, text in places(product, log.getvalue()) if any(form in text for form in forms)}


@pytest.mark.case("T105")
def test_the_number_is_nowhere(product: Any, people: People, log: io.StringIO, settings: Any) -> None:
    by_mitid(people)
    by_the_door(people)
    assert set(by_forms(people)) <= {200, 302, 409, 422}
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    assert by_the_vault(people) == [302, 200, 200, 200, 200]
    by_acts(people)
    for shown in paid_and_told(people, product, CPR):
        assert CPR.encode() not in shown
        assert f"{CPR[:6]}-{CPR[6:]}".encode() not in shown
    assert found(product, log) == set()
    assert list(check_no_cpr()) == []
    assert Voucher.objects.exists()


@pytest.mark.twin("T105")
def test_unmasked_and_unrefused_it_is_kept(
    product: Any, people: People, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(free_text, "holds_cpr", lambda text: False)
    monkeypatch.setattr(decide, "holds_cpr", lambda text: False)
    monkeypatch.setattr(names, "mask_cpr", lambda text: text)
    monkeypatch.setattr(audit, "mask_cpr", lambda text: text)
    by_forms(people)
    audit.record("admin_changed", by=people.sara, text=TYPED)
    kept = found(product, log)
    assert {"audit_record", "expenses_voucher", "documents_document"} <= kept
    sentences = "\n".join(check_no_cpr())
    assert "audit.Record.text: 1 rækker" in sentences
    assert "expenses.Voucher.text" in sentences

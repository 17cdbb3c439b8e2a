"""The coordinator presses the button on a real web server, and real processes carry the mail to PLO."""

import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from django.conf import settings
from django.test import Client

from approvals.models import Decision
from clusters.models import Account, User
from expenses.models import Voucher
from expenses.selectors.content import seen_mark
from expenses.states import VoucherState
from klyngeokonomi.outbox.models import Message, State
from klyngeokonomi.processes import Process
from tests.at_once import at_once
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import voucher_at
from tests.people import People, make_people
from tests.services import Standing

pytestmark = pytest.mark.services


@pytest.fixture
def people(standing: Standing) -> People:
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    confirm_opening(people)
    return people


def browser_of(user: User, web: Process) -> Callable[[str, Voucher], requests.Response]:
    """A function that presses a button as this user, over HTTP; what it gives back is not followed."""
    client = Client()
    client.force_login(user)
    token = "t" * 32
    cookies = {"sessionid": client.cookies["sessionid"].value, "csrftoken": token}
    site = f"http://localhost:{web.port}"

    def press(path: str, voucher: Voucher) -> requests.Response:
        data = {"csrfmiddlewaretoken": token, "seen": seen_mark(voucher)}
        return requests.post(
            f"{site}{path}",
            data,
            cookies=cookies,
            headers={"Referer": site},
            timeout=30,
            allow_redirects=False,
        )

    return press


def to_plo(smtp: Any) -> list[str]:
    """Subjects; a long one is folded after the colon, and the parser leaves the blank."""
    return [mail["Subject"].strip() for mail in smtp.mails() if mail["To"] == settings.PLO_EMAIL]


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.1)


def all_sent() -> bool:
    return not Message.objects.exclude(state=State.SENT).exists()


def test_worker_broker_and_mail_server_carry_the_mail(
    people: People, web: Process, worker: Process, smtp: Any
) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people, amount="987.65")
    press = browser_of(people.karen, web)
    assert press(f"/godkend/{voucher.pk}/godkend/", voucher).status_code == 302
    wait_until(all_sent)
    (mail,) = (mail for mail in smtp.mails() if mail["To"] == settings.PLO_EMAIL)
    assert mail["Subject"].strip() == f"Et bilag venter på PLO: Klynge Prøveby, bilag {voucher.number}"
    text = mail.get_body(("plain",)).get_content()
    assert f"http://localhost:{web.port}/plo/approvals/voucherreview/{voucher.pk}/change/" in text
    shown = text + mail.get_body(("html",)).get_content() + mail["Subject"]
    assert [private for private in ("Mette", "Medlem", "987,65", "1234") if private in shown] == []


@pytest.mark.long
def test_pressed_many_times_at_once_over_http(people: People, web: Process) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people, amount="250.00")
    karen = browser_of(people.karen, web)
    presses = [lambda: karen(f"/godkend/{voucher.pk}/godkend/", voucher)] * 4
    assert sorted(answer.status_code for answer in at_once(presses)) == [302, 409, 409, 409]
    desks = [browser_of(user, web) for user in (people.sara, people.sune)]
    path = f"/plo/approvals/voucherreview/{voucher.pk}/godkend/"
    presses = [lambda desk=desk: desk(path, voucher) for desk in desks * 2]
    assert sorted(answer.status_code for answer in at_once(presses)) == [302, 409, 409, 409]
    assert list(Decision.objects.order_by("pk").values_list("verdict", flat=True)) == ["endorse", "approve"]
    account = Account.objects.get(cluster=people.cluster)
    assert (account.available, account.reserved) == (750, 250)

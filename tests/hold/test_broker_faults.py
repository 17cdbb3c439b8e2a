"""The broker dies, hangs, forgets and fills up while people work: no act waits for it, and no mail is lost.

Each scenario runs twice: with the sweep, as the product is, and with the clock standing still, when the broker's
message is all there is.
"""

import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
from celery import current_app
from django.core.checks import Error
from django.db import connection
from django.test import Client

from clusters.models import Account
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi import kick, processes
from klyngeokonomi.celery import app
from klyngeokonomi.checks import the_broker_throws_nothing_away
from klyngeokonomi.outbox.age import ALARM_SECONDS
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.processes import Process
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import voucher_at
from tests.hold.delivery import Delivery, promise, wait_until
from tests.journeys.test_mail import browser_of
from tests.people import People, make_people
from tests.services import ended, free_port

pytestmark = [pytest.mark.services, pytest.mark.xdist_group("broker-faults")]

ALARM = timedelta(seconds=ALARM_SECONDS)
NORMAL_SECONDS = 8
"""Far above what a press takes on a busy machine, far below a broker's own time-outs."""


@pytest.fixture(scope="module")
def web(standing_delivery: Delivery) -> Iterator[Process]:
    port = free_port()
    site = f"http://localhost:{port}"
    environment = {**standing_delivery.environment, "SITE_URL": site, "CSRF_TRUSTED_ORIGINS": site}
    with ended(processes.web(environment, standing_delivery.folder, port=port, workers=1).start()) as process:
        yield process


@pytest.fixture
def people(delivery: Delivery) -> People:
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    confirm_opening(people)
    return people


def endorse(people: People, web: Process, voucher: Voucher) -> requests.Response:
    begun = time.monotonic()
    answer = browser_of(people.karen, web)(f"/godkend/{voucher.pk}/godkend/", voucher)
    assert time.monotonic() - begun < NORMAL_SECONDS
    return answer


def endorsed_while(people: People, web: Process, delivery: Delivery, harm: Callable[[], None]) -> Message:
    """Karen endorses at the web server just after the harm; her mail to PLO."""
    voucher = voucher_at(VoucherState.SUBMITTED, people, amount="100.00")
    wait_until(lambda: not Message.objects.unsent().exists(), "the mail of the submission")
    harm()
    assert endorse(people, web, voucher).status_code == 302
    assert Account.objects.get(cluster=people.cluster).reserved == 100
    return Message.objects.get(key__contains=":endorsed")


def delivered_once(delivery: Delivery, *mails: Message) -> None:
    for mail in mails:
        wait_until(lambda mail=mail: delivery.is_sent(mail), mail.key)
    assert [delivery.count(mail) for mail in mails] == [1] * len(mails)


def lost(delivery: Delivery, *mails: Message) -> None:
    """A later mail comes through, and these do not: nothing is left in line that would bring them."""
    delivery.see_one_through("later")
    assert delivery.waiting() == 0
    assert [delivery.is_sent(mail) for mail in mails] == [False] * len(mails)


@pytest.mark.case("T029")
def test_an_act_passes_while_the_broker_is_dead(delivery: Delivery, web: Process, people: People) -> None:
    mail = endorsed_while(people, web, delivery, lambda: delivery.broker.signal(signal.SIGKILL))
    delivery.broker.start()
    delivered_once(delivery, mail)


@pytest.mark.twin("T029")
def test_without_the_sweep_the_mail_of_a_dead_broker_is_lost(delivery: Delivery) -> None:
    delivery.without_sweep()
    delivery.broker.signal(signal.SIGKILL)
    mail = promise("endorsed")
    delivery.broker.start()
    lost(delivery, mail)


@pytest.mark.case("T030")
def test_an_act_passes_while_the_broker_says_nothing(
    delivery: Delivery, web: Process, people: People
) -> None:
    mail = endorsed_while(people, web, delivery, lambda: delivery.broker.signal(signal.SIGSTOP))
    delivery.broker.signal(signal.SIGCONT)
    delivered_once(delivery, mail)


@pytest.mark.twin("T030")
def test_without_the_bound_an_act_hangs_as_long_as_the_broker(
    delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kick, "now", lambda task, *args: current_app.send_task(task, args, retry=False))
    options = app.conf.broker_transport_options
    app.conf.broker_transport_options = {"socket_timeout": None}
    delivery.broker.signal(signal.SIGSTOP)

    def act() -> None:
        promise("endorsed")
        connection.close()

    hanging = threading.Thread(target=act, daemon=True)
    hanging.start()
    hanging.join(3)
    try:
        assert hanging.is_alive()
    finally:
        delivery.broker.signal(signal.SIGCONT)
        hanging.join(20)
        app.conf.broker_transport_options = options


def forgotten_line(delivery: Delivery) -> list[Message]:
    """Five kicks are in line when the broker is killed, and its disk is gone too."""
    delivery.stop_worker()
    mails = [promise(f"endorsed:{number}") for number in range(5)]
    assert delivery.waiting() >= 5
    delivery.broker.signal(signal.SIGKILL)
    wait_until(lambda: delivery.broker_pid() is None, "the end of the broker")
    shutil.rmtree(delivery.broker.folder / "valkey" / "appendonlydir")
    delivery.broker.start()
    delivery.worker.signal(signal.SIGCONT)
    return mails


@pytest.mark.case("T031")
def test_a_broker_that_forgets_its_line_loses_nothing(delivery: Delivery) -> None:
    delivered_once(delivery, *forgotten_line(delivery))


@pytest.mark.twin("T031")
def test_without_the_sweep_the_whole_line_is_lost(delivery: Delivery) -> None:
    delivery.without_sweep()
    lost(delivery, *forgotten_line(delivery))


@pytest.mark.case("T032")
def test_a_full_broker_stops_no_act_and_loses_no_mail(
    delivery: Delivery, web: Process, people: People
) -> None:
    def fill() -> None:
        with delivery.client() as client:
            client.config_set("maxmemory", 1)

    mail = endorsed_while(people, web, delivery, fill)
    with delivery.client() as client:
        client.config_set("maxmemory", 0)
    delivered_once(delivery, mail)


@pytest.mark.case("T032")
def test_a_broker_that_throws_away_is_refused_at_start(delivery: Delivery) -> None:
    assert the_broker_throws_nothing_away() == []
    with delivery.client() as client:
        client.config_set("maxmemory-policy", "allkeys-random")
    (found,) = the_broker_throws_nothing_away()
    assert (found.id, isinstance(found, Error)) == ("klyngeokonomi.E001", True)


@pytest.mark.case("T057")
def test_a_clock_that_stands_still_is_told_until_it_goes_again(
    delivery: Delivery, web: Process, settings: Any
) -> None:
    delivery.without_sweep()
    delivery.broker.signal(signal.SIGKILL)
    mail = promise("endorsed")
    delivery.broker.start()
    Message.objects.filter(pk=mail.pk).update(created_at=mail.created_at - ALARM)
    health = f"http://localhost:{web.port}/healthz"
    answer = requests.get(health, timeout=10)
    assert answer.status_code == 503
    assert answer.json()["oldest_unsent_seconds"] >= ALARM.total_seconds()
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    staff = Client()
    staff.force_login(make_people().sara)
    assert "Den ældste besked har ventet i 10 minutter" in staff.get("/plo/").content.decode()
    delivery.beat.signal(signal.SIGCONT)
    delivered_once(delivery, mail)
    wait_until(lambda: requests.get(health, timeout=10).status_code == 200, "health")


@pytest.mark.twin("T032")
def test_a_broker_that_throws_away_loses_its_line_in_silence(delivery: Delivery) -> None:
    """The last of this file: what it throws away, beat and the worker miss for as long as they live."""
    delivery.without_sweep()
    delivery.stop_worker()
    mail = promise("endorsed")
    assert delivery.waiting() == 1
    with delivery.client() as client:
        client.config_set("maxmemory-policy", "allkeys-random")
        client.config_set("maxmemory", 1)
        wait_until(lambda: not client.exists("celery"), "the loss")
        client.config_set("maxmemory", 0)
    delivery.worker.signal(signal.SIGCONT)
    lost(delivery, mail)

"""The queue in the admin: seen by secretariat and auditor, tried again by the secretariat, unknown to others."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from clusters.models import User
from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.age import ALARM_SECONDS
from klyngeokonomi.outbox.models import Message, State
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
Promise = Callable[..., Message]
LIST = "/plo/outbox/message/"


@pytest.fixture
def people(settings: Settings) -> People:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    return make_people()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def given_up(message: Message) -> Message:
    Message.objects.filter(pk=message.pk).update(
        state=State.DEAD, attempts=1, last_error="550 Ukendt modtager"
    )
    message.refresh_from_db()
    return message


def page_of(message: Message) -> str:
    return reverse("admin:outbox_message_change", args=[message.pk])


def retry_of(message: Message) -> str:
    return reverse("admin:outbox_message_retry", args=[message.pk])


@pytest.mark.parametrize("name", ["sara", "rikke"])
def test_secretariat_and_auditor_see_queue_and_message(people: People, promise: Promise, name: str) -> None:
    message = given_up(promise())
    client = as_(getattr(people, name))
    assert "Hej Anne Prøve" in client.get(LIST).content.decode()
    page = client.get(page_of(message)).content.decode()
    assert "550 Ukendt modtager" in page
    assert 'name="_save"' not in page


@pytest.mark.parametrize("name", ["mette", "karen", "frede", "ove"])
def test_others_find_no_such_page(people: People, promise: Promise, name: str) -> None:
    message = given_up(promise())
    client = as_(getattr(people, name))
    for address in (LIST, page_of(message)):
        assert client.get(address).status_code == 404
    assert client.post(retry_of(message)).status_code == 404
    message.refresh_from_db()
    assert message.state == State.DEAD


def test_one_time_link_is_shown_to_nobody(people: People, promise: Promise) -> None:
    message = promise(note="https://example.dk/engangslink")
    client = as_(people.sara)
    assert "example.dk/engangslink" in client.get(page_of(message)).content.decode()
    Message.objects.filter(pk=message.pk).update(holds_secret=True)
    page = client.get(page_of(message)).content.decode()
    assert "example.dk/engangslink" not in page
    assert "Indeholder et engangslink og vises ikke." in page


def test_button_tries_again_and_is_logged(people: People, promise: Promise) -> None:
    message = given_up(promise())
    client = as_(people.sara)
    assert "Prøv igen" in client.get(page_of(message)).content.decode()
    response = client.post(retry_of(message), follow=True)
    assert "»Hej Anne Prøve« prøves igen nu." in response.content.decode()
    message.refresh_from_db()
    assert message.state == State.PENDING
    assert Record.objects.get(act="message_retried").by == people.sara


def test_double_click_is_harmless(people: People, promise: Promise) -> None:
    message = given_up(promise())
    client = as_(people.sara)
    assert [client.post(retry_of(message)).status_code for _ in range(2)] == [302, 302]
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.PENDING, 1)


def test_button_is_for_posting(people: People, promise: Promise) -> None:
    assert as_(people.sara).get(retry_of(given_up(promise()))).status_code == 405


def test_auditor_has_no_button_and_is_refused(people: People, promise: Promise) -> None:
    message = given_up(promise())
    client = as_(people.rikke)
    assert "Prøv igen</button>" not in client.get(page_of(message)).content.decode()
    response = client.post(retry_of(message), follow=True)
    assert "Det kan kun PLO&#x27;s klyngesekretariat." in response.content.decode()
    message.refresh_from_db()
    assert message.state == State.DEAD


def test_sent_message_has_no_button_and_says_why_not(people: People, promise: Promise) -> None:
    message = promise()
    Message.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=timezone.now())
    client = as_(people.sara)
    assert "Prøv igen</button>" not in client.get(page_of(message)).content.decode()
    assert "allerede sendt" in client.post(retry_of(message), follow=True).content.decode()


def test_several_are_tried_at_once_and_the_others_are_told(people: People, promise: Promise) -> None:
    dead = [given_up(promise(key=f"probe:{number}", name=f"nr. {number}")) for number in range(2)]
    sent = promise(key="probe:sent", name="sendt")
    Message.objects.filter(pk=sent.pk).update(state=State.SENT, sent_at=timezone.now())
    chosen = {"action": "retry_chosen", "_selected_action": [row.pk for row in [*dead, sent]]}
    page = as_(people.sara).post(LIST, chosen, follow=True).content.decode()
    for words in (
        "»Hej nr. 0« prøves igen nu.",
        "»Hej nr. 1« prøves igen nu.",
        "»Hej sendt«: Beskeden er allerede",
    ):
        assert words in page
    assert Message.objects.filter(state=State.PENDING).count() == 2


def test_nothing_can_be_added_changed_or_deleted(people: People, promise: Promise) -> None:
    message = promise()
    client = as_(people.sara)
    assert client.post(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{message.pk}/delete/").status_code == 403
    assert client.post(page_of(message), {"subject": "rettet"}).status_code == 403
    message.refresh_from_db()
    assert message.subject == "Hej Anne Prøve"


def test_list_costs_the_same_for_one_and_three(people: People, promise: Promise) -> None:
    client = as_(people.sara)
    client.get(LIST)
    costs = []
    for numbers in ([0], [1, 2]):
        for number in numbers:
            promise(key=f"probe:{number}")
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        costs.append(len(asked))
        assert sum('FROM "outbox_message"' in query["sql"] for query in asked) == 4
    assert costs[0] == costs[1]


@pytest.mark.parametrize("address", ["/plo/", LIST])
@pytest.mark.parametrize(("waited", "is_shown"), [(ALARM_SECONDS - 30, False), (ALARM_SECONDS, True)])
def test_banner_says_when_mail_has_stopped(
    people: People, promise: Promise, address: str, waited: int, is_shown: bool
) -> None:
    message = promise()
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(seconds=waited))
    page = as_(people.sara).get(address).content.decode()
    assert ("Mails bliver ikke sendt" in page) is is_shown


def test_banner_says_when_messages_are_given_up(people: People, promise: Promise) -> None:
    client = as_(people.sara)
    assert "Nogle mails er opgivet" not in client.get("/plo/").content.decode()
    given_up(promise())
    assert "Nogle mails er opgivet" in client.get("/plo/").content.decode()

"""A promise is kept once, in the act's transaction, without a CPR number, whatever state the broker is in."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from klyngeokonomi.celery import app
from klyngeokonomi.outbox.enqueue import HOLDS_CPR, enqueue
from klyngeokonomi.outbox.models import Message, State
from klyngeokonomi.outbox.sweep import Swept, sweep
from klyngeokonomi.refused import Refused
from tests.klyngeokonomi.outbox.mail_server import MailServer
from tests.services import listen_to

Promise = Callable[..., Message]
FACTS = {"name": "Anne Prøve", "note": ""}


def hello(key: str = "probe:1", **facts: str) -> bool:
    return enqueue(key=key, to="anne@example.dk", template="probe/hello", context={**FACTS, **facts})


@pytest.mark.django_db
def test_row_holds_the_whole_mail(promise: Promise, settings: Settings) -> None:
    settings.SITE_URL = "https://klynge.example.dk"
    message = promise(note="Se <bilag> & svar")
    assert message.subject == "Hej Anne Prøve"
    assert message.body_text == "Kære Anne Prøve\n\nSe <bilag> & svar\nhttps://klynge.example.dk/bilag/\n"
    assert message.body_html == "<p>Kære Anne Prøve</p><p>Se &lt;bilag&gt; &amp; svar</p>\n"
    assert message.message_id.endswith("@klynge.example.dk>")
    assert (message.state, message.attempts, message.perhaps_doubled) == (State.PENDING, 0, False)


@pytest.mark.django_db
def test_same_key_is_kept_once_and_the_first_mail_stands() -> None:
    assert hello(name="Anne Prøve") is True
    assert hello(name="Bo Prøve") is False
    assert [message.subject for message in Message.objects.all()] == ["Hej Anne Prøve"]


@pytest.mark.django_db(transaction=True)
def test_same_key_from_five_threads_is_one_row(in_threads: Callable) -> None:
    assert sorted(in_threads(5, hello)) == [False, False, False, False, True]
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_act_that_fails_promises_nothing() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        hello()
        raise RuntimeError("the act failed")
    assert not Message.objects.exists()


@pytest.mark.django_db
@pytest.mark.case("T115")
@pytest.mark.parametrize("number", ["010203-0405", "0102030405", "610203 0405", "311299‑1234"])
@pytest.mark.parametrize("field", ["name", "note"])
def test_mail_with_a_cpr_number_is_refused(number: str, field: str) -> None:
    with pytest.raises(Refused, match=HOLDS_CPR[:20]):
        hello(**{field: f"Vedr. {number}."})
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_numbers_that_are_no_cpr_pass() -> None:
    assert hello(note="Bilag 2026-0001234, konto 1234 9912345678, tlf. 35 44 10 82, 1234,50 kr.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "to", ["", "anne", "anne@example.dk, bo@example.dk", "Anne <anne@example.dk>", "a b@c.dk"]
)
def test_what_is_no_address_is_refused_with_a_sentence(to: str) -> None:
    with pytest.raises(Refused, match="er ikke en mailadresse"):
        enqueue(key="probe:1", to=to, template="probe/hello", context=FACTS)
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_key_may_name_the_longest_address(promise: Promise) -> None:
    address = "a" * 60 + "@" + ".".join(["b" * 60] * 3) + ".dk"
    assert promise(key=f"move:123456789:submitted:{address}", to=address).to == address


@pytest.mark.django_db
def test_subject_is_one_line_of_at_most_200(promise: Promise) -> None:
    message = promise(name="Anne\r\nBcc: alle@example.dk " + "x" * 300)
    assert message.subject.startswith("Hej Anne Bcc: alle@example.dk xxx")
    assert len(message.subject) == 200


@pytest.fixture
def broker_at(settings: Settings) -> Iterator[Callable[[int], None]]:
    """Points the kick at a port, with none of the time limits of the broker's own library."""
    url, options = app.conf.broker_url, app.conf.broker_transport_options

    def point(port: int) -> None:
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{port}/0"
        app.conf.broker_transport_options = {"socket_timeout": None}
        listen_to(settings.CELERY_BROKER_URL)

    yield point
    app.conf.broker_transport_options = options
    listen_to(url)


def comes_back(act: Callable[[], object]) -> bool:
    """Whether the act is over while the broker still says nothing; it would otherwise never be."""

    def on_own_connection() -> None:
        act()
        connection.close()

    thread = threading.Thread(target=on_own_connection, daemon=True)
    thread.start()
    thread.join(timeout=20)
    return not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_broker_that_hangs_does_not_hold_the_act(
    silent_port: int, broker_at: Callable[[int], None], server: MailServer
) -> None:
    broker_at(silent_port)
    assert comes_back(hello)
    assert Message.objects.get().state == State.PENDING
    assert sweep() == Swept(sent=1)
    assert len(server.received) == 1


@pytest.mark.django_db(transaction=True)
def test_broker_that_is_down_loses_nothing(
    closed_port: int, broker_at: Callable[[int], None], server: MailServer
) -> None:
    broker_at(closed_port)
    assert hello() is True
    assert sweep() == Swept(sent=1)
    assert sweep() == Swept()
    assert len(server.received) == 1

"""What the logs say of a request and a task, and what they never say of a person."""

import io
import json
import logging
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from django.conf import settings as product_settings
from django.test import Client

from klyngeokonomi import kick, logs
from tests.people import make_people

NUMBER = "0123456789abcdef0123456789abcdef"
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Every line so far, as production writes it."""
    stream = io.StringIO()
    shape = logs.logging_settings("INFO", "json")["formatters"]["shaped"]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=shape["processors"], foreign_pre_chain=shape["foreign_pre_chain"]
        )
    )
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    structlog.contextvars.clear_contextvars()


def test_a_request_is_one_line_by_number_path_and_outcome(client: Client, db: None, lines: Lines) -> None:
    people = make_people()
    client.force_login(people.mette)
    answer = client.get("/bilag/?q=Mette+Medlem", headers={"X-Request-ID": NUMBER}, REMOTE_ADDR="10.11.12.13")
    assert answer.headers["X-Request-ID"] == NUMBER
    (line,) = [line for line in lines() if line["event"] == "request_finished"]
    del line["timestamp"]
    assert line == {
        "event": "request_finished",
        "level": "info",
        "logger": "django_structlog.middlewares.request",
        "request": "GET /bilag/",
        "request_id": NUMBER,
        "code": 200,
        "user_id": people.mette.pk,
    }


@pytest.mark.parametrize("sent", ["", "kort", 'x"} {"event": "forged"', "a" * 37])
def test_a_number_that_is_none_is_replaced(client: Client, db: None, lines: Lines, sent: str) -> None:
    answer = client.get("/adgang/", headers={"X-Request-ID": sent, "X-Correlation-ID": sent})
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["X-Request-ID"])
    (line,) = lines()
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert "correlation_id" not in line


def test_a_one_time_link_is_cut_in_every_line(client: Client, db: None, lines: Lines) -> None:
    client.get("/adgang/invitation/en-hemmelig-noegle/?naeste=/plo/")
    found = lines()
    assert "GET /adgang/invitation/…" in [line.get("request") for line in found]
    assert "hemmelig" not in json.dumps(found) and "naeste" not in json.dumps(found)


def test_an_error_is_one_line_with_its_trace_and_the_page_shows_its_number(
    db: None, lines: Lines, settings: Any
) -> None:
    settings.ROOT_URLCONF = "tests.klyngeokonomi.probe_urls"
    client = Client(raise_request_exception=False)
    answer = client.get("/500/", headers={"X-Request-ID": NUMBER})
    assert (answer.status_code, f"<code>{NUMBER}</code>" in answer.content.decode()) == (500, True)
    (line,) = [line for line in lines() if line["level"] == "error"]
    assert (line["event"], line["request_id"], line["code"]) == ("request_failed", NUMBER, 500)
    assert "Traceback" in line["exception"]


def test_no_person_is_in_any_line(lines: Lines) -> None:
    trouble = "DETAIL:  Key (email)=(mette@example.dk) is taken.\nduplicate key\nCONTEXT: Mette Medlem"
    try:
        raise ValueError(trouble)
    except ValueError:
        logging.getLogger("prøve").exception("Kan ikke gemme %s", "010190-1234")
    logging.getLogger("prøve").warning("Fra %s og %s", "10.11.12.13", "2001:db8:1:2:3::7")
    structlog.get_logger("prøve").warning(
        "én", email="a@b.dk", ip="10.1.2.3", deep={"name": "Mette", "to": ["x@y.dk"]}
    )
    logging.getLogger("prøve").warning("GET /bilag/7/?q=Mette https://klynge.dk/adgang/ny/abc-def/")
    written = json.dumps(lines(), ensure_ascii=False)
    for secret in ("010190", "mette@", "Mette", "12.13", "2001:db8", "a@b", "x@y", "abc-def", "?q"):
        assert secret not in written
    assert "[CPR-nummer fjernet]" in written and "10.11.x.x" in written and "/bilag/7/" in written


def test_development_writes_for_the_eye_and_production_for_machines() -> None:
    assert (
        product_settings.LOGGING["formatters"]["shaped"]["processors"][-1].__class__.__name__
        == "ConsoleRenderer"
    )
    assert logs.logging_settings("INFO", "json")["formatters"]["shaped"]["processors"][
        -1
    ].__class__.__name__ == ("JSONRenderer")


@pytest.mark.services
def test_a_task_carries_the_number_of_the_request_that_asked_for_it(worker: Any) -> None:
    before = len(worker.output())
    with structlog.contextvars.bound_contextvars(request_id=NUMBER):
        assert kick.now("klyngeokonomi.outbox.deliver", 417)
    deadline = time.monotonic() + 20
    while not (
        done := [
            line
            for line in worker.output()[before:].splitlines()
            if '"task_succeeded"' in line and NUMBER in line
        ]
    ):
        assert time.monotonic() < deadline, worker.output()
        time.sleep(0.05)
    assert json.loads(done[0])["request_id"] == NUMBER
    every = [json.loads(line) for line in worker.output()[before:].splitlines() if line.startswith("{")]
    (said,) = [line for line in every if line["event"].startswith("Message 417")]
    assert (said["request_id"], said["level"]) == (NUMBER, "info")

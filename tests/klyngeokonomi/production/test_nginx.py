"""What nginx adds to the product, and what it must not take away (reliability T076, T077, T078)."""

import json
import re
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from expenses.actions.attach_document import attach_document
from expenses.models import Attachment
from expenses.states import VoucherState
from klyngeokonomi.documents import storage
from klyngeokonomi.documents.receive import receive
from tests.factories.expenses import draft, voucher_at
from tests.factories.papers import read_to_the_end, upload
from tests.klyngeokonomi.documents import corpus
from tests.klyngeokonomi.production.conftest import (
    ACCEL_LOCATION,
    CLIENT_TIMEOUT,
    METRICS_TOKEN,
    STYLE,
    Front,
)
from tests.people import People

pytestmark = [pytest.mark.services, pytest.mark.xdist_group("nginx")]
SHUT = {
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cache-control": "private, no-store",
    "x-permitted-cross-domain-policies": "none",
    "cross-origin-opener-policy": "same-origin",
}
SETS_AGAIN = ("location " + ACCEL_LOCATION, "# Names carry a digest")


def page_that_bites(people: People) -> Attachment:
    """A picture that is a web page with a script as well, with a name to match, on a draft of Mette's."""
    voucher = draft(people, with_paper=False)
    document = receive(upload(corpus.polyglot(), "<script>alert(1)</script>.html"), by=people.mette)
    read_to_the_end(document)
    return attach_document(voucher, document, by=people.mette)


def opened(front: Front, people: People) -> dict[str, dict[str, str]]:
    """Headers of every answer that carries the paper's bytes."""
    paper = page_that_bites(people)
    found = {}
    for act in ("side/1/", "miniature/", "hent/"):
        answer = front.ask(f"/bilag/{paper.voucher_id}/papir/{paper.pk}/{act}", people.mette)
        assert answer.status == 200
        assert answer.body.startswith(b"\xff\xd8") and b"<script" not in answer.body
        assert "x-accel-redirect" not in answer.headers
        found[act] = answer.headers
    return found


@pytest.mark.case("T076")
def test_a_paper_through_nginx_is_as_shut_as_the_product_made_it(front: Front, people: People) -> None:
    for act, headers in opened(front, people).items():
        assert {name: headers.get(name) for name in SHUT} == SHUT, act
        assert headers["content-type"] == "image/jpeg"
        kind = "attachment" if act == "hent/" else "inline"
        assert headers["content-disposition"].startswith(f"{kind}; ")
        assert re.fullmatch("[0-9a-f]{32}", headers["x-request-id"])


@pytest.mark.twin("T076")
def test_without_the_headers_set_again_a_paper_is_open(changed_front: Callable, people: People) -> None:
    def forget(configuration: str) -> str:
        begins, ends = (configuration.index(mark) for mark in SETS_AGAIN)
        bare = re.sub(r"(?m)^ +add_header .*\n", "", configuration[begins:ends])
        bare = bare.replace("internal;", "internal; add_header X-Nothing nothing;")
        return configuration[:begins] + bare + configuration[ends:]

    for headers in opened(changed_front(forget), people).values():
        assert set(SHUT) & set(headers) == {"cache-control"}


def guesses(paper: Attachment) -> list[str]:
    """Addresses of the paper's files, had the store been open."""
    inside = storage.page(paper.document, 1).relative_to(settings.DOCUMENT_ROOT).as_posix()
    dotted = f"/static/../{ACCEL_LOCATION.strip('/')}/{inside}"
    prefixes = [ACCEL_LOCATION, "/documents/", "/media/", "/static/../documents/", "/"]
    return [dotted, *(prefix + inside for prefix in prefixes)]


@pytest.mark.case("T077")
def test_no_address_leads_into_the_store(front: Front, people: People) -> None:
    paper = voucher_at(VoucherState.SUBMITTED, people).attachments.get()
    path = f"/bilag/{paper.voucher_id}/papir/{paper.pk}/side/1/"
    assert storage.page(paper.document, 1).is_file()
    for guess in guesses(paper):
        assert {front.ask(guess, who).status for who in (None, people.mette)} == {404}, guess
    assert front.ask(path, people.frede).status == 404
    assert front.ask(path).status == 302
    assert {front.ask(path, who).status for who in (people.mette, people.karen, people.sara)} == {200}


@pytest.mark.twin("T077")
def test_with_the_location_not_internal_anyone_takes_a_paper(changed_front: Callable, people: People) -> None:
    paper = voucher_at(VoucherState.SUBMITTED, people).attachments.get()
    front = changed_front(lambda text: text.replace("internal;\n            alias", "alias"))
    answer = front.ask(guesses(paper)[1])
    assert (answer.status, answer.body) == (200, storage.page(paper.document, 1).read_bytes())


def form_of(files: int, size: int, fields: int = 0) -> dict:
    """A form of that many files and fields, as a browser sends it."""
    mark = "et-skel"
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\nx\r\n' for n in range(fields)]
    head = '--{}\r\nContent-Disposition: form-data; name="files"; filename="{}.jpg"\r\n\r\n'
    body = "".join(parts).encode()
    for number in range(files):
        body += head.format(mark, number).encode() + b"\xff\xd8\xff" + b"x" * size + b"\r\n"
    body += f"--{mark}--\r\n".encode()
    return {"body": body, "headers": {"Content-Type": f"multipart/form-data; boundary={mark}"}}


def sent_slowly(front: Front, seconds: float) -> bool:
    """Whether a request that stops in the middle of its body is cut within that time."""
    with socket.create_connection(("127.0.0.1", front.port), timeout=seconds) as line:
        line.sendall(b"POST /bilag/nyt/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nbegin")
        try:
            return line.recv(4096) == b""
        except TimeoutError:
            return False
        except ConnectionResetError:
            return True


@pytest.mark.case("T078")
def test_what_is_too_much_or_too_slow_is_turned_away(front: Front, people: People) -> None:
    answer = front.ask("/bilag/nyt/", people.mette, method="POST", **form_of(1, 30 * 2**20))
    assert answer.status == 413
    assert "Filerne fylder for meget" in answer.body.decode()
    assert f"{settings.DOCUMENT_MAX_BYTES // 2**20} MB, og det" in answer.body.decode()
    assert answer.headers["x-content-type-options"] == "nosniff"
    for form in (form_of(150, 10), form_of(0, 0, fields=10_000)):
        answer = front.ask("/bilag/nyt/", people.mette, method="POST", **form)
        assert (answer.status, '<html lang="da">' in answer.body.decode()) == (400, True)
    started = time.monotonic()
    assert sent_slowly(front, 10 * CLIENT_TIMEOUT)
    assert time.monotonic() - started < 5 * CLIENT_TIMEOUT
    assert Attachment.objects.count() == 0


@pytest.mark.twin("T078")
def test_without_limits_the_web_server_takes_it_all(
    changed_front: Callable, people: People, client: Client, settings: Any
) -> None:
    front = changed_front(
        lambda text: re.sub(r"(client_body_timeout) [^;]+;", r"\1 60s;", text).replace(
            "client_max_body_size 25m", "client_max_body_size 0"
        )
    )
    answer = front.ask("/bilag/nyt/", people.mette, method="POST", **form_of(1, 30 * 2**20))
    assert answer.status == 200
    assert not sent_slowly(front, 2 * CLIENT_TIMEOUT)
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = None
    client.force_login(people.mette)
    fields = "&".join(f"f{number}=x" for number in range(10_000))
    form = "application/x-www-form-urlencoded"
    assert client.post("/bilag/nyt/", fields, content_type=form).status_code == 200


def test_style_sheets_come_packed_as_the_browser_likes_and_are_kept_for_ever(front: Front) -> None:
    for accepts, body, packed in [
        ("gzip, br", b"as brotli", "br"),
        ("gzip", b"as gzip", "gzip"),
        ("", STYLE, None),
    ]:
        answer = front.ask("/static/ko.0123.css", headers={"Accept-Encoding": accepts})
        assert (answer.status, answer.body, answer.headers.get("content-encoding")) == (200, body, packed)
        assert answer.headers["content-type"] == "text/css; charset=utf-8"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert front.ask("/static/plain.4567.css", headers={"Accept-Encoding": "br"}).body == STYLE
    assert front.ask("/static/ko.0123.css.br").status == 404


def test_a_page_keeps_its_headers_once_each_and_tells_nothing_of_the_server(front: Front) -> None:
    answer = front.ask("/adgang/")
    assert answer.status == 200
    assert answer.headers["server"] == "nginx"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["content-security-policy"].count("default-src") == 1
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_for_machines_is_not_for_the_world(front: Front) -> None:
    assert front.ask("/metrics").status == 404
    assert front.ask("/nginx-alive").status == 204


def test_the_metrics_have_a_port_of_their_own_and_open_to_the_token_alone(front: Front) -> None:
    inside = replace(front, port=front.metrics_port)
    assert inside.ask("/metrics").status == 404
    answer = inside.ask("/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"})
    assert answer.status == 200
    assert b"ko_mails_pending 0.0" in answer.body and b"django_http_requests" in answer.body
    assert inside.ask("/adgang/").status == 404


def test_nginx_and_the_product_tell_of_a_request_by_one_number_and_without_the_person(front: Front) -> None:
    answer = front.ask(
        "/adgang/invitation/en-hemmelig-noegle/?navn=Mette", headers={"X-Request-ID": "a" * 32}
    )
    number = answer.headers["x-request-id"]
    assert number != "a" * 32
    told = []
    for log in (front.folder / "web.log", front.folder / "nginx" / "nginx.log"):
        lines = log.read_text(encoding="utf-8").splitlines()
        told += [line for line in map(json.loads, lines) if line.get("request_id") == number]
        assert "hemmelig" not in "".join(lines) and "127.0.0.1" not in "".join(lines[1:]).replace(
            "http://127.0.0.1", ""
        )
    assert [line["event"] for line in told] == ["request_finished", "nginx"]
    assert [line.get("request", line.get("path")) for line in told] == [
        "GET /adgang/invitation/…",
        "/adgang/invitation",
    ]

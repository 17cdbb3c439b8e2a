"""The answers as a browser gets them, through every middleware of the product."""

from email.message import Message

import pytest
from django.http import HttpResponse
from django.test import Client

from klyngeokonomi.documents import storage
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.receive import receive
from tests.factories.papers import jpeg, upload
from tests.klyngeokonomi.documents import corpus
from tests.klyngeokonomi.documents.conftest import TakeIn


@pytest.fixture(autouse=True)
def own_urls(settings) -> None:
    settings.ROOT_URLCONF = "tests.klyngeokonomi.documents.urls"


def disposition(answer: HttpResponse) -> Message:
    message = Message()
    message["Content-Disposition"] = answer["Content-Disposition"]
    return message


def get(client: Client, document: Document, what: str) -> HttpResponse:
    return client.get(f"/{document.pk}/{what}/")


@pytest.mark.parametrize("what", ["side/1", "thumb", "copy", "original"])
def test_every_answer_is_shut_in_a_sandbox(client: Client, take_in: TakeIn, what: str) -> None:
    answer = get(client, take_in(corpus.pdf()), what)
    assert answer.status_code == 200
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    answer.close()


def test_a_page_and_a_thumbnail_are_shown_as_pictures(client: Client, take_in: TakeIn) -> None:
    document = take_in(corpus.pdf(pages=2), "Faktura 7.pdf")
    page, thumb = get(client, document, "side/2"), get(client, document, "thumb")
    assert b"".join(page.streaming_content) == storage.page(document, 2).read_bytes()
    assert b"".join(thumb.streaming_content) == storage.thumbnail(document).read_bytes()
    assert page["Content-Type"] == thumb["Content-Type"] == "image/jpeg"
    assert disposition(page).get_content_disposition() == "inline"
    assert disposition(page).get_filename() == "Faktura 7-side-2.jpg"


def test_the_copy_of_a_pdf_is_a_download_of_the_inert_one(client: Client, take_in: TakeIn) -> None:
    document = take_in(corpus.pdf(change=corpus.with_everything_active), "Café regning.pdf")
    answer = get(client, document, "copy")
    content = b"".join(answer.streaming_content)
    assert content == storage.clean_copy(document).read_bytes()
    assert b"JavaScript" not in content
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Caf%C3%A9%20regning.pdf"


def test_the_copy_of_a_picture_is_the_picture_without_its_place(client: Client, take_in: TakeIn) -> None:
    answer = get(client, take_in(corpus.photo_with_place(), "bon.jpg"), "copy")
    assert b"Mette" not in b"".join(answer.streaming_content)
    assert answer["Content-Disposition"] == 'attachment; filename="bon.jpg"'


def test_the_original_is_a_download_without_a_type(client: Client, take_in: TakeIn) -> None:
    content = corpus.polyglot()
    answer = get(client, take_in(content, "<script>.html"), "original")
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Type"] == "application/octet-stream"
    assert disposition(answer).get_content_disposition() == "attachment"
    assert disposition(answer).get_filename() == "_script_.html.jpg"


def test_what_is_not_there_is_not_found(client: Client, take_in: TakeIn, mette) -> None:
    document = take_in(jpeg())
    assert get(client, document, "side/0").status_code == 404
    assert get(client, document, "side/2").status_code == 404
    waiting = receive(upload(jpeg()), by=mette)
    for what in ("side/1", "thumb", "copy"):
        assert get(client, waiting, what).status_code == 404

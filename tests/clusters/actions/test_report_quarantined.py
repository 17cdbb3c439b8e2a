"""Who is told that a file was stopped, in what words, and how often."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from clusters.actions.report_quarantined import report_quarantined
from klyngeokonomi.audit.models import Record
from klyngeokonomi.documents import reading
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.receive import receive
from klyngeokonomi.outbox.models import Message
from tests.at_once import at_once
from tests.factories.papers import jpeg, upload
from tests.fake_clamd import FakeClamd
from tests.people import People, make_people


def stopped(people: People, folder: Path, settings, name: str = "kvittering.jpg") -> Document:
    settings.CLAMAV_URL = FakeClamd(folder, "stream: Ny.Virus FOUND").url
    document = receive(upload(jpeg(), name), by=people.mette)
    reading.read(document.pk)
    return document


@pytest.mark.django_db
def test_the_secretariat_hears_what_was_found_and_the_uploader_what_to_do(tmp_path: Path, settings) -> None:
    people = make_people()
    document = stopped(people, tmp_path, settings, "regning 010203-4567.jpg")
    assert report_quarantined() == 1
    plo, member = (Message.objects.get(to=to) for to in (settings.PLO_EMAIL, people.mette.person.email))
    assert "Fundet: Ny.Virus" in plo.body_text
    assert f"/documents/quarantineddocument/{document.pk}/change/" in plo.body_text
    assert "Tag et nyt billede af bilaget" in member.body_text
    assert "4567" not in plo.body_text + member.body_text + member.body_html + plo.body_html
    assert Record.objects.get(act="document_quarantined").text.endswith(": Ny.Virus")


@pytest.mark.django_db
def test_an_uploader_without_an_address_is_no_obstacle(tmp_path: Path, settings) -> None:
    people = make_people()
    people.mette.person.email = ""
    people.mette.person.save()
    stopped(people, tmp_path, settings)
    assert report_quarantined() == 1
    assert Message.objects.get().to == settings.PLO_EMAIL


@pytest.mark.django_db(transaction=True)
def test_four_at_once_tell_it_once(tmp_path: Path, settings) -> None:
    stopped(make_people(), tmp_path, settings)
    assert sum(at_once([report_quarantined] * 4)) == 1
    assert (Message.objects.count(), Record.objects.filter(act="document_quarantined").count()) == (2, 1)


@pytest.mark.django_db
def test_the_list_shows_what_was_found_and_opens_nothing(tmp_path: Path, settings, client: Client) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    people = make_people()
    document = stopped(people, tmp_path, settings)
    settings.CLAMAV_URL = ""
    receive(upload(jpeg(5), "uskyldig.jpg"), by=people.mette)
    client.force_login(people.rikke)
    page = client.get(reverse("admin:documents_quarantineddocument_changelist")).content.decode()
    assert ("Ny.Virus" in page, "uskyldig.jpg" in page) == (True, False)
    page = client.get(
        reverse("admin:documents_quarantineddocument_change", args=[document.pk])
    ).content.decode()
    assert "Filen er standset af viruskontrollen" in page
    assert "/original" not in page
    client.force_login(people.mette)
    assert client.get(reverse("admin:documents_quarantineddocument_changelist")).status_code == 404

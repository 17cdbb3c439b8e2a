from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from clusters.models import User
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.receive import receive
from klyngeokonomi.refused import Refused
from tests.factories.papers import jpeg, upload
from tests.people import person_with_account


def give(by: User) -> Document:
    return receive(upload(jpeg()), by=by)


@pytest.mark.case("T079")
def test_the_last_file_of_the_day_passes_and_the_next_does_not(mette: User, settings) -> None:
    settings.DOCUMENT_DAILY_COUNT = 2
    give(mette)
    give(mette)
    with pytest.raises(Refused, match=r"^Du kan uploade 2 filer i døgnet, og det har du gjort"):
        give(mette)
    assert Document.objects.count() == 2


@pytest.mark.case("T079")
def test_bytes_up_to_the_limit_pass_and_one_more_does_not(mette: User, settings) -> None:
    size = len(jpeg())
    settings.DOCUMENT_DAILY_BYTES = 2 * size
    give(mette)
    give(mette)
    settings.DOCUMENT_DAILY_BYTES = 3 * size - 1
    with pytest.raises(Refused, match="MB i døgnet, og med denne fil bliver det mere"):
        give(mette)


def test_yesterday_does_not_count_and_neither_do_others(mette: User, settings) -> None:
    settings.DOCUMENT_DAILY_COUNT = 1
    old = give(mette)
    Document.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(hours=24, seconds=1))
    give(mette)
    give(person_with_account("Frede", "Prøve"))
    assert Document.objects.count() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.case("T079")
def test_eight_at_once_do_not_get_past_the_limit(settings) -> None:
    settings.DOCUMENT_DAILY_COUNT = 3
    mette = person_with_account("Mette", "Prøve")

    def one(_: int) -> bool:
        try:
            give(mette)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(one, range(8)))
    assert sum(taken) == 3
    assert Document.objects.count() == 3
    assert len(list(Path(settings.DOCUMENT_ROOT).iterdir())) == 3

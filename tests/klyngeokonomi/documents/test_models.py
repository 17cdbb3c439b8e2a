import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from klyngeokonomi.documents.models import Document, Page
from tests.factories.papers import jpeg, upload


@pytest.fixture
def document(mette):
    from klyngeokonomi.documents.receive import receive

    return receive(upload(jpeg()), by=mette)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("state_known", {"state": "endorsed"}),
        ("type_known", {"content_type": "text/html"}),
        ("size_positive", {"size": 0}),
        ("sha256_shape", {"sha256": "A" * 64}),
        ("refused_says_why", {"state": "refused"}),
        ("refused_says_why", {"problem": "Noget er galt."}),
        ("ready_is_read", {"state": "ready", "pages": 2, "pages_read": 1, "version": 1}),
        ("ready_is_read", {"state": "ready", "pages": 0, "pages_read": 0, "version": 1}),
        ("ready_is_read", {"state": "ready", "pages": None, "pages_read": 0, "version": 1}),
        ("ready_is_read", {"state": "ready", "pages": 1, "pages_read": 1, "version": 0}),
        ("reading_has_lease", {"state": "reading"}),
        ("reading_has_lease", {"lease_until": timezone.now()}),
        ("rotation_quarter", {"rotation": 45}),
        ("scan_known", {"scan": "perhaps"}),
        ("infected_is_refused", {"scan": "infected", "scan_found": "Ny.Virus"}),
        ("infected_is_refused", {"scan": "infected", "state": "refused", "problem": "Standset."}),
        (
            "unscanned_is_not_ready",
            {"scan": "waiting", "state": "ready", "pages": 1, "pages_read": 1, "version": 1},
        ),
    ],
)
def test_the_database_keeps_the_promise(document, rule: str, change: dict) -> None:
    with pytest.raises(IntegrityError, match=f"documents_document_{rule}"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**change)


def test_a_page_has_one_number_and_a_size(document) -> None:
    Page.objects.create(document=document, number=1, width=1, height=1, sha256="0" * 64)
    for wrong, rule in (
        ({"number": 1, "width": 2}, "number_unique"),
        ({"number": 2, "width": 0}, "has_size"),
    ):
        with pytest.raises(IntegrityError, match=f"documents_page_{rule}"), transaction.atomic():
            Page.objects.create(document=document, height=1, sha256="0" * 64, **wrong)

import pytest

from klyngeokonomi.documents import storage
from klyngeokonomi.documents.discard import discard_document
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.receive import receive
from tests.factories.papers import jpeg, upload
from tests.people import person_with_account


@pytest.mark.django_db(transaction=True)
def test_row_pages_and_bytes_go_together() -> None:
    document = receive(upload(jpeg()), by=person_with_account("Mette", "Prøve"))
    folder = storage.folder(document.pk)
    assert folder.is_dir()
    discard_document(document)
    assert not Document.objects.exists()
    assert not folder.exists()

"""Is a paper still what it was when it was read? (reliability T085: a file swapped after it was endorsed)"""

from klyngeokonomi.documents import storage
from klyngeokonomi.documents.models import Document


def broken(document: Document) -> list[str]:
    """Names of the files that are gone or are not those the database remembers; empty when whole."""
    expected = {storage.original(document): document.sha256}
    for page in document.page_set.all():
        expected[storage.page(document, page.number)] = page.sha256
    if document.copy_sha256:
        expected[storage.clean_copy(document)] = document.copy_sha256
    return [
        path.name
        for path, sha256 in expected.items()
        if not path.is_file() or storage.sha256_of(path) != sha256
    ]

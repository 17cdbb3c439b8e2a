"""Is a paper still what it was when it was read? (reliability T085: a file swapped after it was endorsed)"""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from klyngeokonomi.documents import scanner, storage
from klyngeokonomi.documents.models import Document, Page, Scan
from klyngeokonomi.statement import Statement

_PAGES: Statement[Page] = Statement(
    lambda documents: Page.objects.filter(document__among=documents).order_by("number")
)


def any_broken(documents: Iterable[Document]) -> Document | None:
    """The first of these that is. Reads every file through; one query however many there are."""
    pages: dict[UUID, list[Page]] = defaultdict(list)
    documents = list(documents)
    for page in _PAGES.all(documents=[one.pk for one in documents]) if documents else []:
        pages[page.document_id].append(page)
    return next((one for one in documents if broken(one, pages[one.pk])), None)


def broken(document: Document, pages: Iterable[Page] | None = None) -> list[str]:
    """Names of the files that are gone or are not those the database remembers; empty when whole.

    `pages` are the document's, when they have been read.
    """
    expected = {storage.original(document): document.sha256}
    for page in document.page_set.all() if pages is None else pages:
        expected[storage.page(document, page.number)] = page.sha256
    if document.copy_sha256:
        expected[storage.clean_copy(document)] = document.copy_sha256
    return [
        path.name
        for path, sha256 in expected.items()
        if not path.is_file() or storage.sha256_of(path) != sha256
    ]


def why_not_hand_out(document: Document) -> str | None:
    """The Danish reason the sealed original is handed to nobody, or None. Reads it through."""
    if document.is_infected:
        return "Filen er i karantæne og kan ikke hentes."
    if scanner.is_on() and document.scan != Scan.CLEAN:
        return "Filen er ikke kontrolleret for virus og kan derfor ikke hentes."
    path = storage.original(document)
    if not path.is_file() or storage.sha256_of(path) != document.sha256:
        return "Filen er ikke længere den, der blev lagt op. Kontakt driften."
    return None

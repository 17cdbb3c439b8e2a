"""Is a paper still what it was when it was read? (reliability T085: a file swapped after it was endorsed)"""

from klyngeokonomi.documents import scanner, storage
from klyngeokonomi.documents.models import Document, Scan


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

"""Proof of the papers (I8): every row has its bytes with the stored SHA-256, and no file lacks a row."""

from collections.abc import Iterator

from klyngeokonomi.documents import storage
from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.seal import broken


def check_papers() -> Iterator[str]:
    known = set()
    for document in Document.objects.prefetch_related("page_set").iterator(chunk_size=500):
        known.add(str(document.pk))
        for name in broken(document):
            yield f"Papiret «{document.name}» ({document.pk}): filen {name} mangler eller er ændret."
    for name in storage.folders():
        if name not in known and not Document.objects.filter(pk=name).exists():
            yield f"Mappen {name} hører ikke til noget papir."

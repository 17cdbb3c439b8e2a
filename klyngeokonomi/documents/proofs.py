"""Proof of the papers (I8): every row has its bytes with the stored SHA-256, and no file lacks a row."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from klyngeokonomi.documents.models import Document
from klyngeokonomi.documents.seal import broken


def check_papers() -> Iterator[str]:
    known = set()
    for document in Document.objects.prefetch_related("page_set").iterator(chunk_size=500):
        known.add(str(document.pk))
        for name in broken(document):
            yield f"Papiret «{document.name}» ({document.pk}): filen {name} mangler eller er ændret."
    root = Path(settings.DOCUMENT_ROOT)
    for entry in os.scandir(root) if root.is_dir() else ():
        if entry.is_dir() and entry.name not in known and not Document.objects.filter(pk=entry.name).exists():
            yield f"Mappen {entry.name} hører ikke til noget papir."

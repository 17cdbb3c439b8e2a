"""The file of a released payment run is handed out: the same bytes every time, and each time is written down."""

from hashlib import sha256
from typing import TYPE_CHECKING

from approvals.models import Batch, BatchFile
from approvals.permissions import why_not_download_batch_file
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

CHANGED = "Filen er ikke den, der blev dannet, og udleveres ikke. Ring til dem, der driver systemet."


@act
def download_batch_file(batch: Batch, *, by: "User") -> tuple[BatchFile, bytes]:
    """Raises Refused before release, for anyone but the secretariat, and when the bytes are not those of its print."""
    if sentence := why_not_download_batch_file(by, batch):
        raise Refused(sentence, on=batch, tried="Hent fil")
    kept = BatchFile.objects.get(batch=batch)
    content = kept.sealed.open()
    if sha256(content).hexdigest() != kept.sha256:
        raise Refused(CHANGED, on=batch, tried="Hent fil")
    record("batch_file_downloaded", by=by, subject=batch, text=f"{kept.name}, {kept.sha256[:16]}")
    return kept, content

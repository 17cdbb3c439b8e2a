"""How far the reading of each paper is, shaped for the upload page."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from klyngeokonomi.documents import sentences
from klyngeokonomi.documents.models import Document, State


@dataclass(frozen=True)
class Progress:
    """One line: where it stands in words, and how far in percent (None while that is not known)."""

    id: UUID
    name: str
    state: str
    sentence: str
    percent: int | None
    is_waiting: bool
    is_refused: bool
    note: str


def progress_of(documents: Iterable[Document]) -> list[Progress]:
    """A line for each paper, in the order given. Asks the database nothing."""
    return [
        Progress(
            id=document.pk,
            name=document.name,
            state=document.state,
            sentence=_sentence(document),
            percent=_percent(document),
            is_waiting=document.is_waiting,
            is_refused=document.is_refused,
            note=document.note,
        )
        for document in documents
    ]


def _sentence(document: Document) -> str:
    match document.state:
        case State.REFUSED:
            return document.problem
        case State.RECEIVED if document.awaits_scan:
            return sentences.AWAITS_SCAN
        case State.READY:
            return "Klar, 1 side" if document.pages == 1 else f"Klar, {document.pages} sider"
        case State.READING if document.pages:
            return f"Læser side {min(document.pages_read + 1, document.pages)} af {document.pages}"
        case State.READING:
            return "Åbner filen"
    return "Modtaget, venter på at blive læst"


def _percent(document: Document) -> int | None:
    if document.state == State.READY:
        return 100
    if document.state == State.READING and document.pages:
        return 100 * document.pages_read // document.pages
    return None

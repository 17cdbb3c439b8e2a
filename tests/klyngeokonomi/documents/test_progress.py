from django.db import connection
from django.test.utils import CaptureQueriesContext

from klyngeokonomi.documents.models import ContentType, Document, State
from klyngeokonomi.documents.progress import progress_of


def line(**fields: object):
    document = Document(name="bon.pdf", content_type=ContentType.PDF, size=1, sha256="0" * 64, **fields)
    return progress_of([document])[0]


def test_each_state_in_words_and_percent() -> None:
    received = line(state=State.RECEIVED)
    assert (received.sentence, received.percent, received.is_waiting) == (
        "Modtaget, venter på at blive læst",
        None,
        True,
    )
    opening = line(state=State.READING)
    assert (opening.sentence, opening.percent, opening.is_waiting) == ("Åbner filen", None, True)
    under_way = line(state=State.READING, pages=5, pages_read=2)
    assert (under_way.sentence, under_way.percent) == ("Læser side 3 af 5", 40)
    last = line(state=State.READING, pages=5, pages_read=5)
    assert (last.sentence, last.percent) == ("Læser side 5 af 5", 100)
    one = line(state=State.READY, pages=1, pages_read=1)
    assert (one.sentence, one.percent, one.is_waiting) == ("Klar, 1 side", 100, False)
    assert line(state=State.READY, pages=4, pages_read=4).sentence == "Klar, 4 sider"
    refused = line(state=State.REFUSED, problem="Filen er tom.")
    assert (refused.sentence, refused.percent, refused.is_refused) == ("Filen er tom.", None, True)


def test_the_database_is_not_asked(db: None) -> None:
    documents = [Document(name=f"{number}.jpg", state=State.RECEIVED) for number in range(3)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert [entry.name for entry in progress_of(documents)] == ["0.jpg", "1.jpg", "2.jpg"]
    assert len(queries) == 0

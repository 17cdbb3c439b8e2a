import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from expenses.actions.publish_answer import publish_answer, withdraw_answer
from expenses.actions.write_answer import discard_answer, write_answer
from expenses.enums import AnswerState
from expenses.models import Answer
from klyngeokonomi.audit.models import Record
from klyngeokonomi.refused import Refused
from tests.people import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


def write(by, draft=None, **fields):
    given = {"question": "Må vi?", "answer": "Ja.", "section": "forplejning"}
    return write_answer(draft, **(given | fields), by=by)


def acts():
    return list(
        Record.objects.filter(act__startswith="answer").order_by("id").values_list("act", "text", "by_id")
    )


def test_from_draft_to_published_to_withdrawn(people):
    draft = write(people.sara)
    assert (draft.state, Answer.objects.published().count()) == (AnswerState.DRAFT, 0)
    write(people.sara, draft, answer="Ja, gerne.")
    published = publish_answer(draft, by=people.sara)
    assert (published.state, published.answer) == (AnswerState.PUBLISHED, "Ja, gerne.")
    assert withdraw_answer(published, by=people.sara).state == AnswerState.WITHDRAWN
    assert [act for act, _, _ in acts()] == [
        "answer_written",
        "answer_written",
        "answer_published",
        "answer_withdrawn",
    ]


def test_a_new_answer_takes_over_from_the_one_it_replaces(people):
    old = publish_answer(write(people.sara), by=people.sara)
    new = write(people.sara, answer="Nej.", replaces=old)
    assert list(Answer.objects.published()) == [old]
    with pytest.raises(Refused, match="allerede et nyt svar på vej"):
        write(people.sara, replaces=old)
    publish_answer(new, by=people.sara)
    assert list(Answer.objects.published()) == [new]
    old.refresh_from_db()
    assert (old.withdrawn_by, old.successor) == (people.sara, new)
    assert acts()[-2][:2] == ("answer_withdrawn", "Må vi? (erstattet)")


def test_a_draft_may_be_thrown_away_and_only_a_draft(people):
    draft = write(people.sara)
    discard_answer(draft, by=people.sara)
    assert not Answer.objects.exists()
    with pytest.raises(Refused, match="Kladden er kasseret"):
        publish_answer(draft, by=people.sara)
    published = publish_answer(write(people.sara), by=people.sara)
    with pytest.raises(Refused, match="allerede udgivet"):
        discard_answer(published, by=people.sara)


def test_not_in_that_order(people):
    draft = write(people.sara)
    with pytest.raises(Refused, match="ikke udgivet endnu"):
        withdraw_answer(draft, by=people.sara)
    with pytest.raises(Refused, match="Kun et svar, der er udgivet"):
        write(people.sara, replaces=draft)
    publish_answer(draft, by=people.sara)
    with pytest.raises(Refused, match="kan ikke rettes"):
        write(people.sara, draft)
    withdraw_answer(draft, by=people.sara)
    with pytest.raises(Refused, match="allerede trukket tilbage"):
        withdraw_answer(draft, by=people.sara)


def test_the_section_is_one_of_today(people):
    with pytest.raises(Refused, match="Vælg et afsnit, der gælder i dag"):
        write(people.sara, section="findes-ikke")


def test_only_the_secretariat(people):
    draft = write(people.sara)
    for user in (people.mette, people.karen, people.rikke):
        for act in (lambda user=user: write(user), lambda user=user: publish_answer(draft, by=user)):
            with pytest.raises(Refused, match="Det kan kun PLO's klyngesekretariat"):
                act()


def refused(why, act):
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        act()


def test_the_database_keeps_what_was_published(people):
    draft = write(people.sara)
    row, now = Answer.objects.filter(pk=draft.pk), timezone.now()
    refused('"expenses_answer_says_something"', lambda: row.update(answer=" "))
    refused('"expenses_answer_published_whole"', lambda: row.update(published_at=now))
    refused('"expenses_answer_withdrawn_whole"', lambda: row.update(withdrawn_by=people.sara))
    refused(
        '"expenses_answer_withdrawn_whole"', lambda: row.update(withdrawn_at=now, withdrawn_by=people.sara)
    )
    publish_answer(draft, by=people.sara)
    refused("never edited", lambda: row.update(answer="Nej."))
    refused("never edited", lambda: row.delete())
    withdraw_answer(draft, by=people.sara)
    refused("never edited", lambda: row.update(withdrawn_at=None, withdrawn_by=None))

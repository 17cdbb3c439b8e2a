"""A change of the guide takes two people, a day, and a look at what it would have meant."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from expenses.actions.preview_change import preview_change
from expenses.actions.propose_change import propose_change
from expenses.actions.publish_change import publish_change, withdraw_change
from expenses.enums import ChangeStep, ChangeSubject, RateKey, TermKey
from expenses.models import GuideChange, Rate, Section, Term
from klyngeokonomi.audit.models import Record
from klyngeokonomi.money import kr
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from tests.factories.guide_changes import publish, publish_rate
from tests.people import make_people

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
DINNER = (ChangeSubject.RATE, {"key": int(RateKey.DINNER)})


@pytest.fixture
def people():
    return make_people()


def tomorrow():
    return timezone.localdate() + DAY


def propose(people, amount="850.00", *, by=None, valid_from=None, **more):
    day = valid_from or tomorrow()
    return propose_change(
        *DINNER, {"amount": amount}, valid_from=day, why="Vejledning 2027", by=by or people.sara, **more
    )


def ready(people, **more):
    change = propose(people, **more)
    preview_change(change.pk)
    change.refresh_from_db()
    return change


def dinners():
    rows = Rate.objects.filter(key=RateKey.DINNER).order_by("valid_from")
    return list(rows.values_list("amount", "valid_from", "valid_to"))


FIRST = (kr(800), dt.date(2023, 4, 1), None)


def test_nothing_is_in_force_before_another_publishes_it(people):
    change = ready(people)
    assert dinners() == [FIRST]
    assert Message.objects.get().key == f"change:{change.pk}:proposed"
    publish_change(change, by=people.sune)
    assert dinners() == [(*FIRST[:2], timezone.localdate()), (kr(850), tomorrow(), None)]
    assert Rate.objects.filter(valid_to=None).count() == 10
    acts = list(Record.objects.filter(act__startswith="change_").order_by("pk").values_list("act", "by"))
    assert acts == [("change_proposed", people.sara.pk), ("change_published", people.sune.pk)]


def test_who_proposed_it_cannot_publish_it_and_only_the_secretariat_can(people):
    change = ready(people)
    with pytest.raises(Refused, match="Du har selv foreslået ændringen"):
        publish_change(change, by=people.sara)
    for user in (people.mette, people.karen, people.rikke, people.frede):
        with pytest.raises(Refused, match="Det kan kun PLO's klyngesekretariat"):
            publish_change(change, by=user)
        with pytest.raises(Refused, match="Det kan kun PLO's klyngesekretariat"):
            withdraw_change(change, by=user)
        with pytest.raises(Refused, match="Det kan kun PLO's klyngesekretariat"):
            propose(people, by=user)
    assert dinners() == [FIRST]


def test_it_is_published_once_and_only_when_it_is_judged(people):
    change = propose(people)
    with pytest.raises(Refused, match="ikke regnet igennem endnu"):
        publish_change(change, by=people.sune)
    preview_change(change.pk)
    publish_change(change, by=people.sune)
    for act in (publish_change, withdraw_change):
        with pytest.raises(Refused, match="Ændringen er offentliggjort"):
            act(change, by=people.sune)
    assert len(dinners()) == 2


def test_a_day_that_has_passed_meanwhile_is_refused(people):
    change = ready(people, valid_from=timezone.localdate())
    next_day = time_machine.travel(timezone.now() + DAY, tick=False)
    with next_day, pytest.raises(Refused, match="Den første dag er passeret"):
        publish_change(change, by=people.sune)
    assert dinners() == [FIRST]


@pytest.mark.parametrize(
    ("amount", "days", "sentence"),
    [
        ("850.00", -1, "Den første dag er passeret"),
        ("0.00", 1, "større end nul"),
        ("-1.00", 1, "større end nul"),
    ],
)
def test_what_cannot_be_is_refused_at_once(people, amount, days, sentence):
    with pytest.raises(Refused, match=sentence):
        propose(people, amount, valid_from=timezone.localdate() + days * DAY)
    assert not GuideChange.objects.exists()


def test_a_day_that_is_not_after_the_last_rows_first_is_refused(people):
    publish_rate(people, RateKey.DINNER, "850.00", tomorrow())
    with pytest.raises(Refused, match=f"allerede noget, der gælder fra {tomorrow():%d.%m.%Y}"):
        propose(people, "900.00")


def test_two_proposals_about_one_row_do_not_wait_at_once(people):
    first = propose(people)
    with pytest.raises(Refused, match="venter allerede et forslag"):
        propose(people, "900.00", by=people.sune)
    withdraw_change(first, by=people.sara)
    propose(people, "900.00", by=people.sune)
    with pytest.raises(Refused, match="trukket tilbage"):
        publish_change(first, by=people.sune)


def test_what_has_not_begun_is_taken_back_by_two(people):
    publish_rate(people, RateKey.DINNER, "850.00", tomorrow())
    publish(people, *DINNER, {}, valid_from=tomorrow(), step=ChangeStep.UNDO)
    assert dinners() == [FIRST]
    with pytest.raises(Refused, match="ikke noget at tage tilbage"):
        propose_change(*DINNER, {}, valid_from=tomorrow(), why="x", by=people.sara, step=ChangeStep.UNDO)


def test_a_word_begins_and_ends(people):
    word = {"key": TermKey.NEVER_PAID, "word": "Prøveboks"}
    said = {"anchor": "medibox", "advice": "Prøveboks kan ikke betales."}
    today = timezone.localdate()
    publish(people, ChangeSubject.TERM, word, said, valid_from=today)
    publish(people, ChangeSubject.TERM, word, {}, valid_from=tomorrow(), step=ChangeStep.END)
    (row,) = Term.objects.filter(word="Prøveboks").values_list("advice", "valid_from", "valid_to", "source")
    assert row == ("Prøveboks kan ikke betales.", today, today, "Vejledning 2027")
    with pytest.raises(Refused, match="ophørt før den dag"):
        propose_change(
            ChangeSubject.TERM, word, {}, valid_from=tomorrow(), why="x", by=people.sara, step=ChangeStep.END
        )


def test_a_section_gets_another_text_and_keeps_its_anchor(people):
    old = Section.objects.get(slug="medibox")
    new = {"title": old.title, "says": "Ny tekst.", "guide": "April 2027", "position": old.position}
    publish(people, ChangeSubject.SECTION, {"slug": "medibox"}, new, valid_from=tomorrow())
    rows = Section.objects.filter(slug="medibox").order_by("valid_from").values_list("says", "valid_to")
    assert list(rows) == [(old.says, timezone.localdate()), ("Ny tekst.", None)]


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_write_one_row():
    people = make_people()
    change = ready(people)

    def attempt(_):
        try:
            publish_change(change, by=people.sune)
            return "published"
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(attempt, range(3))) == ["published", "refused", "refused"]
    assert len(dinners()) == 2


@pytest.mark.parametrize(
    "harm",
    [
        {"values": {"amount": "9000.00"}},
        {"proposed_by": None},
        {"preview": {"of": 0, "differ": 0}},
        {"valid_from": dt.date(2030, 1, 1)},
    ],
)
def test_the_database_keeps_what_is_proposed(people, harm):
    change = ready(people)
    if "proposed_by" in harm:
        harm = {"proposed_by": people.sune.person}
    with pytest.raises(IntegrityError), transaction.atomic():
        GuideChange.objects.filter(pk=change.pk).update(**harm)
    with pytest.raises(IntegrityError), transaction.atomic():
        change.delete()


@pytest.mark.parametrize(
    "name",
    [
        "expenses_guidechange_two_people",
        "expenses_guidechange_published_whole",
        "expenses_guidechange_one_answer",
    ],
)
def test_the_database_wants_two_people_and_one_answer(people, name):
    is_judged = not name.endswith("published_whole")
    change, now = ready(people) if is_judged else propose(people), timezone.now()
    by = people.sara if name.endswith("two_people") else people.sune
    wrong = {"published_by": by.person, "published_at": now}
    if name.endswith("one_answer"):
        wrong |= {"withdrawn_by": by.person, "withdrawn_at": now}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        GuideChange.objects.filter(pk=change.pk).update(**wrong)

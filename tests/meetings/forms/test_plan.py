import datetime
import uuid

import pytest

from clusters.models import Cluster
from meetings.forms.plan import ChangeMeetingForm, NewMeetingForm
from tests.factories.meetings import evening, plan
from tests.people import People


def typed(people: People, **other: str) -> dict[str, str]:
    return {
        "cluster": str(people.cluster.pk),
        "kind": "ordinary",
        "topic": "Smerter",
        "date": "2026-05-12",
        "start": "18:00",
        "end": "21:00",
        "place": "Prøveby Kro",
        "country": "DK",
        "form_key": str(uuid.uuid4()),
        **other,
    }


def form(people: People, **other: str) -> NewMeetingForm:
    return NewMeetingForm(typed(people, **other), clusters=Cluster.objects.filter(pk=people.cluster.pk))


def test_danish_summer_time(people: People) -> None:
    filled = form(people)
    assert filled.is_valid()
    facts = filled.facts()
    assert facts["starts_at"] == datetime.datetime(2026, 5, 12, 16, tzinfo=datetime.UTC)
    assert facts["ends_at"] == datetime.datetime(2026, 5, 12, 19, tzinfo=datetime.UTC)


def test_winter_time_and_two_days(people: People) -> None:
    filled = form(people, date="2026-11-20", end_date="2026-11-21", end="12.30", kind="residential")
    assert filled.is_valid()
    assert filled.facts()["ends_at"] == datetime.datetime(2026, 11, 21, 11, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize("end", ["18:00", "17:59", "00:30"])
def test_ends_after_it_begins(people: People, end: str) -> None:
    filled = form(people, end=end)
    assert filled.errors["end"] == [
        "Mødet skal slutte, efter at det begynder. Går det over midnat, så skriv slutdatoen."
    ]


def test_the_hour_that_is_skipped_in_march(people: People) -> None:
    filled = form(people, date="2026-03-29", start="02:30", end="05:00")
    assert filled.errors["start"] == ["Det klokkeslæt findes ikke den nat, uret stilles frem."]


def test_another_cluster_is_no_choice(people: People) -> None:
    assert "cluster" in form(people, cluster=str(people.other_cluster.pk)).errors


def test_change_form_begins_with_the_meeting_as_it_is(people: People) -> None:
    start = evening(30, 18)
    meeting = plan(people, starts_at=start, ends_at=start + datetime.timedelta(days=1))
    initial = ChangeMeetingForm.initial_from(meeting)
    assert (initial["date"], initial["start"]) == (start.date(), datetime.time(18))
    assert (initial["end_date"], initial["version"]) == ((start + datetime.timedelta(days=1)).date(), 1)
    assert ChangeMeetingForm.initial_from(plan(people))["end_date"] is None

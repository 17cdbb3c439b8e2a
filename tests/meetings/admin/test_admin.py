"""Meetings and lists in the admin: read by secretariat and auditor, written by nobody, at one cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.actions.cancel_meeting import cancel_meeting
from meetings.actions.correct_attendance import NewName, correct_attendance
from meetings.enums import ParticipantKind, Presence
from tests.factories.meetings import held_meeting, plan, ticked_meeting
from tests.people import People

MEETINGS, LISTS = "/plo/meetings/meeting/", "/plo/meetings/attendancelist/"


@pytest.fixture
def sara(people: People, client, settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    client.force_login(people.sara)
    return client


def test_meetings_are_found_by_where_their_list_stands(people: People, sara) -> None:
    held_meeting(people, topic="Sendt emne")
    ticked_meeting(people, topic="Manglende emne")
    plan(people, topic="Planlagt emne")
    cancel_meeting(plan(people, topic="Aflyst emne"), by=people.karen, reason="Sygdom")
    expected = {
        "mangler": {"Manglende emne"},
        "sendt": {"Sendt emne"},
        "planlagt": {"Planlagt emne", "Manglende emne"},
        "aflyst": {"Aflyst emne"},
    }
    every = {"Manglende emne", "Sendt emne", "Planlagt emne", "Aflyst emne"}
    for value, topics in expected.items():
        page = sara.get(f"{MEETINGS}?liste={value}").content.decode()
        assert {topic for topic in every if topic in page} == topics


def test_a_meeting_leads_to_its_page(people: People, sara) -> None:
    meeting = plan(people)
    page = sara.get(f"{MEETINGS}{meeting.pk}/change/").content.decode()
    assert f'href="/moeder/{meeting.pk}/historik/"' in page
    assert 'name="topic"' not in page


def test_each_version_with_its_changes_and_a_page_to_print(people: People, sara) -> None:
    meeting = held_meeting(people)
    palle = NewName("Palle Prøve", ParticipantKind.STAFF, Presence.ATTENDED)
    second = correct_attendance(
        meeting, by=people.karen, version=1, reason="Palle var med.", marks={}, added=[palle]
    )
    page = sara.get(LISTS).content.decode()
    assert f'href="/moeder/{meeting.pk}/liste/1/"' in page
    assert f'href="/moeder/{meeting.pk}/liste/2/"' in page
    assert "3 / 1 / 1" in page
    shown = sara.get(f"{LISTS}{second.pk}/change/").content.decode()
    assert "Palle Prøve (praksispersonale) er føjet til som fremmødt." in shown


def test_the_auditor_reads(people: People, client, settings) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    held_meeting(people)
    client.force_login(people.rikke)
    assert client.get(LISTS).status_code == client.get(MEETINGS).status_code == 200


@pytest.mark.parametrize("who", ["mette", "karen", "frede"])
def test_others_find_no_such_page(people: People, client, who: str) -> None:
    client.force_login(getattr(people, who))
    assert client.get(LISTS).status_code == client.get(MEETINGS).status_code == 404


def test_nothing_is_written(people: People, sara) -> None:
    frozen = held_meeting(people).lists.get()
    for address in (
        f"{LISTS}add/",
        f"{LISTS}{frozen.pk}/change/",
        f"{LISTS}{frozen.pk}/delete/",
        f"{MEETINGS}add/",
        f"{MEETINGS}{frozen.meeting_id}/change/",
        f"{MEETINGS}{frozen.meeting_id}/delete/",
    ):
        assert sara.post(address, {"topic": "Rettet", "state": "planned"}).status_code == 403


def test_lists_cost_the_same_for_one_and_three(people: People, sara) -> None:
    costs = []
    for days in ([-3], [-4, -5]):
        for day in days:
            held_meeting(people, days=day)
        for address in (MEETINGS, LISTS):
            sara.get(address)
            with CaptureQueriesContext(connection) as asked:
                sara.get(address)
            costs.append(len(asked))
    assert costs[:2] == costs[2:]

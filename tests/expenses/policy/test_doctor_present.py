from dataclasses import replace

import pytest

from expenses.enums import Outcome
from expenses.policy.facts import ParticipantKind
from tests.expenses.policy.claims import claim, found, line, meeting, people

RULE = "doctor_present"


def as_kind(participants, kind):
    return tuple(replace(person, kind=ParticipantKind(kind)) for person in participants)


@pytest.mark.parametrize("kind", ["staff", "speaker", "guest"])
def test_a_meeting_without_a_doctor_stops_whatever_was_bought(kind):
    alone = meeting(as_kind(people(attended=4), kind))
    assert found(claim(line("room", "100.00", "0"), meeting=alone)) == [(RULE, Outcome.STOP)]


def test_one_doctor_is_enough():
    mixed = meeting(as_kind(people(attended=4), "staff") + people(attended=1))
    assert found(claim(line("room", "100.00", "0"), meeting=mixed)) == []


def test_a_doctor_who_did_not_come_is_not_present():
    absent = meeting(as_kind(people(attended=4), "staff") + people(no_show=1, declined=1))
    assert found(claim(line("room", "100.00", "0"), meeting=absent)) == [(RULE, Outcome.STOP)]


def test_a_doctor_who_said_yes_counts_while_the_list_is_open():
    planned = meeting(as_kind(people(accepted=4), "staff") + people(accepted=1), closed=False)
    assert found(claim(line("room", "100.00", "0"), meeting=planned)) == []


@pytest.mark.parametrize("declined", [0, 1, 3])
def test_a_closed_list_without_anyone_has_no_doctor_on_it(declined):
    nobody = meeting(people(declined=declined))
    assert found(claim(line("room", "100.00", "0"), meeting=nobody)) == [(RULE, Outcome.STOP)]


@pytest.mark.parametrize("answers", [{}, {"invited": 3}, {"declined": 2}])
def test_while_the_list_is_open_nobody_is_missed_yet(answers):
    planned = meeting(people(**answers), closed=False)
    assert found(claim(line("room", "100.00", "0"), meeting=planned)) == []


def test_a_meeting_nobody_came_to_had_no_doctor():
    assert found(claim(line("room", "100.00", "0"), meeting=meeting(people(no_show=3)))) == [
        (RULE, Outcome.STOP)
    ]

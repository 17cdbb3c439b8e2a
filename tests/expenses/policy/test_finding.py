import json

import pytest

from expenses.enums import Outcome
from expenses.policy.finding import Finding, asking_reason, stops
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.rules import judge
from tests.expenses.policy.claims import claim, line, meeting, people

GRAVE = claim(line("dinner", "90000.00", "0"), line("room", "5000.01", "0"), papers=())


def test_a_frozen_finding_comes_back_as_it_was():
    findings = judge(GRAVE, GUIDE_TABLE)
    frozen = json.dumps([finding.as_dict() for finding in findings])
    assert tuple(Finding.from_dict(row) for row in json.loads(frozen)) == findings


def test_what_never_was_a_finding_is_refused():
    with pytest.raises(ValueError, match="maybe"):
        Finding.from_dict({**judge(GRAVE, GUIDE_TABLE)[0].as_dict(), "outcome": "maybe"})


def test_stops_and_reasons_are_told_apart():
    findings = judge(GRAVE, GUIDE_TABLE)
    assert [found.rule for found in stops(findings)] == ["document_kind", "meal_ceiling"]
    assert [found.rule for found in asking_reason(findings)] == ["room_ceiling"]
    assert {found.outcome for found in findings} == {Outcome.STOP, Outcome.REASON}


def test_a_claim_in_order_has_none():
    assert judge(claim(line("dinner", "800.00", "0"), meeting=meeting(people(attended=1))), GUIDE_TABLE) == ()

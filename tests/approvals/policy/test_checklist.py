"""Which questions endorsing asks of a person, and what is answered by itself."""

from dataclasses import replace
from decimal import Decimal

import pytest

from approvals.policy.checklist import NOT_ACCEPTED, Checklist, checklist
from expenses.enums import PaperKind, VoucherKind
from expenses.policy.ceilings import workings
from expenses.policy.facts import Claim, PaperFacts
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.rules import judge
from tests.expenses.policy.claims import claim, line, meeting, people


def listed(one: Claim, reason: str = "") -> Checklist:
    return checklist(one, judge(one, GUIDE_TABLE), workings(one, GUIDE_TABLE), reason)


@pytest.mark.parametrize(
    ("categories", "asked"),
    [
        (["transport"], []),
        (["lunch"], ["professional"]),
        (["dinner", "drinks"], ["professional"]),
        (["accommodation"], ["professional"]),
        (["conference_package"], ["professional"]),
        (["hardware"], ["received"]),
        (["gift"], ["received"]),
        (["subscription"], ["received"]),
        (["other"], ["received"]),
        (["speaker"], ["work_done"]),
        (["consultant"], ["work_done"]),
        (["fee"], ["work_done"]),
        (["mileage"], ["driven"]),
        (["room"], []),
        (["dinner", "speaker", "other"], ["professional", "received", "work_done"]),
    ],
)
def test_the_questions_follow_what_was_bought(categories: list[str], asked: list[str]) -> None:
    one = claim(*(line(category, "100.00", "20.00") for category in categories))
    assert [question.key for question in listed(one).questions] == asked


def test_a_room_is_asked_about_until_the_meeting_is_held() -> None:
    coming = meeting(people(accepted=14), closed=False)
    room = claim(line("room", "1000.00", "0.00"))
    for one in (replace(room, meeting=coming), replace(room, meeting=None, reason="Depositum.")):
        assert [question.text for question in listed(one).questions] == ["Er varen eller ydelsen modtaget?"]


def test_a_fee_is_asked_about_whatever_its_line_is_called() -> None:
    one = claim(line("transport", "100.00", "0.00"), kind=VoucherKind.FEE)
    assert "work_done" in listed(one).keys


def test_what_is_known_is_answered_by_itself_with_its_sum() -> None:
    dinner = claim(line("dinner", "14000.00", "2800.00"), available=Decimal("20000.00"))
    assert [(one.says, one.how.replace("\N{NO-BREAK SPACE}", " ")) for one in listed(dinner).checked] == [
        ("Papirerne er af den rigtige slags", ""),
        ("Ikke betalt før", "Hverken filerne eller købet findes på et andet bilag."),
        ("Mødet er holdt", ""),
        ("Deltagerlisten er fuldstændig", "14 kuverter, alle med navn."),
        ("Mødet har et program", ""),
        (
            "Middagen er inden for rammen",
            "14.000,00 kr. inkl. moms → 11.200,00 kr. ekskl. moms ÷ 14 = 800,00 kr. ≤ 800,00 kr.",
        ),
        ("Der er penge nok", "6.000,00 kr. til rådighed efter dette bilag."),
    ]


def test_nothing_is_said_to_be_in_order_that_a_rule_has_a_word_on() -> None:
    one = claim(
        line("dinner", "14000.01", "0.00"),
        papers=(PaperFacts(PaperKind.ORDER_CONFIRMATION, used_elsewhere=True),),
        meeting=meeting(people(accepted=14), programme=False, closed=False),
        available=Decimal("14000.00"),
    )
    assert listed(one).checked == ()


class TestAnswers:
    over = claim(line("dinner", "14000.13", "0.00"), meeting=meeting(programme=False))

    def test_the_reason_is_accepted_for_exactly_what_it_answers(self) -> None:
        asked = listed(self.over, reason="Festmiddag.")
        assert asked.accept == "reason:meal_ceiling,professional_purpose"
        assert asked.why_not(asked.keys) is None
        assert asked.why_not(["professional", "reason:meal_ceiling"]) == NOT_ACCEPTED
        assert asked.why_not([asked.accept]) == (
            "Svar på «Er mødets væsentligste formål fagligt?» med et flueben. "
            "Er svaret nej, så returnér eller afvis bilaget."
        )

    def test_what_no_reason_was_written_for_cannot_be_accepted(self) -> None:
        asked = listed(self.over)
        assert (asked.why_not(asked.keys) or "").startswith("Der mangler en begrundelse. Returnér bilaget")

    def test_the_decision_keeps_questions_reason_and_what_was_answered_by_itself(self) -> None:
        kept = listed(self.over, reason=" Festmiddag. ").as_dict()
        assert kept["answers"] == [{"key": "professional", "text": "Er mødets væsentligste formål fagligt?"}]
        assert (kept["accepted"], kept["reason"]) == (["professional_purpose", "meal_ceiling"], "Festmiddag.")
        assert [one["says"] for one in kept["checked"]][:2] == [
            "Papirerne er af den rigtige slags",
            "Ikke betalt før",
        ]

    def test_without_questions_nothing_is_asked(self) -> None:
        taxi = claim(line("transport", "250.00", "0.00"), meeting=None, reason="Til kommunen.")
        assert (listed(taxi).keys, listed(taxi).why_not(())) == ((), None)

import pytest

from expenses.policy import paying_to
from expenses.policy.nemkonto_notice import NOTICES, notice_now
from expenses.policy.paying_to import AccountFacts, why_not_pay

KNOWN = {"changed": False, "answer": None, "change_waits": False}
NEMKONTO = {**KNOWN, "is_nemkonto": True, "notice": "told"}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (KNOWN, None),
        ({**KNOWN, "changed": True, "change_waits": True}, paying_to.NOT_CONFIRMED),
        ({**KNOWN, "changed": True, "answer": True}, None),
        ({**KNOWN, "changed": True, "answer": False}, paying_to.REFUSED),
        ({**KNOWN, "answer": False}, paying_to.REFUSED),
        ({**KNOWN, "change_waits": True}, paying_to.CHANGE_WAITS),
        ({**KNOWN, "changed": True, "answer": True, "change_waits": True}, paying_to.CHANGE_WAITS),
        (NEMKONTO, None),
        ({**NEMKONTO, "notice": None}, paying_to.NOT_TOLD),
        ({**NEMKONTO, "notice": "opted_out"}, paying_to.OPTED_OUT),
        ({**NEMKONTO, "notice": "opted_out", "changed": True}, paying_to.OPTED_OUT),
        ({**NEMKONTO, "has_number": False}, paying_to.NO_NUMBER),
        ({**NEMKONTO, "change_waits": True}, paying_to.CHANGE_WAITS),
    ],
)
def test_why_nothing_is_paid(facts: dict, sentence: str | None) -> None:
    assert why_not_pay(AccountFacts(**facts)) == sentence


def test_the_notice_in_force_is_the_newest_and_speaks_to_whom_it_is_for() -> None:
    assert notice_now() == max(NOTICES, key=lambda one: one.version)
    assert "CPR-nummer" in notice_now().to("speaker")
    assert "CVR-nummeret" in notice_now().to("supplier")
    assert all("NemKonto fra" in text for one in NOTICES for text in (one.person, one.company))

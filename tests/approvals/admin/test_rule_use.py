"""The rules in use: counted by voucher, by how it ended, in the period asked for."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from approvals.actions.return_voucher import return_voucher
from approvals.selectors.rule_use import rule_use
from expenses.actions.answer_overrule import answer_overrule
from expenses.actions.ask_overrule import ask_overrule
from expenses.policy.rule_names import NAMES
from expenses.policy.rules import RULES
from expenses.states import VoucherState
from tests.factories.expenses import draft, endorse, voucher_at
from tests.people import make_people

PAGE = "/plo/approvals/decision/regler/"


def test_every_rule_has_a_name_in_the_lists_order() -> None:
    assert list(NAMES) == [name for name, _ in RULES]


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_rules_are_counted_by_how_they_ended(
    client: Client, rows: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    people = make_people()
    asked = [voucher_at(VoucherState.SUBMITTED, people, no_meeting_reason="") for _ in range(rows)]
    return_voucher(asked[0], by=people.karen, reason="Skriv, hvorfor der ikke er et møde.")
    for voucher in asked[1:]:
        endorse(voucher, by=people.karen)
    stopped = draft(people, text="Uden Medibox")
    (request,) = ask_overrule(stopped, by=people.mette, text="Kun nævnt.")
    answer_overrule(stopped, by=people.sara, mark=request.mark, allowed=True, reason="Kun nævnt.")
    today = timezone.localdate()
    with django_assert_num_queries(2):
        used = rule_use(today, today)
    assert [(one.rule, one.vouchers, one.accepted, one.turned_down, one.overruled) for one in used] == [
        ("meeting_missing", rows, rows - 1, 1, 0),
        ("never_paid", 0, 0, 0, 1),
    ]
    assert used[0].examples[0] == (asked[-1].pk, asked[-1].number)
    assert rule_use(today - timedelta(days=9), today - timedelta(days=1)) == []
    client.force_login(people.sara)
    page = client.get(PAGE, {"fra": str(today), "til": str(today)}).content.decode()
    assert f"{rows}\u00a0bilag, {rows - 1} med accepteret begrundelse, 0 stop faldt bort" in page
    assert (
        "Den sidste dag ligger før den første."
        in client.get(PAGE, {"fra": str(today), "til": "2020-01-01"}).content.decode()
    )

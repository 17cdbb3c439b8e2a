from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expenses.enums import CostCategory, Outcome
from expenses.policy.facts import ParticipantKind, ParticipantStatus
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.plan import Plan, PlannedVat, Verdict, answer, claim_of
from tests.expenses.policy.claims import meeting, people

NOBODY_YET = meeting(())


def plan(gross, *, vat=PlannedVat.STANDARD, heads=14, category=CostCategory.DINNER, available="90000"):
    left = None if available is None else Decimal(available)
    return Plan(category, Decimal(gross), vat, heads, left)


def ask(one, of=NOBODY_YET):
    return answer(one, of, GUIDE_TABLE)


def test_exactly_at_the_limit_is_yes_with_the_sum():
    found = ask(plan("14000.00"))
    assert found.verdict is Verdict.YES
    assert (found.most_net, found.most_gross) == (Decimal("11200.00"), Decimal("14000.00"))
    assert (found.share, found.left, found.findings) == (100, Decimal("76000.00"), ())
    assert [one.arithmetic for one in found.workings] == [
        "14.000,00 kr. inkl. moms → 11.200,00 kr. ekskl. moms ÷ 14 = 800,00 kr. ≤ 800,00 kr."
    ]


def test_one_ore_above_needs_a_reason_and_half_above_is_no():
    assert ask(plan("14000.02")).verdict is Verdict.WITH_REASON
    assert ask(plan("21000.00")).verdict is Verdict.WITH_REASON
    assert ask(plan("21000.02")).verdict is Verdict.NO


@pytest.mark.parametrize(
    ("gross", "verdict"),
    [("11200.00", Verdict.YES), ("11200.01", Verdict.WITH_REASON), ("14000.02", Verdict.WITH_REASON)],
)
def test_unknown_vat_is_yes_only_where_it_is_so_whatever_the_vat(gross, verdict):
    assert ask(plan(gross, vat=PlannedVat.UNKNOWN)).verdict is verdict


@pytest.mark.parametrize(
    ("available", "verdict", "left"),
    [("100.00", Verdict.YES, "0.00"), ("99.99", Verdict.NO, "-0.01"), (None, Verdict.YES, None)],
)
def test_whether_the_account_covers_it(available, verdict, left):
    found = ask(plan("100.00", available=available))
    assert (found.verdict, found.left) == (verdict, None if left is None else Decimal(left))


def test_those_on_the_list_are_taken_first_and_filled_up():
    staff = tuple(
        one for one in people(accepted=2, declined=3) if one.status is not ParticipantStatus.DECLINED
    )
    only_staff = meeting(tuple(type(one)(one.name, ParticipantKind.STAFF, one.status) for one in staff))
    asked = ask(plan("100.00", heads=2), only_staff)
    assert [(one.rule, one.outcome) for one in asked.findings] == [("doctor_present", Outcome.STOP)]
    assert ask(plan("100.00", heads=3), only_staff).verdict is Verdict.YES
    assert claim_of(plan("100.00", heads=5), meeting(people(accepted=2, declined=9))).heads == 5


def test_a_meeting_without_programme_is_told_before_the_money_is_spent():
    found = ask(plan("100.00"), meeting((), programme=False))
    assert [(one.rule, one.outcome) for one in found.findings] == [("professional_purpose", Outcome.REASON)]


def test_papers_nobody_has_yet_are_not_asked_for():
    room = ask(plan("6250.00", category=CostCategory.ROOM, heads=1))
    assert (room.verdict, room.most_net, room.findings) == (Verdict.YES, Decimal("5000.00"), ())


@given(
    st.decimals(Decimal("0.01"), Decimal("99999.99"), places=2),
    st.integers(1, 60),
    st.sampled_from(PlannedVat),
)
def test_one_more_head_never_worsens_the_answer(gross, heads, vat):
    order = list(Verdict)
    fewer, more = (ask(plan(gross, vat=vat, heads=count, available=None)) for count in (heads, heads + 1))
    assert order.index(more.verdict) <= order.index(fewer.verdict)
    assert more.share <= fewer.share

"""Each promise of the fourth floor's tables, broken once at the database."""

import pytest
from django.db import IntegrityError, transaction

from approvals.enums import Capacity, Verdict
from approvals.models import Decision
from clusters.models import User
from tests.factories.expenses import draft
from tests.people import People, make_people


@pytest.fixture
def people(db) -> People:
    return make_people()


def decided(people: People, *, by: User, verdict: Verdict, reason: str = "") -> Decision:
    """On a voucher without a payee, so that nothing but the table's own promise can refuse."""
    voucher = draft(people, with_paper=False, payee=None, payee_account=None)
    return Decision.objects.create(
        voucher=voucher,
        verdict=verdict,
        capacity=Capacity.COORDINATOR,
        by=by,
        by_person=by.person,
        claimant=people.mette.person,
        reason=reason,
        content={},
        content_sha256="0" * 64,
        version=1,
    )


@pytest.mark.case("T092")
def test_nobody_decides_on_their_own(people: People) -> None:
    with pytest.raises(IntegrityError, match='"approvals_decision_not_own"'), transaction.atomic():
        decided(people, by=people.mette, verdict=Verdict.ENDORSE)


@pytest.mark.parametrize("verdict", [Verdict.RETURN, Verdict.SEND_BACK, Verdict.REJECT, Verdict.UNDO])
def test_turning_down_takes_a_reason(people: People, verdict: Verdict) -> None:
    with pytest.raises(IntegrityError, match='"approvals_decision_reason"'), transaction.atomic():
        decided(people, by=people.karen, verdict=verdict)


def test_endorsing_takes_none(people: People) -> None:
    assert decided(people, by=people.karen, verdict=Verdict.ENDORSE).reason == ""

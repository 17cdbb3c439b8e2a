"""Payment runs touched by two at the same instant: one outcome, and the books hold."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError

from approvals.actions import release_batch as releasing
from approvals.actions.build_batch import build_batch
from approvals.actions.cancel_batch import cancel_batch
from approvals.actions.release_batch import release_batch
from approvals.actions.undo_approval import undo_approval
from approvals.models import Batch, Payment
from approvals.states import BatchState
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi.development.fault_plans import during
from klyngeokonomi.refused import Refused
from tests.at_once import at_once
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.factories.payments import a_bank_day, batch_of, paying_account
from tests.hold.invariants import broken_invariants
from tests.hold.test_at_once import meeting_point
from tests.people import People, make_people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick_papers")]


@pytest.fixture
def people() -> People:
    people = make_people()
    fund(people.cluster, "100000.00", by=people.sara)
    paying_account()
    return people


def building(
    people: People, *vouchers: Voucher, by: str = "sara", key: uuid.UUID | None = None
) -> Callable[[], Any]:
    return partial(
        build_batch,
        [one.pk for one in vouchers],
        by=getattr(people, by),
        execution_date=a_bank_day(),
        form_key=key or uuid.uuid4(),
    )


def outcomes(*acts: Callable[[], Any]) -> tuple[list[Any], list[str]]:
    """What was done, and what the others were told. Nothing but a sentence is an answer to who came second."""
    answers = at_once(acts)
    refused = [str(one) for one in answers if isinstance(one, Refused)]
    done = [one for one in answers if not isinstance(one, Exception)]
    assert len(done) + len(refused) == len(acts), answers
    return done, refused


@pytest.mark.case("T016")
def test_two_who_build_at_once_get_one_run(people: People) -> None:
    first, second = (voucher_at(VoucherState.APPROVED, people) for _ in range(2))
    done, refused = outcomes(building(people, first, second), building(people, second, first, by="sune"))
    assert (len(done), Batch.objects.count(), Payment.objects.count()) == (1, 1, 2)
    assert len(refused) == 1 and "Bilaget er «til betaling»" in refused[0]
    cancel_batch(done[0], by=people.sara, reason="Prøvet.")

    key = uuid.uuid4()
    done, refused = outcomes(*[building(people, first, second, key=key)] * 2)
    assert ({one.pk for one in done}, refused) == ({done[0].pk}, [])
    assert Batch.objects.count() == 2

    third = voucher_at(VoucherState.APPROVED, people)
    done, refused = outcomes(
        building(people, third), partial(undo_approval, third, by=people.sune, reason="Dobbelt.")
    )
    third.refresh_from_db()
    assert len(done) == len(refused) == 1
    assert third.state in (VoucherState.SCHEDULED, VoucherState.RETURNED)
    assert broken_invariants() == []


def races(people: People, batch: Batch) -> dict[str, list[Callable[[], Any]]]:
    release = partial(release_batch, batch, by=people.sune)
    return {
        "release": [release, release],
        "cancel": [release, partial(cancel_batch, batch, by=people.sara, reason="Forkert dag.")],
    }


@pytest.mark.case("T098")
@pytest.mark.parametrize("rival", ["release", "cancel"])
def test_a_run_is_released_once_or_cancelled(people: People, rival: str) -> None:
    voucher = voucher_at(VoucherState.APPROVED, people)
    batch = batch_of(voucher, people=people)
    with pytest.raises(Refused, match="Du har selv samlet kørslen"):
        release_batch(batch, by=people.sara)
    meet = meeting_point()
    with during({"release.checked": meet, "batch.moved": meet}):
        done, refused = outcomes(*races(people, batch)[rival])
    assert (len(done), len(refused)) == (1, 1)
    batch.refresh_from_db()
    voucher.refresh_from_db()
    expected = {BatchState.RELEASED: VoucherState.SCHEDULED, BatchState.CANCELLED: VoucherState.APPROVED}
    assert expected[BatchState(batch.state)] == voucher.state
    assert broken_invariants() == []


@pytest.mark.twin("T098")
def test_without_the_question_only_the_table_refuses_its_maker(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = batch_of(voucher_at(VoucherState.APPROVED, people), people=people)
    monkeypatch.setattr(releasing, "why_not_release_batch", lambda user, batch: None)
    with pytest.raises(IntegrityError, match="approvals_batch_two_people"):
        release_batch(batch, by=people.sara)

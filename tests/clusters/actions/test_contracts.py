"""A contract's way: written in, signed, confirmed by another, replaced, ended; and whom it asks."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clusters.actions.enter_contract import change_contract, withdraw_contract
from clusters.actions.remind_contracts import remind_contracts
from clusters.actions.sign_contract import confirm_contract, sign_contract, stop_contract
from clusters.enums import ContractRole
from clusters.models import Contract
from clusters.selectors.contracts import committed_by, held_in
from klyngeokonomi.documents.models import Document, State
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from tests.factories.contracts import entered, signed, terms
from tests.factories.papers import jpeg, read_to_the_end, upload
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def people() -> People:
    return make_people()


def held(people: People) -> list[int]:
    return [one.contract.pk for one in held_in([people.cluster.pk]).get(people.cluster.pk, [])]


def refused(act, *args, **kwargs) -> str:
    with pytest.raises(Refused) as told:
        act(*args, **kwargs)
    return str(told.value)


def test_it_counts_when_it_is_signed_and_the_file_is_read(people):
    draft = entered(people)
    assert held(people) == []
    contract = sign_contract(draft, upload(jpeg(4002)), by=people.karen)
    assert held(people) == []
    read_to_the_end(contract.document)
    assert held(people) == [contract.pk]
    year = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    today = timezone.localdate()
    days = Decimal((year[1] - today).days + 1)
    expected = (days * 100000 / 365).quantize(Decimal("0.01"))
    assert committed_by(held_in([people.cluster.pk])[people.cluster.pk], *year) == expected
    assert committed_by(held_in([people.other_cluster.pk])[people.other_cluster.pk], *year) == 0


def test_a_file_that_cannot_be_read_is_followed_by_another(people):
    contract = signed(people)
    assert refused(sign_contract, contract, upload(jpeg(4003)), by=people.karen).startswith(
        "Kontrakten er underskrevet og kan ikke ændres."
    )
    Document.objects.filter(pk=contract.document_id).update(state=State.REFUSED, problem="Filen er låst.")
    assert held(people) == []
    contract = sign_contract(contract, upload(jpeg(4004)), by=people.dorte)
    read_to_the_end(contract.document)
    assert held(people) == [contract.pk]
    assert contract.signed_by == people.karen.person


def test_the_coordinators_own_is_confirmed_by_another(people):
    own = signed(people, person=people.karen.person, role=ContractRole.COORDINATOR, by=people.dorte)
    assert held(people) == []
    assert refused(confirm_contract, own, by=people.karen) == (
        "Du kan ikke bekræfte din egen kontrakt eller en, du selv har lavet. Bed en anden om det."
    )
    assert refused(confirm_contract, own, by=people.dorte).startswith("Du kan ikke bekræfte")
    assert refused(confirm_contract, own, by=people.mette).startswith("Det kan kun bestyrelsen")
    assert refused(confirm_contract, own, by=people.frede).startswith("Det kan kun bestyrelsen")
    asked = Message.objects.filter(key__startswith=f"contract:{own.pk}:confirm").values_list("to", flat=True)
    assert list(asked) == ["bo@example.org"]
    confirm_contract(own, by=people.bo)
    assert held(people) == [own.pk]
    assert refused(confirm_contract, own, by=people.sara) == "Kontrakten skal ikke bekræftes."


def test_a_new_one_takes_its_place_from_its_day(people):
    old = signed(people)
    begins = old.valid_from + 30 * DAY
    assert "har allerede en kontrakt som konsulent eller facilitator" in refused(
        entered, people, valid_from=begins
    )
    new = signed(people, valid_from=begins, replaces=old, shade=4005, fixed_sum=Decimal("36500.00"))
    found = held_in([people.cluster.pk])[people.cluster.pk]
    assert [(one.contract.pk, one.last) for one in found] == [
        (new.pk, new.valid_to),
        (old.pk, begins - DAY),
    ]
    assert committed_by(held_in([people.cluster.pk])[people.cluster.pk], begins, begins) == Decimal("100.00")
    assert "skal begynde senere" in refused(entered, people, valid_from=begins, replaces=new)
    assert "kun afløse en underskrevet kontrakt" in refused(
        entered, people, outsider="En anden", valid_from=begins + DAY, replaces=new
    )


def test_it_ends_early_but_not_backwards(people):
    contract = signed(people)
    today = timezone.localdate()
    assert refused(stop_contract, contract, last_day=contract.valid_to, by=people.karen).startswith(
        "Vælg en dag"
    )
    assert refused(stop_contract, contract, last_day=today, by=people.mette) == (
        "Det kan kun klyngens koordinator."
    )
    stop_contract(contract, last_day=today + 5 * DAY, by=people.karen)
    [found] = held_in([people.cluster.pk])[people.cluster.pk]
    assert (found.on(today + 5 * DAY), found.on(today + 6 * DAY)) == (True, False)
    assert (
        refused(stop_contract, contract, last_day=today, by=people.karen) == "Kontrakten er allerede ophørt."
    )


def test_until_it_is_signed_it_may_be_changed_or_taken_away(people):
    draft = entered(people)
    change_contract(draft, terms(fixed_sum=Decimal("5000.00")), by=people.karen)
    draft.refresh_from_db()
    assert (draft.hourly_rate, draft.fixed_sum) == (None, Decimal("5000.00"))
    both = {"fixed_sum": Decimal(1), "hours": Decimal(1), "hourly_rate": Decimal(1)}
    assert refused(change_contract, draft, terms(**both), by=people.karen) == (
        "Skriv enten timer og timeløn eller et fast beløb, og kun ét af dem."
    )
    withdraw_contract(draft, by=people.karen)
    assert refused(change_contract, draft, terms(), by=people.karen) == "Kontrakten er fjernet."


def test_the_database_keeps_what_is_signed(people):
    contract = signed(people, fixed_sum=Decimal("9.00"))
    changed = {
        "fixed_sum": Decimal(1),
        "tasks": "Andet",
        "valid_to": contract.valid_to + DAY,
        "signed_at": timezone.now(),
        "document": None,
        "needs_second": True,
    }
    for column, value in changed.items():
        with pytest.raises(IntegrityError, match="clusters_contract_stands"), transaction.atomic():
            Contract.objects.filter(pk=contract.pk).update(**{column: value})
    with pytest.raises(IntegrityError, match="clusters_contract_stands"), transaction.atomic():
        contract.delete()


def test_the_end_is_told_sixty_and_fourteen_days_before_and_once(people):
    today = timezone.localdate()
    signed(people, outsider="Om enogtres dage", valid_to=today + 61 * DAY)
    sixty = signed(people, outsider="Om tres dage", valid_to=today + 60 * DAY, shade=4006)
    near = signed(people, outsider="Om fjorten dage", valid_to=today + 14 * DAY, shade=4007)
    followed = signed(people, outsider="Afløst", valid_to=today + 20 * DAY, shade=4008)
    signed(people, outsider="Afløst", valid_from=today + 21 * DAY, replaces=followed, shade=4009)
    assert (remind_contracts(), remind_contracts()) == (2, 0)
    sent = Message.objects.filter(key__contains=":ends:").order_by("pk").values_list("key", "to")
    karen = people.karen.person
    assert set(sent) == {
        (f"contract:{sixty.pk}:ends:{sixty.valid_to}:60:{karen.pk}", karen.email),
        (f"contract:{near.pk}:ends:{near.valid_to}:14:{karen.pk}", karen.email),
    }
    assert Contract.objects.count() == 5

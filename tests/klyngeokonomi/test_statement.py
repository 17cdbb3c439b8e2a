"""Statements put together once say what their querysets say; rows they add and write are those of save()."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models.functions import Upper

from clusters.models import Account, Cluster, Membership, Person
from clusters.models.cluster import ClusterQuerySet
from expenses.models import Voucher
from expenses.selectors.whole import whole_voucher
from expenses.states import VoucherState
from klyngeokonomi.insert import insert, insert_unless_there
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.statement import Statement
from klyngeokonomi.update import update, update_where
from tests.factories.expenses import voucher_at
from tests.people import People, make_people


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def named(name: object) -> ClusterQuerySet:
    return Cluster.objects.filter(name=name).order_by("pk")


def test_instances_and_values_are_those_of_the_queryset(people: People) -> None:
    name = people.cluster.name
    assert Statement(named).all(name=name) == list(named(name))
    assert Statement(named).one(name="Findes ikke") is None
    pairs = Statement(lambda name: named(name).values_list("pk", "number"))
    assert pairs.all(name=name) == list(named(name).values_list("pk", "number"))
    flat = Statement(lambda name: named(name).values_list("pk", flat=True))
    assert flat.one(name=name) == people.cluster.pk


def test_a_list_is_one_value_however_long_it_is(people: People) -> None:
    members = [people.mette.person_id, people.karen.person_id, people.bo.person_id]
    asked = Statement(lambda people: Membership.objects.filter(person__among=people).order_by("pk"))
    named_so = Statement(lambda names: Cluster.objects.filter(name__among=names).order_by("pk"))
    for count in (0, 1, 3):
        wanted = Membership.objects.filter(person__in=members[:count]).order_by("pk")
        assert asked.all(people=members[:count]) == list(wanted)
    assert named_so.all(names=[people.cluster.name, "Findes ikke"]) == [people.cluster]


def test_what_is_joined_is_read_in_the_same_query(people: People, django_assert_num_queries: object) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    whole_voucher(voucher.pk)
    with django_assert_num_queries(1):
        found = whole_voucher(voucher.pk)
        assert (found.claimant, found.payee.person_id) == (people.mette.person, people.mette.person_id)
        assert found.meeting is None or found.meeting.cluster_id == found.cluster_id
    saved = Voucher.objects.get(pk=voucher.pk)
    for field in Voucher._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(saved, field.attname)


@pytest.mark.django_db(transaction=True)
def test_a_row_is_locked_inside_a_transaction_alone() -> None:
    people = make_people()
    locked = Statement(lambda pk: Account.objects.select_for_update().filter(cluster_id=pk))
    for _ in range(2):
        with pytest.raises(transaction.TransactionManagementError):
            locked.all(pk=people.cluster.pk)
        with transaction.atomic():
            locked.all(pk=people.cluster.pk)


def test_a_row_is_added_with_its_number_and_its_defaults(people: People) -> None:
    person = insert(Person(name="Ny Person", email="ny@example.org"))
    assert Person.objects.get(name="Ny Person") == person
    assert not person._state.adding
    person.name = "Ny Nyere"
    person.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Message(key=None, to="a@example.org"))


def test_a_row_that_is_there_is_not_added_again(people: People) -> None:
    mail = {"key": "k", "to": "a@example.org", "subject": "s", "body_text": "t"}
    first, second = Message(**mail, message_id="<1@x>"), Message(**mail, message_id="<2@x>")
    assert (insert_unless_there(first), insert_unless_there(second)) == (True, False)
    kept = Message.objects.get(key="k")
    assert (kept.pk, kept.message_id, first.perhaps_doubled) == (first.pk, "<1@x>", False)
    assert second.pk is None


def test_what_the_queryset_adds_to_a_row_is_there(people: People) -> None:
    numbered = Statement(lambda name: named(name).annotate(shouted=Upper("name")))
    assert numbered.one(name=people.cluster.name).shouted == people.cluster.name.upper()


def test_fields_are_written_as_save_would_write_them(people: People) -> None:
    voucher = voucher_at(VoucherState.DRAFT, people)
    voucher.text, voucher.reason, voucher.meeting = "Ny tekst", "Skrives ikke", None
    update(voucher, "text", "meeting")
    saved = Voucher.objects.get(pk=voucher.pk)
    assert (saved.text, saved.meeting, saved.reason == "Skrives ikke") == ("Ny tekst", None, False)
    assert update_where(Voucher, {"text": "Nej"}, pk=voucher.pk, state=VoucherState.SUBMITTED) == 0
    assert update_where(Voucher, {"text": "Ja"}, pk=voucher.pk, state=VoucherState.DRAFT) == 1
    assert Voucher.objects.get(pk=voucher.pk).text == "Ja"
    voucher.pk = 0
    with pytest.raises(DatabaseError, match="no row to write"):
        update(voucher, "text")

"""A stop that rests on a word: asked about from the draft, answered by the secretariat, bound to that finding."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction

from expenses.actions.answer_overrule import answer_overrule
from expenses.actions.ask_overrule import ask_overrule
from expenses.actions.edit_voucher import edit_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.models import Overrule, OverruleRequest, Voucher
from expenses.selectors.findings import findings_for, findings_for_all
from expenses.states import VoucherState
from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.refused import Refused
from tests.factories.expenses import draft, own_account
from tests.people import People, make_people

pytestmark = pytest.mark.django_db
WHY = "Ordet er kun nævnt: kurset handler om at undvære det."


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def stopped(people: People) -> Voucher:
    return draft(people, text="Taxa til kursus uden Medibox")


def test_asked_seen_allowed_and_sent(people: People, stopped: Voucher) -> None:
    with pytest.raises(Refused, match="bed PLO's klyngesekretariat om at se på det"):
        submit_voucher(stopped, by=people.mette)
    seen_by = Voucher.objects.visible_to
    assert not seen_by(people.sara).exists()
    (asked,) = ask_overrule(stopped, by=people.mette, text=WHY)
    assert [seen_by(user).exists() for user in (people.sara, people.rikke, people.karen)] == [
        True,
        False,
        False,
    ]
    answer = answer_overrule(
        stopped, by=people.sara, mark=asked.mark, allowed=True, reason="Det er et kursus."
    )
    assert (answer.rule, answer.finding["sentence"]) == ("never_paid", asked.finding["sentence"])
    assert not seen_by(people.sara).exists()
    (note,) = findings_for(stopped)
    assert (note.outcome, note.sentence) == ("note", "PLO har set på det: Det er et kursus.")
    assert submit_voucher(stopped, by=people.mette).state == VoucherState.SUBMITTED
    acts = Record.objects.filter(subject_id=str(stopped.pk)).order_by("pk").values_list("act", "by")
    assert list(acts) == [("overrule_asked", people.mette.pk), ("stop_overruled", people.sara.pk)]
    mails = Message.objects.filter(key__startswith="overrule:").order_by("pk")
    assert list(mails.values_list("to", "subject")) == [
        (settings.PLO_EMAIL, "Et stop at se på: Klynge Prøveby"),
        (people.mette.person.email, "PLO har set på stoppet på dit bilag"),
    ]


def test_a_change_of_the_words_brings_the_stop_back_and_may_be_asked_about_anew(
    people: People, stopped: Voucher
) -> None:
    (asked,) = ask_overrule(stopped, by=people.mette, text=WHY)
    answer_overrule(stopped, by=people.sara, mark=asked.mark, allowed=True, reason="Det er et kursus.")
    changed = edit_voucher(stopped, by=people.mette, text="Medibox, årets abonnement")
    with pytest.raises(Refused, match="«Medibox»"):
        submit_voucher(changed, by=people.mette)
    (again,) = ask_overrule(changed, by=people.mette, text=WHY)
    answer_overrule(changed, by=people.sune, mark=again.mark, allowed=False, reason="Det er et abonnement.")
    with pytest.raises(Refused, match="allerede bedt"):
        ask_overrule(changed, by=people.mette, text=WHY)
    assert [found.outcome for found in findings_for(changed)] == ["stop"]
    back = edit_voucher(changed, by=people.mette, text="Taxa til kursus uden Medibox")
    assert [found.outcome for found in findings_for(back)] == ["note"]


def test_only_the_owner_asks_and_only_another_secretary_answers_what_is_there(
    people: People, stopped: Voucher
) -> None:
    for user in (people.karen, people.sara):
        with pytest.raises(Refused, match="Kun den, der har lavet bilaget"):
            ask_overrule(stopped, by=user, text=WHY)
    with pytest.raises(Refused, match="ikke adgang"):
        answer_overrule(stopped, by=people.sara, mark="0" * 64, allowed=True, reason="Ja.")
    (asked,) = ask_overrule(stopped, by=people.mette, text=WHY)
    for user in (people.mette, people.karen, people.rikke):
        with pytest.raises(Refused, match="kan kun PLO's klyngesekretariat"):
            answer_overrule(stopped, by=user, mark=asked.mark, allowed=True, reason="Ja.")
    with pytest.raises(Refused, match="Skriv en begrundelse"):
        answer_overrule(stopped, by=people.sara, mark=asked.mark, allowed=True, reason=" ")
    edit_voucher(stopped, by=people.mette, text="Taxa")
    with pytest.raises(Refused, match="stoppet er der ikke længere"):
        answer_overrule(stopped, by=people.sara, mark=asked.mark, allowed=True, reason="Ja.")
    with pytest.raises(Refused, match="ikke noget stop"):
        ask_overrule(stopped, by=people.mette, text=WHY)
    assert (OverruleRequest.objects.count(), Overrule.objects.count()) == (1, 0)


def test_a_secretary_answers_nothing_on_what_they_are_paid_and_no_answer_is_ever_changed(
    people: People,
) -> None:
    theirs = own_account(people.sara)
    voucher = draft(people, text="Uden Medibox")
    Voucher.objects.filter(pk=voucher.pk).update(payee=theirs.payee, payee_account=theirs)
    (asked,) = ask_overrule(voucher, by=people.mette, text=WHY)
    with pytest.raises(Refused, match="dit eget bilag"):
        answer_overrule(voucher, by=people.sara, mark=asked.mark, allowed=True, reason="Ja.")
    row = {"rule": asked.rule, "mark": asked.mark, "finding": {}, "allowed": True, "reason": "Ja."}
    with pytest.raises(IntegrityError, match="claim or are paid"), transaction.atomic():
        Overrule.objects.create(voucher=voucher, by=people.sara, **row)
    answer = answer_overrule(voucher, by=people.sune, mark=asked.mark, allowed=True, reason="Ja.")
    for kept in (asked, answer):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            kept.delete()


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_once_for_all_answers(
    people: People, rows: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    plain = [draft(people) for _ in range(rows)]
    stopped = [draft(people, text="Uden Medibox") for _ in range(rows)]
    with django_assert_num_queries(6):
        findings_for_all(plain)
    with django_assert_num_queries(7):
        findings_for_all(stopped)

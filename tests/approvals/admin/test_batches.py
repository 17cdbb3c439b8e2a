"""From what is ready, over a plan, to a run that another releases with a code, and whose file is handed out."""

import re
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from approvals.actions.approve_voucher import approve_voucher
from approvals.actions.bank_user import bank_user
from approvals.actions.bounce_payment import bounce_payment
from approvals.models import Batch
from approvals.payment_files.schema import validate
from approvals.permissions import (
    APPROVED_IN_BATCH,
    ENDORSED_IN_BATCH,
    why_not_release_batch,
)
from approvals.selectors.may_pay import NO_PAYOUT
from clusters.enums import Role
from expenses.actions.submit_voucher import submit_voucher
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi.audit.models import Record
from tests.factories.expenses import card_purchase, endorse, voucher_at
from tests.factories.payments import batch_of, paying_account, sent
from tests.people import People, give_role, make_people
from tests.staff import PASSWORD, code, enrol, give_password

pytestmark = pytest.mark.django_db
READY = "/plo/approvals/batch/klar/"
PAGE, LIST = 17, 9


@pytest.fixture
def people(settings: Any, tmp_path: Any) -> People:
    settings.DOCUMENT_ROOT = tmp_path
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    people = make_people()
    give_password(people.sune)
    paying_account()
    return people


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def approved_card(people: People) -> Voucher:
    card = card_purchase(people)
    submit_voucher(card, by=people.mette)
    endorse(card, by=people.karen)
    approve_voucher(card, by=people.sara)
    card.refresh_from_db()
    return card


def hidden(page: str) -> dict[str, str]:
    """What the plan's form carries."""
    form = page[page.index('action="/plo/approvals/batch/klar/saml/"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


@pytest.mark.case("T023", "T024")
def test_from_ready_to_released_and_handed_out(people: People) -> None:
    first, second = (voucher_at(VoucherState.APPROVED, people, amount=one) for one in ("250.00", "1250.50"))
    sara = signed_in(people.sara)
    page = sara.get(READY).content.decode()
    assert "2\xa0bilag, 1.500,50\xa0kr." in page and "Transport" not in page

    plan = sara.post(f"{READY}plan/", {"alle": "1", "execution_date": "2099-01-05"}).content.decode()
    assert "2\xa0betalinger, 1.500,50\xa0kr., betales mandag 5. januar 2099" in plan
    kept = hidden(plan)
    answers = [sara.post(f"{READY}saml/", kept) for _ in range(2)]
    batch = Batch.objects.get()
    assert [one["Location"] for one in answers] == [
        reverse("admin:approvals_batch_change", args=[batch.pk])
    ] * 2

    place = f"/plo/approvals/batch/{batch.pk}"
    shown = sara.get(f"{place}/change/").content.decode()
    assert batch.file.sha256 in shown and "1.500,50\xa0kr." in shown
    assert "Du har selv samlet kørslen." in shown
    assert sara.post(f"{place}/fil/").status_code == 409

    sune = signed_in(people.sune)
    wrong = sune.post(f"{place}/frigiv/", {"password": "en anden adgangskode"}).content.decode()
    assert "Adgangskoden passer ikke. Prøv igen." in wrong
    assert Record.objects.filter(act="step_up_failed", by=people.sune).count() == 1
    assert sune.post(f"{place}/frigiv/", {"password": PASSWORD}).status_code == 302
    batch.refresh_from_db()
    assert (batch.state, batch.released_by) == ("released", people.sune)

    files = [sune.post(f"{place}/fil/").getvalue() for _ in range(2)]
    assert files[0] == files[1] and sha256(files[0]).hexdigest() == batch.file.sha256
    validate(files[0])
    shown = sune.get(f"{place}/change/").content.decode()
    assert "Filen er hentet 2\xa0gange, senest af Sune Sekretær" in shown and "Hent filen igen" in shown
    assert {first.number, second.number} <= set(re.findall(r"\d{4}-\d{5}", shown))
    first.refresh_from_db()
    assert first.state == VoucherState.SCHEDULED
    review = sune.get(reverse("admin:approvals_voucherreview_change", args=[first.pk])).content.decode()
    assert f'Til betaling mandag 5. januar 2099. <a href="{place}/change/">{batch.number}</a>' in review


def test_what_is_held_stands_with_its_reason(people: People) -> None:
    own = voucher_at(VoucherState.APPROVED, people)
    card = approved_card(people)
    sara = signed_in(people.sara)
    ready, _, held = sara.get(READY).content.decode().partition("Betales ikke nu")
    assert own.number in ready and card.number not in ready
    assert NO_PAYOUT in held and card.number in held
    seen = signed_in(people.rikke).get(READY).content.decode().partition("Betales ikke nu")
    assert "1\xa0bilag, 250,00\xa0kr." in seen[0] and card.number in seen[2]
    day = {"execution_date": "2099-01-05"}
    assert "Vælg mindst ét bilag." in sara.post(f"{READY}plan/", day).content.decode()
    both = sara.post(f"{READY}plan/", {**day, "bilag": [own.pk, card.pk]}).content.decode()
    assert hidden(both)["bilag"] == str(own.pk) and "Springes over" in both
    closed = sara.post(f"{READY}plan/", {"alle": "1", "execution_date": "2099-01-01"}).content.decode()
    assert "Bankerne har lukket 01.01.2099. Den næste bankdag er 02.01.2099." in closed
    assert signed_in(people.rikke).post(f"{READY}plan/", {"alle": "1"}).status_code == 403


def test_a_code_is_the_persons_own_and_good_once(people: People) -> None:
    batch, other = (batch_of(voucher_at(VoucherState.APPROVED, people), people=people) for _ in range(2))
    mine, hers = enrol(people.sune), enrol(people.sara)
    sune = signed_in(people.sune)

    def release(one: Batch, typed: str) -> str:
        return sune.post(
            f"/plo/approvals/batch/{one.pk}/frigiv/", {"code": typed}, follow=True
        ).content.decode()

    assert "Koden passer ikke." in release(batch, code(hers))
    typed = code(mine)
    assert f"{batch} er frigivet." in release(batch, typed)
    assert "Koden passer ikke." in release(other, typed)
    other.refresh_from_db()
    assert other.state == "built"


def test_who_said_yes_for_the_cluster_never_releases(people: People, settings: Any) -> None:
    give_role(people.sune, Role.COORDINATOR, people.other_cluster)
    endorsed = voucher_at(VoucherState.SUBMITTED, people, by=people.frede, cluster=people.other_cluster)
    approved = voucher_at(VoucherState.SUBMITTED, people)
    endorse(endorsed, by=people.sune)
    endorse(approved, by=people.karen)
    approve_voucher(endorsed, by=people.sara)
    approve_voucher(approved, by=people.sune)
    assert why_not_release_batch(people.sune, batch_of(endorsed, people=people)) == ENDORSED_IN_BATCH
    batch = batch_of(approved, people=people)
    assert why_not_release_batch(people.sune, batch) is None
    settings.RELEASER_MAY_HAVE_APPROVED = False
    assert why_not_release_batch(people.sune, batch) == APPROVED_IN_BATCH


def test_what_the_bank_sent_back_is_said_before_it_is_paid_again(people: People) -> None:
    voucher = voucher_at(VoucherState.APPROVED, people)
    batch = sent(batch_of(voucher, people=people), people=people)
    bounce_payment(batch.payments.get(), by=bank_user(), reason="Kontoen er lukket.")
    sara = signed_in(people.sara)
    assert "Sendt tilbage af banken sidst:</strong> Kontoen er lukket." in sara.get(READY).content.decode()
    plan = sara.post(f"{READY}plan/", {"alle": "1", "execution_date": "2099-01-05"}).content.decode()
    assert "De betales til den samme konto igen." in plan and "Kontoen er lukket." in plan
    own = signed_in(people.mette).get(f"/bilag/{voucher.pk}/").content.decode()
    assert "Banken sendte betalingen tilbage" in own.partition("<dl")[0] and "så skriv til PLO" in own


def test_a_run_taken_apart_says_why_on_its_vouchers(people: People) -> None:
    voucher = voucher_at(VoucherState.APPROVED, people)
    batch = batch_of(voucher, people=people)
    sara = signed_in(people.sara)
    place = f"/plo/approvals/batch/{batch.pk}/annuller/"
    assert "Skriv, hvorfor kørslen annulleres." in sara.post(place, {"reason": ""}).content.decode()
    assert sara.post(place, {"reason": "Forkert dag."}).status_code == 302
    assert voucher.moves.last().reason == "Forkert dag."
    assert batch_of(voucher, people=people).payments.get().end_to_end_id == f"{voucher.number}-2"


def test_the_pages_cost_the_same_with_1_and_3(people: People, django_assert_num_queries: Any) -> None:
    sara = signed_in(people.sara)
    sara.get(READY)
    one, *three = (voucher_at(VoucherState.APPROVED, people) for _ in range(7))
    for batch in (batch_of(one, people=people), batch_of(*three[:3], people=people)):
        with django_assert_num_queries(PAGE):
            sara.get(reverse("admin:approvals_batch_change", args=[batch.pk]))
    with django_assert_num_queries(LIST):
        sara.get(READY)
    batch_of(*three[4:], people=people)
    with django_assert_num_queries(LIST):
        sara.get(READY)

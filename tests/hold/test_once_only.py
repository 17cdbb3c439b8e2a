"""A page that is sent again hours later gives the first outcome or a refusal; it never acts anew."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from approvals.actions.endorse_voucher import endorse_voucher
from approvals.actions.return_voucher import return_voucher
from approvals.actions.send_back_voucher import send_back_voucher
from approvals.models import Decision
from clusters.models import Account, Movement, User
from expenses.actions.edit_voucher import LineInput, edit_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import CostCategory
from expenses.models import Move, Voucher
from expenses.selectors.content import content_of, fingerprint
from expenses.states import VoucherState
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.people import People, make_people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_papers", "no_second_factor")]


@pytest.fixture
def people() -> People:
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    return people


class Page:
    """A page as a person has it open: its form is sent as it stands, however long after."""

    def __init__(self, user: User, address: str, at: str, **typed: str) -> None:
        self.client = Client()
        self.client.force_login(user)
        html = self.client.get(address).content.decode()
        hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', html)
        self.at, self.typed = at, {**dict(hidden), **typed}

    def send(self, **typed: str) -> int:
        return self.client.post(self.at, {**self.typed, **typed}).status_code


def review(voucher: Voucher, verb: str = "change") -> str:
    return reverse(f"admin:approvals_voucherreview_{verb}", args=[voucher.pk])


def page_of(people: People, voucher: Voucher, verb: str) -> Page:
    """The page on which this verb is pressed."""
    reason = {"reason": "Se på momsen."}
    if verb in ("endorse", "return", "reject"):
        at = reverse(f"approvals:{verb}", args=[voucher.pk])
        return Page(people.karen, f"/godkend/{voucher.pk}/", at, **reason)
    return Page(people.sara, review(voucher), review(voucher, verb.removeprefix("plo_")), **reason)


def brought_back(people: People, voucher: Voucher) -> None:
    """The voucher comes to where it was, with not a letter changed."""
    voucher.refresh_from_db()
    was = fingerprint(content_of(voucher))
    if voucher.state == VoucherState.ENDORSED:
        send_back_voucher(voucher, by=people.sara, reason="Er det rigtigt?")
    elif voucher.state == VoucherState.RETURNED:
        submit_voucher(voucher, by=people.mette)
    voucher.refresh_from_db()
    assert fingerprint(content_of(voucher)) == was


@pytest.mark.case("T002")
@pytest.mark.parametrize("verb", ["endorse", "return"])
def test_a_decision_sent_again_when_the_voucher_has_come_back_unchanged(people: People, verb: str) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    page = page_of(people, voucher, verb)
    assert page.send() == 302
    assert page.send() in (403, 409)
    brought_back(people, voucher)
    moves = Move.objects.count()
    assert (voucher.state, page.send()) == (VoucherState.SUBMITTED, 409)
    assert Move.objects.count() == moves


@pytest.mark.case("T002")
@pytest.mark.parametrize("verb", ["approve", "plo_return", "send_back"])
def test_a_decision_of_plo_sent_again_when_the_cluster_has_endorsed_anew(people: People, verb: str) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people)
    page = page_of(people, voucher, verb)
    return_voucher(voucher, by=people.sune, reason="Vent.")
    submit_voucher(voucher, by=people.mette)
    endorse_voucher(voucher, by=people.karen)
    decisions = Decision.objects.count()
    assert page.send() == 409
    assert Decision.objects.count() == decisions


@pytest.mark.case("T002")
@pytest.mark.parametrize("verb", ["reject", "endorse"])
def test_a_page_from_before_the_amount_was_changed_decides_nothing(people: People, verb: str) -> None:
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    page = page_of(people, voucher, verb)
    return_voucher(voucher, by=people.dorte, reason="Beløbet er forkert.")
    line = LineInput(CostCategory.TRANSPORT, Decimal("950.00"), Decimal("0.00"))
    edit_voucher(voucher, by=people.mette, lines=[line])
    submit_voucher(voucher, by=people.mette)
    assert page.send() == 409
    assert list(Decision.objects.values_list("verdict", flat=True)) == ["return"]


def submitted_again(people: People) -> tuple[int, int, Voucher]:
    """The sending page pressed, pressed again, and once more when the voucher has come back to be mended."""
    voucher = voucher_at(VoucherState.DRAFT, people)
    address = reverse("expenses:voucher_payee", args=[voucher.pk])
    page = Page(people.mette, address, address, account=str(voucher.payee_account_id), send="1")
    assert (page.send(), page.send()) == (302, 302)
    return_voucher(voucher, by=people.karen, reason="Kvitteringen er ulæselig.")
    moves = Move.objects.count()
    status = page.send()
    voucher.refresh_from_db()
    return status, Move.objects.count() - moves, voucher


@pytest.mark.case("T002")
def test_the_sending_page_sends_once_and_not_what_came_back_to_be_mended(people: People) -> None:
    status, moved, voucher = submitted_again(people)
    assert (status, moved, voucher.state) == (200, 0, VoucherState.RETURNED)


@pytest.mark.twin("T002")
def test_without_its_mark_the_sending_page_sends_unmended(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expenses.forms.send.last_move", lambda _: 0)
    monkeypatch.setattr("expenses.actions.submit_voucher.last_move", lambda _: 0)
    status, moved, voucher = submitted_again(people)
    assert (status, moved, voucher.state) == (302, 1, VoucherState.SUBMITTED)


@pytest.mark.twin("T002")
def test_with_a_fingerprint_alone_an_old_page_endorses_anew(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expenses.selectors.content.last_move", lambda _: 0)
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    page = page_of(people, voucher, "endorse")
    assert page.send() == 302
    brought_back(people, voucher)
    assert page.send() == 302
    assert Decision.objects.filter(verdict="endorse").count() == 2


def opening_page(people: People, user: User, **typed: str) -> Page:
    address = reverse("admin:clusters_account_change", args=[people.cluster.pk])
    at = reverse("admin:clusters_account_opening", args=[people.cluster.pk])
    return Page(user, address, at, **typed)


@pytest.mark.case("T002")
def test_an_old_page_does_not_undo_a_colleagues_correction_of_the_opening_balance(people: People) -> None:
    page = opening_page(people, people.sara, **{"opening-amount": "500"})
    assert page.send() == 302
    assert opening_page(people, people.sune, **{"opening-amount": "700"}).send() == 302
    assert page.send() == 409
    assert page.send(**{"opening-amount": "900"}) == 409
    assert Account.objects.get(cluster=people.cluster).available == Decimal("1700.00")


@pytest.mark.case("T002")
def test_the_regions_payment_is_booked_once_whatever_the_amount(people: People) -> None:
    address = reverse("admin:clusters_account_change", args=[people.cluster.pk])
    at = reverse("admin:clusters_account_allotment", args=[people.cluster.pk])
    page = Page(people.sara, address, at, **{"allotment-amount": "100", "allotment-payment": "2027"})
    assert [page.send(), page.send(), page.send(**{"allotment-amount": "250"})] == [302, 409, 409]
    assert Movement.objects.get(text="Regionens indbetaling 2027").amount == Decimal("100.00")

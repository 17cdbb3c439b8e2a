"""The review page and its buttons: who may, what they do, and that a second click does no harm."""

import pytest
from django.test import Client
from django.urls import reverse

from approvals.models import Decision
from expenses.models import Voucher
from expenses.states import VoucherState
from tests.factories.expenses import voucher_at
from tests.people import People, make_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings: object) -> People:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    return make_people()


def address(voucher: Voucher, verb: str = "change") -> str:
    return reverse(f"admin:approvals_voucherreview_{verb}", args=[voucher.pk])


def seen(client: Client, voucher: Voucher) -> str:
    return client.get(address(voucher)).context["case"].seen


def test_it_shows_paper_facts_findings_and_trail(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people)
    client.force_login(people.sara)
    page = client.get(address(voucher)).content.decode()
    paper = voucher.attachments.get()
    assert f'src="/bilag/{voucher.pk}/papir/{paper.pk}/side/1/"' in page
    assert "Karen Koordinator godkendte for klyngen (Klyngekoordinator)" in page
    assert "Godkend 250,00" in page
    assert "•••• 1234" in page


def test_only_national_roles_come_in_and_the_auditor_has_no_buttons(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people)
    for user in (people.mette, people.karen, people.frede):
        client.force_login(user)
        assert client.get(address(voucher)).status_code == 404
        assert client.post(address(voucher, "approve"), {"seen": "0" * 64}).status_code == 404
    client.force_login(people.rikke)
    page = client.get(address(voucher)).content.decode()
    assert "<textarea" not in page
    assert "Godkend 250,00" not in page
    assert client.post(address(voucher, "reject"), {"reason": "Nej"}).status_code == 409
    assert Decision.objects.count() == 1


def test_approve_opens_the_oldest_that_still_waits(client: Client, people: People) -> None:
    first, second = (voucher_at(VoucherState.ENDORSED, people) for _ in range(2))
    client.force_login(people.sara)
    mark = seen(client, first)
    assert client.post(address(first, "approve"), {"seen": mark}).headers["Location"] == address(second)
    again = client.post(address(first, "approve"), {"seen": mark})
    assert again.status_code == 409
    assert Decision.objects.filter(verdict="approve").count() == 1


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        ("return", VoucherState.RETURNED),
        ("send_back", VoucherState.SUBMITTED),
        ("reject", VoucherState.REJECTED),
    ],
)
def test_turning_down_needs_its_reason(
    client: Client, people: People, verb: str, state: VoucherState
) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people)
    client.force_login(people.sara)
    assert "Skriv en begrundelse" in client.post(address(voucher, verb), {"reason": ""}).content.decode()
    client.post(address(voucher, verb), {"reason": "Momsen mangler.", "seen": seen(client, voucher)})
    voucher.refresh_from_db()
    assert voucher.state == state
    assert Decision.objects.get(verdict=verb).reason == "Momsen mangler."


def test_an_approval_is_undone_by_its_button(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.APPROVED, people)
    client.force_login(people.sune)
    assert "Fortryd godkendelsen" in client.get(address(voucher)).content.decode()
    client.post(address(voucher, "undo"), {"reason": "Betalt i forvejen.", "seen": seen(client, voucher)})
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.RETURNED


def test_a_refused_reason_is_kept_as_typed(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.APPROVED, people)
    client.force_login(people.sara)
    response = client.post(address(voucher, "reject"), {"reason": "For sent"})
    assert response.status_code == 409
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.APPROVED


def test_get_decides_nothing_and_ids_that_are_none_are_404(client: Client, people: People) -> None:
    voucher = voucher_at(VoucherState.ENDORSED, people)
    draft = voucher_at(VoucherState.DRAFT, people)
    client.force_login(people.sara)
    assert client.get(address(voucher, "approve")).status_code == 405
    assert client.get(address(draft)).status_code == 404
    assert client.get("/plo/approvals/voucherreview/x/change/").status_code == 404


class TestBulk:
    LIST = "/plo/approvals/voucherreview/"

    def choose(self, client: Client, vouchers: list[Voucher], **more: str) -> object:
        chosen = [str(voucher.pk) for voucher in vouchers]
        return client.post(
            self.LIST, {"action": "approve_chosen", "_selected_action": chosen, **more}, follow=True
        )

    def test_the_plan_is_shown_first_and_nothing_is_done(self, client: Client, people: People) -> None:
        vouchers = [voucher_at(VoucherState.ENDORSED, people) for _ in range(2)]
        client.force_login(people.sara)
        page = self.choose(client, vouchers).content.decode()
        assert "2\u00a0bilag godkendes, 0\u00a0springes over." in page
        assert not Decision.objects.filter(verdict="approve").exists()

    def test_yes_approves_those_without_open_findings_and_names_the_rest(
        self, client: Client, people: People
    ) -> None:
        plain = voucher_at(VoucherState.ENDORSED, people)
        asked = voucher_at(VoucherState.ENDORSED, people, no_meeting_reason="")
        client.force_login(people.sara)
        page = self.choose(client, [plain, asked]).content.decode()
        assert "1\u00a0bilag godkendes, 1\u00a0springes over." in page
        page = self.choose(client, [plain, asked], ja="1").content.decode()
        assert "1 bilag er godkendt til udbetaling." in page
        assert f"Bilag {asked.number} er sprunget over. Har en bemærkning:" in page
        assert [voucher.state for voucher in Voucher.objects.order_by("pk")] == ["approved", "endorsed"]

    def test_the_auditor_has_no_such_choice(self, client: Client, people: People) -> None:
        voucher = voucher_at(VoucherState.ENDORSED, people)
        client.force_login(people.rikke)
        self.choose(client, [voucher], ja="1")
        assert not Decision.objects.filter(verdict="approve").exists()

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_queue_keeps_its_number_of_queries(
        self, client: Client, people: People, rows: int, django_assert_num_queries: object
    ) -> None:
        for _ in range(rows):
            voucher_at(VoucherState.ENDORSED, people)
        client.force_login(people.sara)
        client.get(self.LIST)
        with django_assert_num_queries(12):
            client.get(self.LIST)

    def test_filters_find_and_leave_out(self, client: Client, people: People) -> None:
        plain = voucher_at(VoucherState.ENDORSED, people)
        asked = voucher_at(VoucherState.ENDORSED, people, no_meeting_reason="")
        done = voucher_at(VoucherState.APPROVED, people)
        client.force_login(people.sara)

        def found(**query: str) -> list[str]:
            return [one.number for one in client.get(self.LIST, query).context["cl"].result_list]

        assert found() == [plain.number, asked.number]
        assert found(status="approved") == [done.number]
        assert found(bem="uden") == [plain.number]
        assert found(bem="begrundet") == [asked.number]
        assert found(art="transport") == [plain.number, asked.number]
        assert found(art="dinner") == []
        assert found(alder="2") == []
        assert found(q=done.number, status="alle") == [done.number]

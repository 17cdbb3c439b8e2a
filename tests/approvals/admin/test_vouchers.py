from decimal import Decimal

import pytest
from django.contrib import admin
from django.contrib.admin.templatetags.admin_list import results
from django.urls import reverse

from approvals.actions.endorse_voucher import endorse_voucher
from approvals.models import VoucherReview
from expenses.actions.edit_voucher import LineInput, edit_voucher
from expenses.actions.reopen_voucher import reopen_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import CostCategory
from expenses.states import VoucherState
from tests.factories.expenses import voucher_at
from tests.people import make_people

pytestmark = pytest.mark.django_db
LIST = "admin:approvals_voucherreview_changelist"


@pytest.fixture
def people(settings, tmp_path):
    settings.DOCUMENT_ROOT = tmp_path
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    return make_people()


def test_a_voucher_is_found_by_its_file_mark(client, people):
    found, other = (voucher_at(VoucherState.SUBMITTED, people) for _ in range(2))
    mark = found.attachments.get().document.sha256[:8]
    client.force_login(people.sara)
    shown = client.get(reverse(LIST), {"q": mark.upper(), "status": "alle"}).content.decode()
    assert found.number in shown
    assert other.number not in shown


def test_two_who_look_at_the_list_at_once_see_each_their_own_rows(rf, people):
    voucher_at(VoucherState.ENDORSED, people)
    desk = admin.site._registry[VoucherReview]

    def asked_for(status):
        request = rf.get(reverse(LIST), {"status": status})
        request.user = people.sara
        return request

    mine = desk.changelist_view(asked_for("endorsed"))
    desk.changelist_view(asked_for("rejected"))
    assert '<td class="field-remarks">Ingen</td>' in mine.render().content.decode()


def test_a_page_of_no_number_is_not_found(client, people):
    client.force_login(people.sara)
    list_url = reverse(LIST)
    assert client.get(f"{list_url}²/change/").status_code == 404


def test_the_filter_of_findings_goes_by_the_latest_endorsement(client, people):
    dear = LineInput(CostCategory.ROOM, Decimal("7000.00"), Decimal("1400.00"))
    voucher = voucher_at(
        VoucherState.ENDORSED, people, category=CostCategory.ROOM, amount="7000.00", vat=dear.vat
    )
    plain = voucher_at(VoucherState.ENDORSED, people)
    client.force_login(people.sara)

    def listed(chosen):
        rows = client.get(reverse(LIST), {"bem": chosen}).context["cl"].result_list
        return [row.pk for row in rows]

    assert (listed("uden"), listed("begrundet")) == ([plain.pk], [voucher.pk])
    reopen_voucher(voucher, by=people.mette)
    edit_voucher(voucher, by=people.mette, lines=[LineInput(CostCategory.TRANSPORT, dear.gross, dear.vat)])
    submit_voucher(voucher, by=people.mette)
    endorse_voucher(voucher, by=people.karen)
    assert (listed("uden"), listed("begrundet")) == ([plain.pk, voucher.pk], [])


@pytest.mark.parametrize(("who", "asked"), [("sara", {}), ("rikke", {"status": "alle", "o": "-2"})])
def test_the_rows_are_as_django_makes_them(client, people, who, asked):
    for state in (VoucherState.ENDORSED, VoucherState.SUBMITTED):
        voucher_at(state, people, supplier="Kro & <b>")
    client.force_login(getattr(people, who))
    context = client.get(reverse(LIST), asked).context
    assert ["".join(row) for row in context["table"]["results"]] == [
        "".join(row) for row in results(context["cl"])
    ]

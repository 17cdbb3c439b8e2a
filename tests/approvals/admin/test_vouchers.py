import pytest
from django.urls import reverse

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

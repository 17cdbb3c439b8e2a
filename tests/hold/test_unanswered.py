"""The web process is killed when the act is committed and nobody is told yet: the person looks, and presses again."""

import uuid

import pytest

from approvals.models import Decision
from clusters.models import Movement
from expenses.models import Attachment, Voucher
from expenses.states import VoucherState
from klyngeokonomi.development.fault_plans import lay
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.processes import Process
from tests.factories.expenses import voucher_at
from tests.factories.papers import jpeg
from tests.hold.ground.browser import Browser
from tests.hold.ground.build import Ground
from tests.people import People

pytestmark = pytest.mark.services


@pytest.fixture
def web(ground_web: Process) -> str:
    return f"http://localhost:{ground_web.port}"


def drafts_after_a_lost_answer(ground: Ground, mette: Browser, paper: bytes, *keys: uuid.UUID) -> int:
    """The form is sent with the first key and the answer is lost; then with the next. How many drafts there are."""
    before = Voucher.objects.count()
    forms = [{"form_key": str(key), "kind": "outlay", "videre": "1"} for key in keys]
    lay(ground.faults, "request.done", "kill")
    assert mette.post("/bilag/nyt/", forms[0], paper).status == 0
    assert Voucher.objects.count() == before + 1
    for form in forms[1:]:
        assert mette.post("/bilag/nyt/", form, paper).status == 302
    return Voucher.objects.count() - before


@pytest.mark.case("T054")
def test_after_a_lost_answer_the_act_is_seen_done_and_done_once(
    ground: Ground, crew: People, web: str
) -> None:
    key = uuid.uuid4()
    mette, karen = Browser(web, crew.mette), Browser(web, crew.karen)
    assert drafts_after_a_lost_answer(ground, mette, jpeg(70_001), key, key) == 1
    assert Attachment.objects.filter(voucher__form_key=key).count() == 1

    voucher = voucher_at(VoucherState.SUBMITTED, crew, amount="10.00")
    page, button = f"/godkend/{voucher.pk}/", f"/godkend/{voucher.pk}/godkend/"
    seen = karen.seen(page)
    lay(ground.faults, "request.done", "kill")
    assert karen.post(button, {"seen": seen}).status == 0
    assert "disabled>Godkend 10,00" in karen.get(page).text
    assert karen.post(button, {"seen": seen}).status == 409
    decision = Decision.objects.get(voucher=voucher)
    assert Movement.objects.filter(reference__startswith=f"voucher:{voucher.pk}:").count() == 1
    assert Message.objects.filter(key__startswith=f"decision:{decision.pk}:").count() == 1


@pytest.mark.twin("T054")
def test_a_form_without_its_one_time_key_is_done_twice(ground: Ground, crew: People, web: str) -> None:
    mette = Browser(web, crew.mette)
    drafts = drafts_after_a_lost_answer(ground, mette, jpeg(70_002), uuid.uuid4(), uuid.uuid4())
    assert drafts == 2

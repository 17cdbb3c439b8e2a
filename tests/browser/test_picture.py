"""The coordinator's dashboard as the README shows it, taken from what the page shows when asked to."""

import datetime
import os
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from expenses.states import VoucherState
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import voucher_at
from tests.factories.meetings import held_meeting
from tests.people import make_people

pytestmark = pytest.mark.browser

PICTURE = Path(settings.BASE_DIR) / "klyngeokonomi" / "docs" / "pictures" / "dashboard.png"
TAKEN_WITH = "KO_TAKE_PICTURES"
"""Environment variable that has the picture in the repository taken anew."""


def test_the_dashboard_shows_what_waits_oldest_first(product: Any, open_page: Any, tmp_path: Path) -> None:
    people = make_people()
    fund(people.cluster, "193280.00", by=people.sara)
    confirm_opening(people)
    meeting = held_meeting(people, days=-12, guests=3)
    dinner = {"category": "dinner", "meeting": meeting, "no_meeting_reason": "", "supplier": "Prøveby Kro"}
    claims = [
        (9, {"amount": "4350.00", "vat": "870.00", "text": "Middag til klyngemødet", **dinner}),
        (6, {"amount": "286.00", "by": people.bo, "text": "Taxa til oplægsholderen"}),
        (1, {"amount": "164.00", "by": people.dorte, "text": "Taxa til planlægning hos kommunen"}),
    ]
    numbers = []
    for days, fields in claims:
        with time_machine.travel(timezone.now() - datetime.timedelta(days=days)):
            numbers.append(voucher_at(VoucherState.SUBMITTED, people, **fields).number)
    page = open_page(height=720)
    product.sign_in(page, people.karen)
    page.goto(f"{product.base_url}/godkend/")
    assert page.locator(".ko-queue th[scope=row]").all_inner_texts() == [str(number) for number in numbers]
    page.screenshot(path=PICTURE if os.environ.get(TAKEN_WITH) else tmp_path / PICTURE.name)

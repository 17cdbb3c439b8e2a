"""Whoever looks, and wherever: the findings are those of the one judge."""

import html
import io
import json
import re
from decimal import Decimal

import pytest
from django.core.management import call_command

from expenses.actions.edit_voucher import LineInput, edit_voucher
from expenses.actions.submit_voucher import submit_voucher
from expenses.enums import CostCategory
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import draft
from tests.factories.meetings import held_meeting
from tests.people import make_people

pytestmark = pytest.mark.django_db


def text_of(response):
    """What stands on the page, without marks and with single spaces."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", text)


def judged_in_file(voucher, tmp_path):
    """The voucher written by one command and judged by the other."""
    claims, answers = io.StringIO(), io.StringIO()
    call_command("claims", voucher.number, stdout=claims)
    file = tmp_path / "krav.json"
    file.write_text(claims.getvalue(), encoding="utf-8")
    call_command("judge", str(file), stdout=answers)
    (answer,) = json.loads(answers.getvalue())
    assert answer["id"] == voucher.number
    return answer["findings"]


def test_member_coordinator_secretariat_and_file_say_the_same(client, tmp_path, settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    people = make_people()
    fund(people.cluster, "90000.00", by=people.sara)
    confirm_opening(people)
    meeting = held_meeting(people, guests=2)
    voucher = draft(people, meeting=meeting, no_meeting_reason="", supplier="Prøveby Kro")
    lines = [
        LineInput(CostCategory.DINNER, Decimal("4000.01"), Decimal("0.00")),
        LineInput(CostCategory.ROOM, Decimal("6000.00")),
        LineInput(CostCategory.HARDWARE, Decimal("900.00"), Decimal("180.00")),
    ]
    edit_voucher(voucher, by=people.mette, lines=lines, reason="Eneste sted med plads til alle.")
    submit_voucher(voucher, by=people.mette)
    voucher.refresh_from_db()

    findings = judged_in_file(voucher, tmp_path)
    assert [(one["rule"], one["outcome"]) for one in findings] == [
        ("hardware_purpose", "reason"),
        ("meal_ceiling", "reason"),
        ("vat_unknown", "reason"),
    ]
    for person, address in (
        (people.mette, f"/bilag/{voucher.pk}/"),
        (people.karen, f"/godkend/{voucher.pk}/"),
        (people.sara, f"/plo/approvals/voucherreview/{voucher.pk}/change/"),
    ):
        client.force_login(person)
        page = text_of(client.get(address))
        for one in findings:
            assert one["sentence"] in page, (person, one["rule"])
            assert one["arithmetic"] in page, (person, one["rule"])

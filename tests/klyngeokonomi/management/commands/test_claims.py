"""Sent vouchers written as claims, and judged from the file as they are on the screen."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from expenses.policy.claim_json import claim_from
from expenses.policy.rules import judge
from expenses.selectors.findings import findings_for
from expenses.selectors.limits import limit_table
from expenses.states import VoucherState
from tests.factories.expenses import draft, voucher_at
from tests.people import make_people

pytestmark = pytest.mark.django_db


def claims(*arguments):
    out = io.StringIO()
    call_command("claims", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_a_voucher_is_judged_in_a_file_as_on_the_screen():
    people = make_people()
    voucher = voucher_at(VoucherState.SUBMITTED, people)
    draft(people)
    (one,) = claims(voucher.number)
    assert one["id"] == voucher.number
    assert one["lines"] == [{"category": "transport", "gross": "250.00", "vat": "0.00", "text": ""}]
    assert judge(claim_from(one), limit_table()) == findings_for(voucher)
    assert claims(f"--year={timezone.localdate().year}") == [one]
    assert claims("--year=2020") == []


def test_a_number_nobody_has_is_said():
    with pytest.raises(CommandError, match="intet bilag med nummer 2026-99999"):
        claims("2026-99999")
    with pytest.raises(CommandError, match="Skriv bilagsnumre"):
        claims()

"""The account PLO pays from, written on the server: corrected by its IBAN, taken over by another's."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from approvals.models import BankAccount
from klyngeokonomi.audit.models import Record

pytestmark = pytest.mark.django_db
FIRST, OTHER = "DK81 0000 0000 0010 00", "DK9300000000009999"
FACTS = {"name": "Klyngekonto", "owner_name": "PLO Prøve", "owner_cvr": "12345678", "dialect": "cgi_dk"}


def written(iban: str, bic: str = "provdkkk", **more: Any) -> str:
    out = io.StringIO()
    call_command("set_bank_account", iban, bic, stdout=out, **FACTS | more)
    return out.getvalue()


def test_an_account_is_written_corrected_and_taken_over() -> None:
    assert written(FIRST) == "Der betales nu fra Klyngekonto, 0000 0000001000.\n"
    written(FIRST, customer_id="4711")
    one = BankAccount.objects.get()
    assert (one.iban, one.bic, one.customer_id, one.is_default) == (
        "DK8100000000001000",
        "PROVDKKK",
        "4711",
        True,
    )
    written(OTHER, name="Ny konto")
    assert list(BankAccount.objects.order_by("pk").values_list("name", "is_default")) == [
        ("Klyngekonto", False),
        ("Ny konto", True),
    ]
    assert Record.objects.filter(act="bank_account_set", by=None).count() == 3


@pytest.mark.parametrize(
    ("iban", "bic", "sentence"),
    [
        ("DK8200000000001000", "PROVDKKK", "IBAN'et er ikke gyldigt."),
        ("DE89370400440532013000", "PROVDKKK", "begynder med DK"),
        (FIRST, "PROV", "dansk IBAN og BIC"),
    ],
)
def test_what_is_no_account_is_said(iban: str, bic: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        written(iban, bic)
    assert not BankAccount.objects.exists()

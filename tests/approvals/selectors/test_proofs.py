"""check_books finds what is off, says where, and exits non-zero; on sound books it says so."""

import io

import psycopg
import pytest
from django.core.management import CommandError, call_command

from approvals.selectors.proofs import check_vouchers
from clusters.ledger.checks import check_ledger
from expenses.states import VoucherState
from tests.factories.clusters import fund
from tests.factories.expenses import voucher_at
from tests.people import make_people


def test_every_state_is_proven_sound(db: None, settings, tmp_path) -> None:
    settings.DOCUMENT_ROOT = tmp_path
    people = make_people()
    fund(people.cluster, "100000.00", by=people.sara)
    for state in VoucherState:
        voucher_at(state, people)
    out = io.StringIO()
    call_command("check_books", stdout=out)
    assert out.getvalue().endswith("Regnskabet går op.\n")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (
            "UPDATE clusters_account SET available = available - 1, outside = outside + 1",
            "kontoen siger 749,00 kr.",
        ),
        (
            "UPDATE clusters_movement SET available_after = available_after + 1 WHERE number = 2",
            "bevægelse 2 har en",
        ),
        ("UPDATE clusters_movement SET amount = 249.99 WHERE number = 2", "bevægelserne giver 750,01 kr."),
        ("DELETE FROM approvals_decision", "svarer ikke til hinanden"),
        ("UPDATE expenses_voucher SET state = 'approved'", "handlingerne fører til «endorsed»"),
        ("UPDATE expenses_line SET gross = 251", "linjerne giver 251,00 kr."),
        ("DELETE FROM expenses_move WHERE verb = 'submit'", "passer ikke med dem før den"),
        ("UPDATE clusters_movement SET kind = 'correction' WHERE number = 2", "har 0 reservationer"),
    ],
)
def test_harm_done_past_every_guard_is_found(owner: psycopg.Connection, harm: str, said: str) -> None:
    people = make_people()
    fund(people.cluster, "1000.00", by=people.sara)
    voucher_at(VoucherState.ENDORSED, people, amount="250.00")
    with owner.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(harm)
        cursor.execute("SET session_replication_role = DEFAULT")
    owner.commit()
    found = [*check_ledger(), *check_vouchers()]
    assert any(said in sentence for sentence in found), found
    with pytest.raises(CommandError, match="Regnskabet går ikke op"):
        call_command("check_books", stdout=io.StringIO())

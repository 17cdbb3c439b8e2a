"""Evidence is chained by seals: whatever is done to a sealed row, by whomever, is seen; and nobody waits for it."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from klyngeokonomi.audit import seal
from klyngeokonomi.audit.models import Record, Seal
from klyngeokonomi.audit.proofs import check_seals
from klyngeokonomi.audit.record import record, record_many
from klyngeokonomi.audit.tasks import seal as seal_task
from tests.factories.clusters import fund
from tests.people import make_people

pytestmark = pytest.mark.django_db(transaction=True)
Owner = psycopg.Connection[Any]

FAULT = "audit_record 1–5: rækker er ændret, fjernet eller skudt ind, efter de blev forseglet."
TAMPERINGS = {
    "one letter": "UPDATE audit_record SET text = 'Sara valgt' WHERE text = 'Karen valgt'",
    "another person": "UPDATE audit_record SET by_id = NULL WHERE id = 2",
    "another time": "UPDATE audit_record SET at = at + interval '1 second' WHERE id = 2",
    "one row gone": "DELETE FROM audit_record WHERE id = 2",
    "the last row gone": "DELETE FROM audit_record WHERE id = 5",
    "one slipped in": "INSERT INTO audit_record (id, at, act, subject_type, subject_id, text)"
    " VALUES (4, now(), 'role_given', '', '', 'x')",
}


@pytest.fixture
def log(owner: Owner) -> Iterator[None]:
    """Five acts, of which the fourth was given up: its number is left out. Other tests' numbers go on afterwards."""
    (last,) = owner.execute("SELECT last_value FROM audit_record_id_seq").fetchone()
    people = make_people()
    owner.execute("SET session_replication_role = replica")
    owner.execute("DELETE FROM audit_record")
    owner.execute("SET session_replication_role = origin")
    owner.execute("ALTER SEQUENCE audit_record_id_seq RESTART")
    record("role_given", by=people.sara, text="Karen valgt")
    record("role_given", by=people.sara, text="Dorte valgt")
    record("signed_in", by=people.mette)
    try:
        with transaction.atomic():
            record("role_given", by=people.sara)
            raise RuntimeError
    except RuntimeError:
        record("signed_out", by=people.mette)
    yield
    owner.execute(
        "SELECT setval('audit_record_id_seq', greatest(last_value, %s)) FROM audit_record_id_seq", [last]
    )


def tamper(owner: Owner, statement: str) -> list[str]:
    """What the proof says after the owner has had the triggers away and done this."""
    owner.execute("SET session_replication_role = replica")
    assert owner.execute(statement).rowcount == 1
    owner.execute("SET session_replication_role = origin")
    return list(check_seals())


@pytest.fixture
def mended(owner: Owner, log: None) -> Any:
    """Afterwards the log is as it was, so that the invariants speak of the product and not of the tampering."""
    before = owner.execute("SELECT * FROM audit_record").fetchall()
    yield
    owner.execute("SET session_replication_role = replica")
    owner.execute("DELETE FROM audit_record")
    for row in before:
        marks = ", ".join(["%s"] * len(row))
        owner.execute(f"INSERT INTO audit_record OVERRIDING SYSTEM VALUE VALUES ({marks})", row)


@pytest.mark.case("T114")
@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_the_owner_does_to_a_sealed_row_is_seen(owner: Owner, mended: None, what: str) -> None:
    assert seal.seal_table("audit_record") == 1
    assert list(check_seals()) == []
    assert tamper(owner, TAMPERINGS[what]) == [FAULT]
    with pytest.raises(CommandError, match="1 fejl"):
        call_command("check_books")


@pytest.mark.twin("T114")
@pytest.mark.parametrize("what", TAMPERINGS)
def test_without_a_seal_nobody_sees_it(owner: Owner, log: None, what: str) -> None:
    assert tamper(owner, TAMPERINGS[what]) == []


@pytest.mark.case("T114")
def test_acts_by_the_thousand_are_in_the_chain_too(log: None) -> None:
    people = Record.objects.first().by
    record_many("membership_changed", by=people, traces=[(people, None, str(number)) for number in range(30)])
    assert seal.seal_everything() == 1
    assert sum(Seal.objects.values_list("rows", flat=True)) == Record.objects.count() == 34


def test_the_chain_goes_on_and_a_lost_link_is_seen(
    owner: Owner, log: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "MOST_ROWS", 2)
    assert seal.seal_everything() == 2
    record("signed_in", by=None)
    seal_task()
    assert [(one.from_id, one.to_id, one.rows) for one in Seal.objects.order_by("pk")] == [
        (1, 2, 2),
        (3, 5, 2),
        (6, 6, 1),
    ]
    assert seal.seal_everything() == 0
    assert list(check_seals()) == []
    owner.execute("SET session_replication_role = replica")
    owner.execute("DELETE FROM audit_seal WHERE from_id = 3")
    assert list(check_seals()) == ["Seglet over audit_record 6–6 passer ikke til seglet før det."]


def test_movements_are_sealed_too(owner: Owner) -> None:
    people = make_people()
    fund(people.cluster, "500.00", by=people.sara)
    seal.seal_everything()
    assert set(Seal.objects.values_list("table", flat=True)) >= {"clusters_movement"}
    owner.execute("SET session_replication_role = replica")
    owner.execute("UPDATE clusters_movement SET amount = 501")
    assert any(sentence.startswith("clusters_movement") for sentence in check_seals())


def while_somebody_adds(act: Callable[[], Any]) -> Any:
    """What the act returns while another connection holds a number of the log and has not committed."""
    holds, go_on = threading.Event(), threading.Event()

    def add() -> None:
        with transaction.atomic():
            record("signed_in", by=None, text="sen")
            holds.set()
            go_on.wait(10)
        connection.close()

    other = threading.Thread(target=add)
    other.start()
    holds.wait(10)
    record("signed_in", by=None, text="efter")
    found = act()
    go_on.set()
    other.join()
    return found


def test_a_row_on_its_way_is_waited_for(log: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its number is lower than one that is there already: sealed too early, it would look slipped in."""
    monkeypatch.setattr(seal, "PATIENCE_SECONDS", 0.1)
    assert while_somebody_adds(seal.seal_everything) == 0
    assert seal.seal_everything() == 1
    assert Seal.objects.get().rows == 6
    assert list(check_seals()) == []


def test_a_seal_that_does_not_wait_takes_an_honest_row_for_a_forgery(
    log: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "_adders_have_finished", lambda table: True)
    assert while_somebody_adds(seal.seal_everything) == 1
    assert len(list(check_seals())) == 1


@pytest.mark.parametrize("statement", ["UPDATE audit_seal SET sha256 = ''", "DELETE FROM audit_seal"])
def test_a_seal_is_not_changed(owner: Owner, log: None, statement: str) -> None:
    seal.seal_everything()
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        owner.execute(statement)


@pytest.mark.parametrize(
    ("to_id", "constraint"), [(5, "audit_seal_one_per_stretch"), (0, "audit_seal_forward")]
)
def test_a_seal_that_makes_no_sense_is_refused(log: None, to_id: int, constraint: str) -> None:
    seal.seal_everything()
    with pytest.raises(IntegrityError, match=constraint):
        Seal.objects.create(
            table="audit_record", from_id=1, to_id=to_id, rows=1, columns="id", sha256="0" * 64
        )

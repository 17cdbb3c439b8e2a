"""The log takes rows from one writer, and gives none back: not to the app's role, not to a slip of the owner."""

from typing import Any

import psycopg
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, connection, transaction

from klyngeokonomi.audit.models import Record
from klyngeokonomi.audit.record import LONGEST_TEXT, record
from tests.people import make_people

pytestmark = pytest.mark.django_db(transaction=True)


def test_row_says_who_what_and_which() -> None:
    people = make_people()
    row = record(
        "role_given",
        by=people.sara,
        subject=people.cluster,
        cluster_id=people.cluster.pk,
        text="Karen valgt.",
    )
    row.refresh_from_db()
    assert (row.by, row.act, row.act_label) == (people.sara, "role_given", "Rolle givet")
    assert (row.subject_type, row.subject_id) == ("clusters.cluster", str(people.cluster.pk))
    assert (row.cluster_id, row.text) == (people.cluster.pk, "Karen valgt.")


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_nobody_signed_in_leaves_the_person_empty(nobody: Any) -> None:
    row = record("sign_in_refused", by=nobody)
    assert (row.by, row.subject_type, row.subject_id, row.cluster_id) == (None, "", "", None)


def test_cpr_number_is_masked_and_the_act_goes_on() -> None:
    assert record("cpr_shown", by=None, text="Vist for 610203-0405.").text == "Vist for [CPR-nummer fjernet]."


@pytest.mark.parametrize(
    ("length", "kept"), [(LONGEST_TEXT, "å" * LONGEST_TEXT), (LONGEST_TEXT + 1, "å" * 999 + "…")]
)
def test_text_is_cut_past_its_longest(length: int, kept: str) -> None:
    assert record("admin_changed", by=None, text="å" * length).text == kept


def test_row_goes_with_the_act_that_failed() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record("admin_changed", by=None)
        raise RuntimeError("the act failed")
    assert not Record.objects.exists()


@pytest.mark.case("T114")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_record SET text = 'rettet'",
        "DELETE FROM audit_record",
        "TRUNCATE audit_record",
        "ALTER TABLE audit_record DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_record_append_only ON audit_record",
        "SET session_replication_role = replica",
    ],
)
def test_app_role_cannot_touch_a_row(statement: str) -> None:
    record("signed_in", by=None, text="før")
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)
    assert [row.text for row in Record.objects.all()] == ["før"]


@pytest.mark.case("T114")
@pytest.mark.parametrize("statement", ["UPDATE audit_record SET text = 'rettet'", "DELETE FROM audit_record"])
def test_owner_is_stopped_by_the_trigger(owner: psycopg.Connection[Any], statement: str) -> None:
    record("signed_in", by=None, text="før")
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        owner.execute(statement)
    assert [row.text for row in Record.objects.all()] == ["før"]


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"act": ""}, "audit_record_act_named"),
        ({"act": "signed_in", "subject_type": "clusters.user"}, "audit_record_subject_whole"),
        ({"act": "signed_in", "subject_id": "7"}, "audit_record_subject_whole"),
    ],
)
def test_half_a_row_is_refused(fields: dict[str, str], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        Record.objects.create(**fields)

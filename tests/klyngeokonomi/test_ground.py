"""The ground the tests stand on: a test that commits leaves nothing, and the rows of migrations come back."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction

from klyngeokonomi.audit.models import Record
from klyngeokonomi.outbox.models import Message


def _message(key):
    return Message.objects.create(
        key=key, to="a@example.dk", subject="s", body_text="t", message_id=f"<{key}>"
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_commits_is_gone_in_the_next(turn, owner):
    assert Message.objects.count() == 0
    assert Record.objects.count() == 0
    assert cache.get("kept") is None
    assert ContentType.objects.filter(app_label="outbox", model="message").count() == 1
    assert Permission.objects.filter(codename="add_message").count() == 1
    with transaction.atomic():
        _message("one")
    Record.objects.create(act="tried")
    owner.execute(
        "DELETE FROM auth_permission USING django_content_type kind"
        " WHERE kind.id = content_type_id AND kind.app_label = 'outbox'"
    )
    owner.execute("DELETE FROM django_content_type WHERE app_label = 'outbox'")
    cache.set("kept", turn)


@pytest.mark.django_db(transaction=True)
def test_rows_of_the_migrations_are_put_back_to_the_letter(owner):
    kept = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'kept'").fetchall()
    assert ("django_content_type",) in kept
    for (table,) in kept:
        assert owner.execute(f"TABLE public.{table} EXCEPT TABLE kept.{table}").fetchall() == []
        assert owner.execute(f"TABLE kept.{table} EXCEPT TABLE public.{table}").fetchall() == []


@pytest.mark.django_db
def test_the_test_database_is_postgresql_with_no_rights_to_spare():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('server_version_num')::int >= 160000")
        assert cursor.fetchone() == ("klyngeokonomi_app", True)

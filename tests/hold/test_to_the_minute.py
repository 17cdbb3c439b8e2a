"""Back to the moment before a mishap: a base backup, the archived log, and a named point (docs/backup.md)."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from clusters.models import Person
from klyngeokonomi.embedded import places, start_postgres, stop_postgres
from klyngeokonomi.embedded.account import server_account
from klyngeokonomi.embedded.postgres import _bin
from tests.hold.ground.build import Ground
from tests.hold.invariants import broken_invariants
from tests.people import People

pytestmark = [pytest.mark.services, pytest.mark.long]


@pytest.fixture
def archive(ground: Ground) -> Iterator[Path]:
    """PostgreSQL archives its log here while the test lasts."""
    folder = ground.folder / "wal"
    folder.mkdir()
    account = server_account(places.postgres_data(ground.folder))
    if account is not None:
        shutil.chown(folder, account.pw_uid, account.pw_gid)
    with ground.superuser() as superuser:
        superuser.execute("ALTER SYSTEM SET archive_mode = 'on'")
        superuser.execute(f"ALTER SYSTEM SET archive_command = 'test ! -f {folder}/%f && cp %p {folder}/%f'")
    ground.restart_postgres()
    yield folder
    with ground.superuser() as superuser:
        superuser.execute("ALTER SYSTEM RESET archive_mode")
        superuser.execute("ALTER SYSTEM RESET archive_command")
    ground.restart_postgres()


def base_backup(ground: Ground, into: Path) -> None:
    """What an operator runs each week."""
    subprocess.run(
        [str(_bin() / "pg_basebackup"), f"--pgdata={into}", "--checkpoint=fast", "--wal-method=none",
         f"--host={places.socket_dir(ground.folder)}", f"--username={places.SUPERUSER}"],
        check=True, capture_output=True,
    )  # fmt: skip


@contextmanager
def gone_back_to(point: str, ground: Ground, archive: Path, elsewhere: Path) -> Iterator[None]:
    """Django led to a server made of the base backup and the archived log, up to the named point."""
    data = places.postgres_data(elsewhere)
    with (data / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
        settings.write(
            f"archive_mode = off\nrestore_command = 'cp {archive}/%f %p'\n"
            f"recovery_target_name = '{point}'\nrecovery_target_action = 'promote'\n"
        )
    (data / "recovery.signal").touch()
    account = server_account(places.postgres_data(ground.folder))
    if account is not None:
        subprocess.run(["chown", "-R", f"{account.pw_uid}:{account.pw_gid}", str(data)], check=True)
    start_postgres(elsewhere)
    with ground.led():
        connection.settings_dict["HOST"] = str(places.socket_dir(elsewhere))
        yield
    stop_postgres(elsewhere)


@pytest.mark.case("T118")
def test_a_mishap_is_undone_by_going_back_to_the_moment_before_it(
    ground: Ground, crew: People, archive: Path
) -> None:
    elsewhere = ground.folder / "back"
    elsewhere.mkdir()
    base_backup(ground, places.postgres_data(elsewhere))
    late = Person.objects.create(name="Kom Efterfølgende", email="efter@example.org")
    with ground.superuser() as superuser:
        superuser.execute("SELECT pg_create_restore_point('before_the_mishap')")
        superuser.execute("DELETE FROM clusters_person WHERE id = %s", [late.pk])
        superuser.execute("SELECT pg_switch_wal()")
    assert not Person.objects.filter(pk=late.pk).exists()
    with gone_back_to("before_the_mishap", ground, archive, elsewhere):
        assert Person.objects.get(pk=late.pk).name == "Kom Efterfølgende"
        assert broken_invariants() == []

"""Which system user runs PostgreSQL, since it refuses to run as root."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from pathlib import Path

from klyngeokonomi.embedded.server import CannotStart

SYSTEM_USER = "pgserver"


def server_account(data: Path) -> pwd.struct_passwd | None:
    """The account to run PostgreSQL as: None for our own, which is right for everybody but root.

    Root uses the owner of an existing data folder, so that a folder first used by an ordinary user goes on
    working, and otherwise the system user pgserver, which is made when it is missing.
    Raises CannotStart when there is no such user and none can be made.
    """
    if os.geteuid() != 0:
        if data.exists() and data.stat().st_uid != os.geteuid():
            owner = _name(data.stat().st_uid)
            raise CannotStart(
                f"Mappen {data} tilhører brugeren {owner}: start som samme bruger som sidst, eller slet den."
            )
        return None
    if data.exists() and data.stat().st_uid != 0:
        return pwd.getpwuid(data.stat().st_uid)
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return _make_user()


def let_in(account: pwd.struct_passwd, *folders: Path) -> None:
    """Let the account walk to these folders: o+x (walk, not list) on the folders above that lack it."""
    for folder in folders:
        for parent in folder.resolve().parents:
            mode = stat.S_IMODE(parent.stat().st_mode)
            if not mode & stat.S_IXOTH and parent.stat().st_uid != account.pw_uid:
                parent.chmod(mode | stat.S_IXOTH)
                sys.stderr.write(f"Mappen {parent} er åbnet for gennemgang (o+x), så PostgreSQL kan køre.\n")


def own_folder(folder: Path, account: pwd.struct_passwd | None) -> None:
    """Make a folder that only the server's account (and root) may enter.

    Raises CannotStart when it is another's.
    """
    owner = os.geteuid() if account is None else account.pw_uid
    folder.mkdir(parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {owner, os.geteuid()}:
        raise CannotStart(f"Mappen {folder} tilhører en anden bruger: slet den, eller sæt VAR_DIR.")
    if account is not None:
        os.chown(folder, account.pw_uid, account.pw_gid)
    folder.chmod(0o700)


def _make_user() -> pwd.struct_passwd:
    if not shutil.which("useradd"):
        raise CannotStart(
            "PostgreSQL kan ikke køre som root, og her er ingen useradd: start som en almindelig bruger."
        )
    made = subprocess.run(  # noqa: S603
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode not in {0, 9}:  # 9: somebody made it meanwhile
        raise CannotStart(f"Systembrugeren {SYSTEM_USER} kunne ikke oprettes: {made.stderr.strip()}")
    return pwd.getpwnam(SYSTEM_USER)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)

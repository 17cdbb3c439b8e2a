"""Development needs no environment and no file of settings beside the code; production takes nothing for granted."""

import os
import subprocess
import sys

import pytest

from tests.house import tree

BARE = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tree.ROOT)}


def imported(module: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"import {module}"], env=BARE, cwd=tree.ROOT, capture_output=True, text=True
    )


@pytest.mark.parametrize("module", ["klyngeokonomi.settings.dev", "klyngeokonomi.settings.test"])
def test_they_load_with_no_environment_at_all(module):
    assert imported(module).stderr == ""


def test_production_stops_with_a_sentence_about_what_is_missing():
    told = imported("klyngeokonomi.settings.base").stderr.strip().splitlines()[-1]
    assert told.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert told.endswith(".")


def test_nothing_reads_settings_from_a_file_beside_the_code():
    assert [tree.name(path) for path in tree.code() if "dotenv" in tree.text(path)] == []
    assert not (tree.ROOT / ".env").exists()

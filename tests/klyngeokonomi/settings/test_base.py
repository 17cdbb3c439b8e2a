"""Production's settings as Django's own deployment checks see them, in a process of their own (reliability T113)."""

import re
import subprocess
import sys
from typing import Any

import pytest

from tests.klyngeokonomi.settings.asked import KEPT, ROOT, answer

CHECK = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "klyngeokonomi.settings.base",
    "SECRET_KEY": "kQ3v-7Zt_pW9sYbX2mNfR8dLhJ5gTcA1eUoI6wVxSzKqDyEjHuPn0rMtB4aCiGfO",
    "SECOND_FACTOR_KEY": "y" * 60,
    "PERSONAL_NUMBER_KEY": "z" * 60,
    "ALLOWED_HOSTS": "klynge.example",
    "SITE_URL": "https://klynge.example",
    "DATABASE_URL": "postgresql://app@database/klyngeokonomi",
    "DATABASE_OWNER_URL": "postgresql://owner@database/klyngeokonomi",
    "REDIS_URL": "redis://broker/0",
    "CLAMAV_URL": "tcp://scanner:3310",
    "MITID_BROKER": "neb",
    "MITID_CLIENT_ID": "our-id",
    "MITID_CLIENT_SECRET": "our-secret",
}


def check(**environment: str) -> subprocess.CompletedProcess[str]:
    given = {name: value for name, value in (PRODUCTION | environment).items() if value}
    return subprocess.run(
        [sys.executable, *CHECK],
        cwd=ROOT,
        env=KEPT | given,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.case("T113")
@pytest.mark.services
def test_deployment_checks_find_nothing(broker: Any) -> None:
    found = check(REDIS_URL=broker.url)
    assert (found.returncode, found.stdout) == (0, "System check identified no issues (0 silenced).\n")


WEAK = {
    "security.W009": {"SECRET_KEY": "django-insecure-short"},
    "security.W008": {"SECURE_SSL_REDIRECT": "0"},
    "security.W025": {"SECRET_KEY_OLD": "short"},
}


@pytest.mark.twin("T113")
@pytest.mark.services
@pytest.mark.parametrize(
    ("scanner", "word"), [("", "klyngeokonomi.W003"), ("clamd.ctl", "klyngeokonomi.E002")]
)
def test_a_weak_setting_is_found(broker: Any, scanner: str, word: str) -> None:
    """All weak at once, for starting the product is what takes time; nothing else is remarked."""
    changes = {name: value for change in WEAK.values() for name, value in change.items()}
    found = check(REDIS_URL=broker.url, CLAMAV_URL=scanner, **changes)
    assert found.returncode != 0
    assert set(re.findall(r"\b\w+\.[WE]\d{3}\b", found.stderr)) == {*WEAK, word}


@pytest.mark.twin("T113")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY (or SECRET_KEY_FILE)"),
        ({"DATABASE_URL": ""}, "Set DATABASE_URL (or DATABASE_URL_FILE)"),
        ({"REDIS_URL": ""}, "Set REDIS_URL (or REDIS_URL_FILE)"),
    ],
)
def test_a_missing_setting_is_found(change: dict[str, str], words: str) -> None:
    given = {name: value for name, value in (PRODUCTION | change).items() if value}
    found = answer(
        f"from django.core.management import execute_from_command_line as run; run({CHECK})", given
    )
    assert found.returncode != 0
    assert words in found.stderr

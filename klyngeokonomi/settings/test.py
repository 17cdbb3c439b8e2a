"""Tests: as development, on servers and files of their own under var/test/, with a fast password hasher."""

import os
import sys
from pathlib import Path

os.environ.setdefault("VAR_DIR", str(Path(__file__).resolve().parents[2] / "var" / "test"))
os.environ.setdefault("SECRET_KEY", "test-key")
sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
"""structlog loads it wherever a tool has brought it along, as none does in production: an eighth of every start."""

from klyngeokonomi.settings.dev import *  # noqa: E402, F403 - the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

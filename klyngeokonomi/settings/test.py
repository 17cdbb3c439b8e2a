"""Tests: as development, on servers and files of their own under var/test/, with a fast password hasher."""

import os
from pathlib import Path

os.environ.setdefault("VAR_DIR", str(Path(__file__).resolve().parents[2] / "var" / "test"))
os.environ.setdefault("SECRET_KEY", "test-key")

from klyngeokonomi.settings.dev import *  # noqa: F403 - the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""Tests: as development, with a fast password hasher and templates that fail on unknown names where they can."""

import os

os.environ.setdefault("SECRET_KEY", "test-key")

from klyngeokonomi.settings.dev import *  # noqa: F403 - the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

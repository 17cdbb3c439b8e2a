"""The keys of the vault, where CPR numbers and the bank's files lie encrypted (ADR 0030)."""

from django.core.exceptions import ImproperlyConfigured

from klyngeokonomi.env import env_bool, env_str

_DEVELOPMENT = env_bool("DEVELOPMENT", False)

PERSONAL_NUMBER_KEY = env_str("PERSONAL_NUMBER_KEY", "development-only-vault" if _DEVELOPMENT else None)
"""A secret of its own: neither SECRET_KEY nor SECOND_FACTOR_KEY opens the vault."""
PERSONAL_NUMBER_OLD_KEYS = env_str("PERSONAL_NUMBER_OLD_KEYS", "").split()
"""Keys from before, which still read until `manage.py rotate_keys` has run (docs/operations.md)."""

if not PERSONAL_NUMBER_KEY.strip():
    raise ImproperlyConfigured("PERSONAL_NUMBER_KEY is empty: set a long random secret.")
if not _DEVELOPMENT and PERSONAL_NUMBER_KEY in (env_str("SECRET_KEY", ""), env_str("SECOND_FACTOR_KEY", "")):
    raise ImproperlyConfigured("PERSONAL_NUMBER_KEY must differ from SECRET_KEY and SECOND_FACTOR_KEY.")

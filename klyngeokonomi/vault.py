"""The vault's keys: what must be unreadable to whoever has the database alone, CPR numbers before all (ADR 0030).

PERSONAL_NUMBER_KEY writes and reads; PERSONAL_NUMBER_OLD_KEYS still read until `manage.py rotate_keys` has run. What
none of them opens raises InvalidToken: nothing is shown, nothing is saved.
"""

import base64
import hmac
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(plain: bytes) -> bytes:
    return _fernets().encrypt(plain)


def open_sealed(sealed: bytes) -> bytes:
    """Raises InvalidToken when no key opens it."""
    return _fernets().decrypt(sealed)


def seal_anew(sealed: bytes) -> bytes:
    """The same under the newest key. Raises InvalidToken when no key opens it."""
    return _fernets().rotate(sealed)


def fingerprint(cpr: str) -> str:
    """What two equal numbers share, and nobody without the key can make or guess by trying all numbers."""
    return _fingerprint(settings.PERSONAL_NUMBER_KEY, cpr)


def fingerprints(cpr: str) -> list[str]:
    """Under every key that is still read, the newest first: what to look for until rotate_keys has run."""
    return [_fingerprint(word, cpr) for word in _words()]


def _fingerprint(word: str, cpr: str) -> str:
    return hmac.new(_derived(word, b"klyngeokonomi vault fingerprint"), cpr.encode(), sha256).hexdigest()


def _words() -> list[str]:
    return [settings.PERSONAL_NUMBER_KEY, *settings.PERSONAL_NUMBER_OLD_KEYS]


def _fernets() -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(_derived(word, b"klyngeokonomi vault"))) for word in _words()]
    )


def _derived(word: str, info: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=info).derive(word.encode())

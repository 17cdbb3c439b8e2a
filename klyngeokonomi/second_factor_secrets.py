"""The secrets of staff's second factors, encrypted at rest with a key that is not in the database (T116).

SECOND_FACTOR_KEY writes and reads; SECOND_FACTOR_OLD_KEYS still read until `manage.py rotate_keys` has run. A secret
that none of them opens raises InvalidToken: nothing is shown, nothing is saved, nobody comes in by it.
"""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def encrypt(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """Raises InvalidToken when no key opens it."""
    return _keys().decrypt(encrypted.encode()).decode()


def encrypt_anew(encrypted: str) -> str:
    """The same secret under the newest key. Raises InvalidToken when no key opens it."""
    return _keys().rotate(encrypted.encode()).decode()


def _keys() -> MultiFernet:
    return MultiFernet(
        [_key(word) for word in (settings.SECOND_FACTOR_KEY, *settings.SECOND_FACTOR_OLD_KEYS)]
    )


def _key(word: str) -> Fernet:
    made = HKDF(SHA256(), length=32, salt=None, info=b"klyngeokonomi second factor").derive(word.encode())
    return Fernet(base64.urlsafe_b64encode(made))

"""Encrypt every second factor anew, after the key has been changed."""

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import transaction

from klyngeokonomi.refused import Refused
from klyngeokonomi.second_factor_secrets import encrypt_anew

ENCRYPTED = ("secret", "seed")
"""Of an app and of recovery codes; codes from before allauth had seeds lie in `migrated_codes`."""


@transaction.atomic
def rotate_second_factor_key() -> int:
    """All or none, under the newest key; how many there are. Raises Refused when one cannot be read."""
    unreadable, rows = 0, list(Authenticator.objects.select_for_update().order_by("pk"))
    for row in rows:
        try:
            row.data = {name: _anew(name, value) for name, value in row.data.items()}
        except InvalidToken:
            unreadable += 1
    if unreadable:
        raise Refused(
            f"{unreadable} af {len(rows)} kan ikke læses med nogen af nøglerne. Intet er ændret: "
            "sæt den manglende nøgle i SECOND_FACTOR_OLD_KEYS, eller lad personerne begynde forfra."
        )
    Authenticator.objects.bulk_update(rows, ["data"], batch_size=500)
    return len(rows)


def _anew(name: str, value: object) -> object:
    if name in ENCRYPTED:
        return encrypt_anew(str(value))
    if name == "migrated_codes" and isinstance(value, list):
        return [encrypt_anew(code) for code in value]
    return value

"""The ways in which the fake broker can be wrong, by name. None is chosen unless somebody chooses it."""

import time
from typing import Any

import jwt

from klyngeokonomi.integrations.mitid.fake.keys import SigningKey

DEFECTS = {
    "wrong_aud": "id-token til en anden tjeneste",
    "wrong_iss": "id-token fra en anden udsteder",
    "expired": "udløbet id-token",
    "foreign_nonce": "id-token fra et andet login",
    "no_nonce": "id-token uden nonce",
    "no_level": "intet sikringsniveau",
    "alg_none": "id-token uden underskrift",
    "hs256": "id-token underskrevet med klientens kode",
    "wrong_key": "id-token underskrevet med en anden nøgle",
    "unknown_key": "id-token med en nøgle, som ikke findes",
    "no_id_token": "svar uden id-token",
    "other_sub": "userinfo om en anden person",
    "other_person": "userinfo med et andet MitID-id end id-token",
    "no_subject": "intet MitID-id",
    "employee": "MitID Erhverv i stedet for privat MitID",
    "cpr": "CPR-nummer, som ingen har bedt om",
    "others_mail": "en anden persons mailadresse",
    "bad_json": "svar, der ikke er JSON",
    "list_json": "svar, der er JSON af en anden slags",
    "error_500": "fejl hos brokeren",
    "userinfo_500": "fejl hos brokeren ved userinfo",
    "slow": "svar efter 20 sekunder",
    "drip": "svar, der drypper",
    "rotated_key": "ny underskriftsnøgle siden sidst",
}
OTHERS_MAIL = "mette@example.org"
"""An address that is somebody else's, said to be verified."""


def spoil_claims(claims: dict[str, Any], defect: str) -> dict[str, Any]:
    """The id token's claims, made wrong."""
    now = int(time.time())
    changes: dict[str, dict[str, Any]] = {
        "wrong_aud": {"aud": "another-client"},
        "wrong_iss": {"iss": "https://another.example"},
        "expired": {"iat": now - 900, "nbf": now - 900, "exp": now - 600},
        "foreign_nonce": {"nonce": "a-nonce-of-another-sign-in"},
        "no_nonce": {"nonce": None},
        "no_level": {"loa": None, "acr": None, "authenticationtype": None},
        "employee": {"identity_type": "professional", "identityscheme": "dkmitid-erhverv"},
        "other_person": {"mitid.uuid": "another-person"},
        "others_mail": {"email": OTHERS_MAIL, "email_verified": True},
    }
    spoilt = claims | changes.get(defect, {})
    return {name: value for name, value in spoilt.items() if value is not None}


def spoil_userinfo(claims: dict[str, Any], defect: str) -> dict[str, Any]:
    if defect == "other_sub":
        return claims | {"sub": "somebody-else"}
    if defect == "others_mail":
        return claims | {"email": OTHERS_MAIL, "email_verified": True}
    if defect == "no_subject":
        return {name: value for name, value in claims.items() if name not in {"mitid.uuid", "uuid"}}
    return claims


def sign(claims: dict[str, Any], defect: str, key: SigningKey, stranger: SigningKey, secret: str) -> str:
    """The id token, signed as it should be, or as the defect says."""
    if defect == "alg_none":
        return jwt.encode(claims, None, algorithm="none", headers={"kid": key.kid})
    if defect == "hs256":
        return jwt.encode(claims, secret.ljust(32, "-"), algorithm="HS256", headers={"kid": key.kid})
    if defect in {"wrong_key", "unknown_key"}:
        kid = key.kid if defect == "wrong_key" else "unknown"
        pretender = SigningKey(kid)
        return pretender.sign(claims)
    if defect == "rotated_key":
        return stranger.sign(claims)
    return key.sign(claims)

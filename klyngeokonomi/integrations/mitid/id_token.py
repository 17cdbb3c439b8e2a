"""The proof in an id token: signature, issuer, audience, time and nonce, all of them, every time.

allauth skips the signature when the token came over the back channel, and knows no nonce; both are
demanded here, so that neither a mistaken proxy nor a stolen code can sign anyone in.
"""

import hmac
from collections.abc import Mapping
from typing import Any

import jwt

from klyngeokonomi.integrations.mitid.port import TokenRefused

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256"]
"""Only asymmetric: `none` and the HS family, where a public key could pass as a secret, are not here."""
LEEWAY_SECONDS = 30
REQUIRED = ["iss", "aud", "sub", "exp", "iat", "nonce"]


def key_id(token: str) -> str:
    """The `kid` a token names. Raises TokenRefused when it is no token or names none."""
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError as error:
        raise TokenRefused("the id token cannot be read") from error
    if header.get("alg") not in ALGORITHMS or not isinstance(header.get("kid"), str):
        raise TokenRefused("the id token names no allowed algorithm and key")
    return header["kid"]


def verify(token: str, key: Mapping[str, Any], *, issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """The claims of a token signed by `key` (a JWK) for us, now, in this sign-in. Raises TokenRefused."""
    try:
        claims = jwt.decode(
            token,
            key=jwt.PyJWK(dict(key), algorithm=None if key.get("alg") else "RS256"),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY_SECONDS,
            options={"require": REQUIRED},
        )
    except jwt.PyJWTError as error:
        raise TokenRefused(f"the id token is refused: {type(error).__name__}") from error
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != client_id:
        raise TokenRefused("the id token was issued to another client")
    if not nonce or not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise TokenRefused("the id token belongs to another sign-in")
    return claims

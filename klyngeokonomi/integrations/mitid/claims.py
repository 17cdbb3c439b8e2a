"""From a broker's flat, dotted claims to MitIDClaims. What is not needed is not carried on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from klyngeokonomi.integrations.mitid.port import (
    LEAST_LEVEL,
    Broker,
    Level,
    LevelTooLow,
    MitIDClaims,
    TokenRefused,
)

NSIS = "https://data.gov.dk/concept/core/nsis/"
IDURA_ACR = "urn:grn:authn:dk:mitid:"
MAX_SUBJECT = 100


def read_claims(broker: Broker, id_token: Mapping[str, Any], userinfo: Mapping[str, Any]) -> MitIDClaims:
    """Read who came and how surely, from a verified id token and the userinfo of the same sign-in.

    The level and the kind of identity are read from the signed id token alone. Raises TokenRefused when
    the two do not speak of the same person, LevelTooLow below LEAST_LEVEL.
    """
    if not id_token.get("sub") or userinfo.get("sub") != id_token["sub"]:
        raise TokenRefused("the subject of userinfo is not that of the id token")
    for name, expected in broker.identity_fields.items():
        if id_token.get(name, userinfo.get(name)) != expected:
            raise TokenRefused(f"claim {name} is not {expected}")
    level = _level(broker, id_token)
    if level < LEAST_LEVEL:
        raise LevelTooLow(f"level is {level.name}")
    return MitIDClaims(
        subject=_agreed(broker.uid_field, id_token, userinfo),
        name=str(userinfo.get(broker.name_field) or id_token.get(broker.name_field) or "")[:200],
        birthdate=_date(userinfo.get(broker.birthdate_field) or id_token.get(broker.birthdate_field)),
        level=level,
    )


def _agreed(field: str, id_token: Mapping[str, Any], userinfo: Mapping[str, Any]) -> str:
    """A claim that may stand in either place; where it stands in both, both must say the same."""
    values = {value for value in (id_token.get(field), userinfo.get(field)) if value}
    if len(values) != 1:
        raise TokenRefused(f"claim {field} is missing or said in two ways")
    subject = values.pop()
    if not isinstance(subject, str) or len(subject) > MAX_SUBJECT:
        raise TokenRefused(f"claim {field} is not a short text")
    return subject


def _level(broker: Broker, id_token: Mapping[str, Any]) -> Level:
    """The achieved level. What was asked for proves nothing, and silence is a refusal."""
    for field in broker.level_fields:
        if value := id_token.get(field):
            word = str(value).removeprefix(NSIS).removeprefix(IDURA_ACR).upper()
            if word in Level.__members__:
                return Level[word]
            raise TokenRefused(f"claim {field} names no known level")
    raise TokenRefused("no claim tells the level")


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None

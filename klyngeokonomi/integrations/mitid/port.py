"""What the house knows of MitID: a broker's address and rules, and the few facts a sign-in brings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from urllib.parse import urlsplit


class Level(IntEnum):
    """NSIS level of assurance, in order, so that levels compare with >=."""

    LOW = 1
    SUBSTANTIAL = 2
    HIGH = 3


LEAST_LEVEL = Level.SUBSTANTIAL
"""What a member must reach: money is spent on the strength of the sign-in."""


@dataclass(frozen=True)
class Broker:
    """One OpenID Connect broker that passes MitID on. Data only; see brokers.py for the two we support."""

    name: str
    server_url: str
    """The issuer without final slash; discovery lies at /.well-known/openid-configuration under it."""
    client_id: str
    client_secret: str
    scope: tuple[str, ...]
    auth_params: Mapping[str, str]
    uid_field: str
    """The flat claim that holds the MitID person id."""
    name_field: str
    birthdate_field: str
    level_fields: tuple[str, ...]
    """Claims that may tell the achieved level; the first that is present counts."""
    identity_fields: Mapping[str, str] = field(default_factory=dict)
    """Claims that must have exactly this value: a private person's MitID, not an employee's."""
    redirect_origins: tuple[str, ...] = ()
    """Further origins the browser passes on its way from our form to MitID (for form-action in the CSP)."""

    @property
    def origin(self) -> str:
        parts = urlsplit(self.server_url)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True)
class MitIDClaims:
    """All that leaves this room after a sign-in. CPR, address and the rest are dropped where they arrive."""

    subject: str
    """The MitID person id (uuid), the same at every broker."""
    name: str
    """As MitID gives it; people with name protection have a fixed text here, so never shown as their name."""
    birthdate: date | None
    level: Level


class MitIDError(Exception):
    """A sign-in that came to nothing. The text is for the log: it never holds a claim, a code or a token."""


class BrokerUnavailable(MitIDError):
    """The broker did not answer, answered too late, or answered something that cannot be read."""


class TokenRefused(MitIDError):
    """Tokens that do not prove who came: signature, audience, issuer, time, nonce or subject is wrong."""


class LevelTooLow(MitIDError):
    """The person is who they say, but the sign-in was weaker than LEAST_LEVEL."""

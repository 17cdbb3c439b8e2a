"""One sign-in at the fake broker, from the question to the tokens, in the shape of the broker it plays."""

import base64
import hashlib
import json
import secrets
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from klyngeokonomi.integrations.mitid.fake.people import FakePerson

NSIS = "https://data.gov.dk/concept/core/nsis/"
ID_TOKEN_SECONDS = 300


@dataclass
class SignIn:
    """What the client asked for, who was chosen, and how the answer is to be wrong."""

    shape: str
    issuer: str
    query: dict[str, str]
    person: FakePerson | None = None
    level: str = ""
    defect: str = ""
    code: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    access_token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    spent: bool = False

    @property
    def asked_level(self) -> str:
        """The level the client asked for, which is what MitID gives when nobody chooses otherwise."""
        if self.shape == "idura":
            return self.query.get("acr_values", "").rpartition(":")[2].capitalize() or "Substantial"
        try:
            asked = json.loads(self.query.get("idp_params", "{}")).get("mitid", {})
        except ValueError:
            asked = {}
        return str(asked.get("loa_value", "substantial")).capitalize()

    @property
    def wants_cpr(self) -> bool:
        return "ssn" in self.query.get("scope", "").split() or self.defect == "cpr"

    def proves(self, verifier: str) -> bool:
        """PKCE S256: the verifier is the one whose hash came with the question."""
        digest = hashlib.sha256(verifier.encode()).digest()
        expected = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return secrets.compare_digest(expected, self.query.get("code_challenge", ""))

    def id_token(self) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": self.query["client_id"],
            "sub": self._sub(),
            "iat": now,
            "nbf": now,
            "exp": now + ID_TOKEN_SECONDS,
            "auth_time": now,
            "nonce": self.query.get("nonce", ""),
            "jti": uuid.uuid4().hex,
        }
        claims |= self._idura() if self.shape == "idura" else self._neb_basics()
        return claims

    def userinfo(self) -> dict[str, Any]:
        if self.shape == "idura":
            return {"sub": self._sub(), **self._idura()}
        claims = {
            "sub": self._sub(),
            "idp": "mitid",
            "identity_type": "private",
            "mitid.uuid": self.person.subject,
            "mitid.date_of_birth": self.person.birthdate,
            "mitid.age": "50",
            "mitid.identity_name": self.person.name,
            "mitid.transaction_id": str(uuid.uuid4()),
            "mitid.has_cpr": "true",
        }
        return claims | ({"dk.cpr": self.person.cpr} if self.wants_cpr else {})

    def _neb_basics(self) -> dict[str, Any]:
        return {
            "idp": "mitid",
            "identity_type": "private",
            "amr": ["code_app"],
            "loa": NSIS + self.level,
            "ial": NSIS + self.level,
            "aal": NSIS + self.level,
            "neb_sid": uuid.uuid4().hex,
            "transaction_id": str(uuid.uuid4()),
        } | ({"dk.cpr": self.person.cpr} if self.wants_cpr else {})

    def _idura(self) -> dict[str, Any]:
        urn = f"urn:grn:authn:dk:mitid:{self.level.lower()}"
        return {
            "identityscheme": "dkmitid",
            "authenticationtype": urn,
            "acr": urn,
            "uuid": self.person.subject,
            "name": self.person.name,
            "birthdate": self.person.birthdate,
            "age": "50",
            "country": "DK",
        } | ({"cprNumberIdentifier": self.person.cpr} if self.wants_cpr else {})

    def _sub(self) -> str:
        sub = self.person.broker_sub
        return "{" + sub + "}" if self.shape == "idura" else sub

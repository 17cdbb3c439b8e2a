"""The fake broker's memory and judgement: which sign-ins are under way, and which answers are owed."""

import secrets
import threading
from pathlib import Path

from klyngeokonomi.integrations.mitid.fake import defects
from klyngeokonomi.integrations.mitid.fake.keys import SigningKey
from klyngeokonomi.integrations.mitid.fake.people import FakePerson, read_people, somebody
from klyngeokonomi.integrations.mitid.fake.sign_in import SignIn

CLIENT_ID = "klyngeokonomi"
CLIENT_SECRET = "development-only"  # noqa: S105 - known to all, on purpose
LEVELS = ("Low", "Substantial", "High")
SHAPES = {"op": "neb", "idura": "idura"}
"""First part of the path, and the broker that is played there."""
MOST_SIGN_INS = 500


class Wrong(Exception):
    """A question the broker does not answer; the text is an OAuth error code."""


class FakeBroker:
    def __init__(self, base_url: str, people_file: Path) -> None:
        self.base_url = base_url
        self.people_file = people_file
        self.key = SigningKey("fake-1")
        self.stranger = SigningKey("fake-2")
        self._sign_ins: dict[str, SignIn] = {}
        self._lock = threading.Lock()

    def people(self) -> list[FakePerson]:
        return read_people(self.people_file)

    def discovery(self, place: str) -> dict[str, object]:
        issuer = f"{self.base_url}/{place}"
        words = "connect" if SHAPES[place] == "neb" else "oauth2"
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/{words}/authorize",
            "token_endpoint": f"{issuer}/{words}/token",
            "userinfo_endpoint": f"{issuer}/{words}/userinfo",
            "end_session_endpoint": f"{issuer}/{words}/endsession",
            "jwks_uri": f"{issuer}/.well-known/openid-configuration/jwks",
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def begin(self, place: str, query: dict[str, str]) -> str:
        """Take a question from a browser and give it a name. Raises Wrong."""
        if query.get("client_id") != CLIENT_ID or query.get("response_type") != "code":
            raise Wrong("unauthorized_client")
        if not query.get("redirect_uri", "").startswith(("http://", "https://")):
            raise Wrong("invalid_request: redirect_uri")
        if query.get("code_challenge_method") != "S256" or not query.get("code_challenge"):
            raise Wrong("invalid_request: code_challenge")
        if "openid" not in query.get("scope", "").split():
            raise Wrong("invalid_scope")
        name = secrets.token_urlsafe(16)
        with self._lock:
            while len(self._sign_ins) >= MOST_SIGN_INS:
                self._sign_ins.pop(next(iter(self._sign_ins)))
            self._sign_ins[name] = SignIn(SHAPES[place], f"{self.base_url}/{place}", query)
        return name

    def look(self, name: str) -> SignIn:
        with self._lock:
            if name not in self._sign_ins:
                raise Wrong("invalid_request: unknown sign-in")
            return self._sign_ins[name]

    def choose(self, name: str, *, subject: str, level: str, defect: str) -> SignIn:
        """Somebody clicked: this person, at this level, with this defect. Raises Wrong."""
        sign_in = self.look(name)
        if not subject or (defect and defect not in defects.DEFECTS):
            raise Wrong("invalid_request: person or defect")
        known = {person.subject: person for person in self.people()}
        sign_in.person = known.get(subject) or somebody(subject)
        sign_in.level = level if level in LEVELS else sign_in.asked_level
        sign_in.defect = defect
        return sign_in

    def spend(self, form: dict[str, str]) -> SignIn:
        """The sign-in behind a code, once, for the client that holds the secret and the verifier."""
        if form.get("client_id") != CLIENT_ID or form.get("client_secret") != CLIENT_SECRET:
            raise Wrong("invalid_client")
        with self._lock:
            sign_in = next((one for one in self._sign_ins.values() if one.code == form.get("code")), None)
            if sign_in is None or sign_in.person is None or sign_in.spent:
                raise Wrong("invalid_grant")
            sign_in.spent = True
        if form.get("redirect_uri") != sign_in.query["redirect_uri"]:
            raise Wrong("invalid_grant")
        if not sign_in.proves(form.get("code_verifier", "")):
            raise Wrong("invalid_grant")
        return sign_in

    def tokens(self, sign_in: SignIn) -> dict[str, object]:
        claims = defects.spoil_claims(sign_in.id_token(), sign_in.defect)
        answer: dict[str, object] = {
            "access_token": sign_in.access_token,
            "token_type": "Bearer",
            "expires_in": 10800,
            "scope": sign_in.query["scope"],
        }
        if sign_in.defect != "no_id_token":
            answer["id_token"] = defects.sign(claims, sign_in.defect, self.key, self.stranger, CLIENT_SECRET)
        if sign_in.defect == "rotated_key":
            self.key, self.stranger = self.stranger, SigningKey(secrets.token_hex(4))
        return answer

    def userinfo(self, access_token: str) -> tuple[dict[str, object], str]:
        """The claims behind an access token, and the defect of its sign-in. Raises Wrong."""
        with self._lock:
            owner = next(
                (one for one in self._sign_ins.values() if one.spent and one.access_token == access_token),
                None,
            )
        if owner is None:
            raise Wrong("invalid_token")
        return defects.spoil_userinfo(owner.userinfo(), owner.defect), owner.defect

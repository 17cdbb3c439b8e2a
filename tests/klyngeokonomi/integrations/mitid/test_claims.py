"""Both brokers' flat claims, read into the same few facts."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from klyngeokonomi.integrations.mitid import brokers
from klyngeokonomi.integrations.mitid.claims import NSIS, read_claims
from klyngeokonomi.integrations.mitid.port import Level, LevelTooLow, MitIDClaims, TokenRefused

NEB = brokers.neb(client_id="us", client_secret="s")
IDURA = brokers.idura(client_id="us", client_secret="s", server_url="https://us.idura.broker")

NEB_TOKEN = {"sub": "pair", "idp": "mitid", "identity_type": "private", "loa": NSIS + "Substantial"}
NEB_INFO = {
    "sub": "pair",
    "mitid.uuid": "person",
    "mitid.identity_name": "Anne Prøve",
    "mitid.date_of_birth": "1970-02-28",
    "dk.cpr": "8802704000",
}
IDURA_TOKEN = {
    "sub": "{pair}",
    "identityscheme": "dkmitid",
    "authenticationtype": "urn:grn:authn:dk:mitid:substantial",
    "uuid": "person",
    "name": "Anne Prøve",
    "birthdate": "1970-02-28",
    "cprNumberIdentifier": "8802704000",
}
ANNE = MitIDClaims("person", "Anne Prøve", date(1970, 2, 28), Level.SUBSTANTIAL)


def test_nets_eid_broker() -> None:
    assert read_claims(NEB, NEB_TOKEN, NEB_INFO) == ANNE


def test_idura() -> None:
    assert read_claims(IDURA, IDURA_TOKEN, {"sub": "{pair}"}) == ANNE


def test_the_cpr_number_has_nowhere_to_go() -> None:
    fields = {field.name for field in dataclasses.fields(MitIDClaims)}
    assert fields == {"subject", "name", "birthdate", "level"}


def test_a_protected_name_and_a_missing_birthdate_are_no_hindrance() -> None:
    info = {"sub": "pair", "mitid.uuid": "person"}
    assert read_claims(NEB, NEB_TOKEN, info) == MitIDClaims("person", "", None, Level.SUBSTANTIAL)


@pytest.mark.parametrize("level", ["High", "Substantial"])
def test_levels_that_are_enough(level: str) -> None:
    assert read_claims(NEB, NEB_TOKEN | {"loa": NSIS + level}, NEB_INFO).level.name == level.upper()


def test_low_is_too_low_at_both() -> None:
    with pytest.raises(LevelTooLow):
        read_claims(NEB, NEB_TOKEN | {"loa": NSIS + "Low"}, NEB_INFO)
    low = IDURA_TOKEN | {"authenticationtype": "urn:grn:authn:dk:mitid:low"}
    with pytest.raises(LevelTooLow):
        read_claims(IDURA, low, {"sub": "{pair}"})


def test_the_first_claim_that_tells_the_level_counts() -> None:
    mixed = IDURA_TOKEN | {"loa": "LOW"}
    with pytest.raises(LevelTooLow):
        read_claims(IDURA, mixed, {"sub": "{pair}"})


@pytest.mark.parametrize(
    ("token", "info"),
    [
        ({"loa": None}, {}),
        ({"loa": NSIS + "Enormous"}, {}),
        ({}, {"loa": NSIS + "High", "sub": "other"}),
        ({"sub": ""}, {"sub": ""}),
        ({"identity_type": "professional"}, {}),
        ({"idp": "passkeyid"}, {}),
        ({}, {"mitid.uuid": ""}),
        ({}, {"mitid.uuid": 7}),
        ({}, {"mitid.uuid": "x" * 101}),
        ({"mitid.uuid": "other"}, {}),
    ],
)
def test_what_proves_nothing_is_refused(token: dict[str, Any], info: dict[str, Any]) -> None:
    with pytest.raises(TokenRefused):
        read_claims(NEB, NEB_TOKEN | token, NEB_INFO | info)


def test_userinfo_cannot_raise_the_level() -> None:
    with pytest.raises(LevelTooLow):
        read_claims(NEB, NEB_TOKEN | {"loa": NSIS + "Low"}, NEB_INFO | {"loa": NSIS + "High"})

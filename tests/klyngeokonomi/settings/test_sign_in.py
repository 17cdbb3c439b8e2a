"""What production refuses, and the two brokers it can be set up for; read in a process of its own."""

import json

import pytest

from tests.klyngeokonomi.settings.asked import Answer, answer

PRODUCTION = {
    "SECRET_KEY": "x" * 60,
    "SECOND_FACTOR_KEY": "y" * 60,
    "PERSONAL_NUMBER_KEY": "z" * 60,
    "ALLOWED_HOSTS": "klynge.example",
    "DATABASE_URL": "postgresql://app@database/klyngeokonomi",
    "REDIS_URL": "redis://broker/0",
    "MITID_CLIENT_ID": "our-id",
    "MITID_CLIENT_SECRET": "our-secret",
    "DJANGO_SETTINGS_MODULE": "klyngeokonomi.settings.base",
}
SHOW = """
import django, json
from django.conf import settings
app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
app["form_action"] = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]
print(json.dumps(app))
"""


def start(**environment: str) -> Answer:
    return answer(SHOW, PRODUCTION | environment)


def test_nets_eid_broker_in_production() -> None:
    app = json.loads(start(MITID_BROKER="neb").stdout)
    assert (app["provider_id"], app["client_id"], app["secret"]) == ("mitid", "our-id", "our-secret")
    assert app["settings"] == {
        "server_url": "https://netseidbroker.dk/op",
        "scope": ["openid", "mitid"],
        "auth_params": {
            "idp_values": "mitid",
            "idp_params": '{"mitid":{"loa_value":"substantial"}}',
            "language": "da",
            "prompt": "login",
        },
        "uid_field": "mitid.uuid",
        "oauth_pkce_enabled": True,
    }
    assert app["form_action"] == ["'self'", "https://netseidbroker.dk", "https://*.mitid.dk"]


def test_idura_in_production() -> None:
    app = json.loads(start(MITID_BROKER="idura", MITID_SERVER_URL="https://plo.idura.broker").stdout)
    assert app["settings"] == {
        "server_url": "https://plo.idura.broker",
        "scope": ["openid"],
        "auth_params": {
            "acr_values": "urn:grn:authn:dk:mitid:substantial",
            "ui_locales": "da",
            "prompt": "login",
        },
        "uid_field": "uuid",
        "oauth_pkce_enabled": True,
    }


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"MITID_BROKER": "fake"}, "MITID_BROKER=fake lets anyone in as anyone"),
        ({"MITID_BROKER": "nemid"}, "must be neb, idura or fake"),
        ({"MITID_BROKER": "idura"}, "Set MITID_SERVER_URL"),
        ({}, "Set MITID_BROKER"),
        ({"MITID_BROKER": "neb", "ADMIN_REQUIRES_SECOND_FACTOR": "0"}, "cannot be turned off"),
        ({"MITID_BROKER": "neb", "PERSONAL_NUMBER_KEY": "y" * 60}, "must differ from SECRET_KEY"),
    ],
)
def test_what_stops_production(environment: dict[str, str], sentence: str) -> None:
    answer = start(**environment)
    assert answer.returncode != 0
    assert sentence in answer.stderr


@pytest.mark.parametrize("name", ["SECOND_FACTOR_KEY", "PERSONAL_NUMBER_KEY"])
def test_a_missing_key_stops_production(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(PRODUCTION, name)
    answer = start(MITID_BROKER="neb")
    assert f"Set {name}" in answer.stderr

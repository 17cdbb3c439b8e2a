"""The MitID brokers we can be set up for, as data (klyngeokonomi/docs/mitid.md has the words).

The subject is the MitID person id at both brokers (`mitid.uuid`, `uuid`), not `sub`: `sub` is made by the
broker for one customer, so a change of broker would cut every member off. PKCE is always on.
`prompt=login` asks for a fresh MitID each time, since clinics share computers.
"""

import json
from typing import Any

from klyngeokonomi.integrations.mitid.port import Broker

NEB_PRODUCTION = "https://netseidbroker.dk/op"
MITID_ORIGIN = "https://*.mitid.dk"


def neb(*, client_id: str, client_secret: str, server_url: str = NEB_PRODUCTION) -> Broker:
    """Signaturgruppen / Nets eID Broker. `sub` is theirs alone; loa comes as an NSIS address in the id token."""
    return Broker(
        name="neb",
        server_url=server_url.rstrip("/"),
        client_id=client_id,
        client_secret=client_secret,
        scope=("openid", "mitid"),
        auth_params={
            "idp_values": "mitid",
            "idp_params": json.dumps({"mitid": {"loa_value": "substantial"}}, separators=(",", ":")),
            "language": "da",
            "prompt": "login",
        },
        uid_field="mitid.uuid",
        name_field="mitid.identity_name",
        birthdate_field="mitid.date_of_birth",
        level_fields=("loa",),
        identity_fields={"idp": "mitid", "identity_type": "private"},
        redirect_origins=(MITID_ORIGIN,),
    )


def idura(*, client_id: str, client_secret: str, server_url: str) -> Broker:
    """Idura (earlier Criipto); `server_url` is the customer's own domain, https://<name>.idura.broker."""
    return Broker(
        name="idura",
        server_url=server_url.rstrip("/"),
        client_id=client_id,
        client_secret=client_secret,
        scope=("openid",),
        auth_params={
            "acr_values": "urn:grn:authn:dk:mitid:substantial",
            "ui_locales": "da",
            "prompt": "login",
        },
        uid_field="uuid",
        name_field="name",
        birthdate_field="birthdate",
        level_fields=("loa", "acr", "authenticationtype"),
        identity_fields={"identityscheme": "dkmitid"},
        redirect_origins=(MITID_ORIGIN,),
    )


def fake(server_url: str) -> Broker:
    """The broker of `manage.py fake_mitid`: shaped as NEB under /op, as Idura under /idura."""
    make = idura if server_url.rstrip("/").endswith("/idura") else neb
    return make(client_id="klyngeokonomi", client_secret="development-only", server_url=server_url)  # noqa: S106


def allauth_providers(broker: Broker) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS for one broker, with our stricter provider in place of allauth's own."""
    return {
        "openid_connect": {
            "provider_class": "klyngeokonomi.integrations.mitid.provider.MitIDProvider",
            "APPS": [
                {
                    "provider_id": "mitid",
                    "name": "MitID",
                    "client_id": broker.client_id,
                    "secret": broker.client_secret,
                    "settings": {
                        "server_url": broker.server_url,
                        "scope": list(broker.scope),
                        "auth_params": dict(broker.auth_params),
                        "uid_field": broker.uid_field,
                        "oauth_pkce_enabled": True,
                    },
                }
            ],
        }
    }

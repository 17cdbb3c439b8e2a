"""A MitID broker over real HTTP for the tests of sign-in."""

from collections.abc import Iterator
from typing import Any

import pytest

from klyngeokonomi.integrations.mitid import brokers
from klyngeokonomi.integrations.mitid.broker_client import forget_broker
from tests.mitid import running_broker


@pytest.fixture(scope="session")
def broker_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_broker(tmp_path_factory.mktemp("mitid")) as address:
        yield address


@pytest.fixture
def use_broker(settings: Any) -> Any:
    """Point the product at a broker's address."""

    def use(server_url: str) -> None:
        forget_broker()
        settings.MITID = brokers.fake(server_url)
        settings.SOCIALACCOUNT_PROVIDERS = brokers.allauth_providers(settings.MITID)

    return use


@pytest.fixture
def mitid(use_broker: Any, broker_address: str) -> str:
    """The broker shaped as Nets eID Broker, in use; its address."""
    use_broker(f"{broker_address}/op")
    return broker_address

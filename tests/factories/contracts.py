"""Contracts, written in and signed through the real actions."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clusters.actions.enter_contract import ContractTerms, enter_contract
from clusters.actions.sign_contract import sign_contract
from clusters.enums import ContractRole, IncomeKind
from clusters.models import Contract, User
from tests.factories.papers import jpeg, read_to_the_end, upload
from tests.people import People


def terms(**fields: Any) -> ContractTerms:
    """A consultant from outside for 100 hours at 1.000 kr. a year, from today and 364 days on; or as `fields` say."""
    first = fields.pop("valid_from", timezone.localdate())
    party = {} if "person" in fields else {"outsider": "Kurt Konsulent"}
    pay = {} if "fixed_sum" in fields else {"hours": Decimal(100), "hourly_rate": Decimal("1000.00")}
    facts = {
        "role": ContractRole.CONSULTANT,
        "valid_from": first,
        "valid_to": first + datetime.timedelta(days=364),
        "tasks": "Tilrettelægger klyngens arbejde med egne data.",
        "income_kind": IncomeKind.B,
        **party,
        **pay,
        **fields,
    }
    return ContractTerms(**facts)


def entered(
    people: People, *, by: User | None = None, replaces: Contract | None = None, **fields: Any
) -> Contract:
    """Written in by Karen (or `by`), not signed yet."""
    return enter_contract(people.cluster, terms(**fields), by=by or people.karen, replaces=replaces)


def signed(people: People, *, by: User | None = None, shade: int = 4001, **fields: Any) -> Contract:
    """Signed, uploaded and read; of one's own it still awaits another."""
    contract = entered(people, by=by, **fields)
    contract = sign_contract(contract, upload(jpeg(shade), "kontrakt.jpg"), by=by or people.karen)
    read_to_the_end(contract.document)
    return Contract.objects.get(pk=contract.pk)

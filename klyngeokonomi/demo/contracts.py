"""The contracts of a fictitious cluster: the coordinator's, a board member's, one from outside, one unsigned."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils import timezone

from clusters.actions.enter_contract import ContractTerms, enter_contract
from clusters.actions.sign_contract import confirm_contract, sign_contract
from clusters.enums import ContractRole, IncomeKind
from clusters.models import Contract
from klyngeokonomi.demo.cast import Cast
from klyngeokonomi.demo.clock import days_ago
from klyngeokonomi.demo.receipts import letter
from klyngeokonomi.demo.vouchers import Step
from klyngeokonomi.documents.reading import read
from klyngeokonomi.money import format_kr

RATE = Decimal("1072.02")


def contracts(cast: Cast, *, full: bool) -> Iterator[Step]:
    """Every cluster has its coordinator's; the first has one of each sort, one of them near its end."""
    today = timezone.localdate()
    own = ContractTerms(
        role=ContractRole.COORDINATOR,
        person=cast.coordinator.person,
        valid_from=datetime.date(today.year, 1, 1),
        valid_to=datetime.date(today.year, 12, 31),
        tasks="Planlægger og leder klyngens møder, godkender bilag og holder kontakten til PLO og KiAP.",
        hours=Decimal(2 * cast.cluster.memberships.count()),
        hourly_rate=RATE,
        mileage=True,
        income_kind=IncomeKind.B,
    )
    yield days_ago(330), lambda: _confirmed(cast, own)
    if not full:
        return
    year = datetime.timedelta(days=364)
    board = {"role": ContractRole.BOARD, "person": cast.board.person, "fixed_sum": Decimal("9000.00")}
    yield days_ago(319), lambda: _signed(cast, _terms(today - datetime.timedelta(days=319), year, **board))
    outside = {
        "role": ContractRole.CONSULTANT,
        "outsider": "Konsulenthuset Attrap",
        "cvr": "10150817",
        "hours": Decimal(40),
        "hourly_rate": RATE,
        "income_kind": IncomeKind.INVOICE,
    }
    yield days_ago(200), lambda: _signed(cast, _terms(today - datetime.timedelta(days=200), year, **outside))
    other = {"role": ContractRole.OTHER, "person": cast.members[0].person, "fixed_sum": Decimal("4500.00")}
    draft = _terms(today + datetime.timedelta(days=14), datetime.timedelta(days=90), **other)
    yield days_ago(2), lambda: enter_contract(cast.cluster, draft, by=cast.coordinator)


def _terms(first: datetime.date, length: datetime.timedelta, **facts: Any) -> ContractTerms:
    given = {"tasks": "Hjælper med klyngens egne data og to temamøder.", "income_kind": IncomeKind.B}
    return ContractTerms(valid_from=first, valid_to=first + length, **(given | facts))


def _signed(cast: Cast, terms: ContractTerms) -> Contract:
    contract = enter_contract(cast.cluster, terms, by=cast.coordinator)
    pay = (
        f"{terms.hours} timer à {format_kr(terms.hourly_rate)}"
        if terms.hourly_rate is not None
        else format_kr(terms.fixed_sum or Decimal(0))
    )
    lines = [
        "Kontrakt (opdigtet)",
        f"mellem {cast.cluster.name}",
        f"og {contract.party}",
        f"{terms.valid_from:%d.%m.%Y} til {terms.valid_to:%d.%m.%Y}",
        pay,
        "Underskrevet af begge",
    ]
    contract = sign_contract(contract, letter(f"kontrakt-{contract.pk}.pdf", lines), by=cast.coordinator)
    read(contract.document_id)
    return contract


def _confirmed(cast: Cast, terms: ContractTerms) -> Contract:
    return confirm_contract(_signed(cast, terms), by=cast.board)

"""Write a contract into the register; until it is signed it may be changed, or taken away again."""

import datetime
import uuid
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from clusters.enums import ContractRole, IncomeKind
from clusters.models import Cluster, Contract, Person
from clusters.permissions import why_not_change_contract, why_not_lead_cluster
from clusters.selectors.contracts import held_in, possible_parties
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

LONGEST = datetime.timedelta(days=5 * 366)


@dataclass(frozen=True)
class ContractTerms:
    """What the parties agree on, by the names of the columns. DKK; hours are for a year."""

    role: ContractRole
    valid_from: datetime.date
    valid_to: datetime.date
    tasks: str
    income_kind: IncomeKind
    person: Person | None = None
    outsider: str = ""
    cvr: str = ""
    hours: Decimal | None = None
    hourly_rate: Decimal | None = None
    fixed_sum: Decimal | None = None
    mileage: bool = False

    @classmethod
    def names(cls) -> list[str]:
        return [one.name for one in fields(cls)]

    def put_on(self, contract: Contract) -> None:
        for name in self.names():
            setattr(contract, name, getattr(self, name))


@act
def enter_contract(
    cluster: Cluster,
    terms: ContractTerms,
    *,
    by: "User",
    form_key: uuid.UUID | None = None,
    replaces: Contract | None = None,
) -> Contract:
    """A contract that counts for nothing before it is signed and uploaded. The same form twice is one contract.

    `replaces` is a signed contract with the same party, which ends when this one begins. Raises Refused.
    """
    Cluster.objects.select_for_update(of=("self",)).get(pk=cluster.pk)
    if reason := why_not_lead_cluster(by, cluster):
        raise Refused(reason, on=cluster, tried="Skriv en kontrakt ind")
    if form_key and (there := Contract.objects.filter(form_key=form_key, cluster=cluster).first()):
        return there
    contract = Contract(
        cluster=cluster, entered_by=by.person, replaces=replaces, form_key=form_key or uuid.uuid4()
    )
    terms.put_on(contract)
    _check(contract)
    contract.save()
    record("contract_entered", by=by, subject=contract, cluster_id=cluster.pk, text=_told(contract))
    return contract


@act
def change_contract(contract: Contract, terms: ContractTerms, *, by: "User") -> Contract:
    """Until it is signed. Raises Refused."""
    contract = Contract.objects.locked(contract)
    if reason := why_not_change_contract(by, contract):
        raise Refused(reason, on=contract, tried="Ret kontrakten")
    terms.put_on(contract)
    _check(contract)
    contract.save(update_fields=terms.names())
    record("contract_changed", by=by, subject=contract, cluster_id=contract.cluster_id, text=_told(contract))
    return contract


@act
def withdraw_contract(contract: Contract, *, by: "User") -> Contract:
    """Take away what was never signed; the row stays as a trace. Raises Refused."""
    contract = Contract.objects.locked(contract)
    if reason := why_not_change_contract(by, contract):
        raise Refused(reason, on=contract, tried="Fjern kontrakten")
    contract.withdrawn_at, contract.withdrawn_by = timezone.now(), by.person
    contract.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(
        "contract_withdrawn", by=by, subject=contract, cluster_id=contract.cluster_id, text=_told(contract)
    )
    return contract


def _check(contract: Contract) -> None:
    """Raises Refused with what the database would not take, in its own sentences, and with what is surely a slip."""
    try:
        contract.validate_constraints(exclude={"form_key"})
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    if contract.person is not None and not possible_parties(contract.cluster).contains(contract.person):
        raise Refused("Personen er ikke i klyngen. Skriv navnet som en udefra.")
    if contract.valid_to - contract.valid_from > LONGEST:
        raise Refused("En kontrakt kan højst løbe i fem år. Se, om årstallet er rigtigt.")
    old = contract.replaces
    if old is not None:
        _check_replaced(contract, old)
    for held in held_in([contract.cluster_id]).get(contract.cluster_id, []):
        other = held.contract
        is_same = (other.person_id, other.outsider, other.role) == (
            contract.person_id,
            contract.outsider,
            contract.role,
        )
        meets = other.valid_from <= contract.valid_to and contract.valid_from <= held.last
        if is_same and meets and other.pk != contract.replaces_id:
            raise Refused(
                f"{other.party} har allerede en kontrakt som {other.get_role_display().lower()} i en del af "
                "perioden. Åbn den, og lav en ny, der afløser den."
            )


def _check_replaced(contract: Contract, old: Contract) -> None:
    same = (old.cluster_id, old.person_id, old.outsider) == (
        contract.cluster_id,
        contract.person_id,
        contract.outsider,
    )
    if not same or not old.is_signed:
        raise Refused("En ny kontrakt kan kun afløse en underskrevet kontrakt med den samme.")
    if not old.valid_from < contract.valid_from:
        raise Refused("Den nye kontrakt skal begynde senere end den, den afløser.")


def _told(contract: Contract) -> str:
    return (
        f"{contract.party} som {contract.get_role_display().lower()}, "
        f"{contract.valid_from:%d.%m.%Y} til {contract.valid_to:%d.%m.%Y}"
    )

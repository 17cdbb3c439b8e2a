"""A signed contract is uploaded, confirmed by a second person where one must, and stopped before its time."""

import datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from clusters import emails
from clusters.enums import Role
from clusters.models import Contract, Membership
from clusters.permissions import why_not_confirm_contract, why_not_sign_contract, why_not_stop_contract
from clusters.selectors.contracts import confirmers
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.documents.receive import receive
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

LEADERS = (Role.COORDINATOR, Role.DEPUTY)


@act
def sign_contract(contract: Contract, file: UploadedFile, *, by: "User") -> Contract:
    """The signed paper; from now on the terms stand. It counts once the file is read through, and confirmed where
    the party leads the cluster or made the contract. Raises Refused.
    """
    contract = Contract.objects.locked(contract)
    if reason := why_not_sign_contract(by, contract):
        raise Refused(reason, on=contract, tried="Læg den underskrevne kontrakt op")
    is_first = not contract.is_signed
    contract.document = receive(file, by=by)
    if is_first:
        contract.signed_at, contract.signed_by = timezone.now(), by.person
        contract.needs_second = _is_own(contract)
    contract.save(update_fields=["document", "signed_at", "signed_by", "needs_second"])
    record("contract_signed", by=by, subject=contract, cluster_id=contract.cluster_id, text=str(contract))
    if is_first and contract.needs_second:
        emails.contract_to_confirm(contract, by, confirmers(contract))
    return contract


def _is_own(contract: Contract) -> bool:
    """Whether the party made the contract, or leads the cluster today."""
    if contract.person_id is None:
        return False
    if contract.person_id in (contract.entered_by_id, contract.signed_by_id):
        return True
    led = Membership.objects.active().in_cluster(contract.cluster_id)
    return led.filter(person_id=contract.person_id, role__in=LEADERS).exists()


@act
def confirm_contract(contract: Contract, *, by: "User") -> Contract:
    """A second person says that the cluster stands by it. Raises Refused."""
    contract = Contract.objects.locked(contract)
    if reason := why_not_confirm_contract(by, contract):
        raise Refused(reason, on=contract, tried="Bekræft kontrakten")
    contract.confirmed_at, contract.confirmed_by = timezone.now(), by.person
    contract.save(update_fields=["confirmed_at", "confirmed_by"])
    record("contract_confirmed", by=by, subject=contract, cluster_id=contract.cluster_id, text=str(contract))
    return contract


@act
def stop_contract(contract: Contract, *, last_day: datetime.date, by: "User") -> Contract:
    """End it early, with `last_day` as the last it counts; from today on, or later. Raises Refused."""
    contract = Contract.objects.locked(contract)
    if reason := why_not_stop_contract(by, contract):
        raise Refused(reason, on=contract, tried="Lad kontrakten ophøre")
    if not contract.valid_from <= last_day < contract.valid_to:
        raise Refused(
            f"Vælg en dag i kontraktens periode, før den {contract.valid_to:%d.%m.%Y}, da den slutter af sig selv."
        )
    if last_day < timezone.localdate():
        raise Refused("En kontrakt kan ophøre fra i dag og frem, ikke bagud.")
    contract.stopped_on, contract.stopped_by = last_day, by.person
    contract.save(update_fields=["stopped_on", "stopped_by"])
    text = f"{contract}, sidste dag {last_day:%d.%m.%Y}"
    record("contract_stopped", by=by, subject=contract, cluster_id=contract.cluster_id, text=text)
    return contract

"""Money between the demo's clusters: one transfer that is done, one that waits, and a clinic to look at."""

from collections.abc import Iterator
from decimal import Decimal

from clusters.actions.save_register import save_clinic_fact
from clusters.actions.transfer_money import carry_out_transfer, enter_transfer
from clusters.enums import TransferCause
from clusters.models import ProviderNumber, User
from klyngeokonomi.demo.cast import Cast
from klyngeokonomi.demo.clock import days_ago
from klyngeokonomi.demo.vouchers import Step


def between(casts: list[Cast], staff: list[User]) -> Iterator[Step]:
    """Entered by the first secretary, carried out by the second."""
    giver, receiver = casts[1].cluster, casts[2].cluster

    def enter(amount: str, cause: TransferCause, reason: str):
        return enter_transfer(
            giver, receiver=receiver, amount=Decimal(amount), cause=cause, reason=reason, by=staff[0]
        )

    def done() -> None:
        split = enter("12500.00", TransferCause.SPLIT, "To klinikker er gået over i den anden klynge")
        carry_out_transfer(split, by=staff[1])

    def number_ends() -> None:
        number = ProviderNumber.objects.filter(clinic__cluster=casts[3].cluster).latest("number")
        number.valid_to = days_ago(20).date()
        save_clinic_fact(number, by=staff[0])

    yield days_ago(60), done
    yield days_ago(4), lambda: enter("1200.00", TransferCause.ERROR, "Bogført på den forkerte klynge")
    yield days_ago(20, 9), number_ends

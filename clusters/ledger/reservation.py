"""Reserve money for a cause, and release it again. A cause ("voucher:417") may come round several times."""

from decimal import Decimal
from typing import TYPE_CHECKING

from clusters.enums import Bucket, MovementKind
from clusters.ledger.post import lock_account, post_on, posted, reverse
from clusters.models import Movement
from klyngeokonomi.act import part
from klyngeokonomi.money import kr

if TYPE_CHECKING:
    from clusters.models import User


@part
def reserve(cluster: int, cause: str, amount: Decimal, *, text: str, by: "User") -> Movement:
    """Move DKK from available to reserved. While the cause holds a live reservation, that one is returned."""
    account = lock_account(cluster)
    # Rounds are counted from one without gaps: without the first there is none.
    rounds = _rounds(cause) if posted(f"{cause}:reserve:1") else []
    if live := _live(rounds):
        return live
    return post_on(
        account,
        kr(amount),
        kind=MovementKind.RESERVE,
        source=Bucket.AVAILABLE,
        target=Bucket.RESERVED,
        reference=f"{cause}:reserve:{len(rounds) + 1}",
        text=text,
        by=by,
    )


@part
def release(cluster: int, cause: str, *, text: str, by: "User") -> Movement | None:
    """Reverse the live reservation of the cause, if it has one."""
    lock_account(cluster)
    rounds = _rounds(cause)
    live = _live(rounds)
    if live is None:
        return None
    return reverse(
        live, reference=f"{cause}:release:{len(rounds)}", text=text, by=by, kind=MovementKind.RELEASE
    )


def live_reservation(cause: str) -> Movement | None:
    """The reservation of the cause that nothing has reversed."""
    return _live(_rounds(cause))


def _live(rounds: list[Movement]) -> Movement | None:
    return next((one for one in rounds if not hasattr(one, "reversed_by")), None)


def _rounds(cause: str) -> list[Movement]:
    """Every reservation of the cause, newest first, each with its reversal when it has one. One query."""
    found = Movement.objects.filter(reference__startswith=f"{cause}:reserve:")
    return list(found.select_related("reversed_by"))

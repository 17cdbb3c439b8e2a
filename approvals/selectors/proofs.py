"""Proofs across the floors: vouchers, their moves, decisions and reservations tell one story."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import F

from approvals.enums import Verdict
from approvals.models import Decision
from clusters.enums import MovementKind
from clusters.models import Movement
from expenses.models import Line, Move, Voucher
from expenses.states import RESERVING, STEP, VoucherState
from klyngeokonomi.money import ZERO, format_kr

CHUNK = 2000
DECIDED = {verdict.value for verdict in Verdict}


def check_vouchers() -> Iterator[str]:
    """I2, I4 and I5 for every voucher; reads in chunks, so memory does not grow with the table."""
    last = 0
    while True:
        chunk = list(Voucher.objects.filter(pk__gt=last).order_by("pk")[:CHUNK])
        if not chunk:
            return
        last = chunk[-1].pk
        yield from _check(chunk)


def _check(vouchers: list[Voucher]) -> Iterator[str]:
    ids = [voucher.pk for voucher in vouchers]
    moves, decisions, sums = defaultdict(list), defaultdict(list), defaultdict(lambda: ZERO)
    for move in Move.objects.filter(voucher__in=ids).order_by("pk"):
        moves[move.voucher_id].append(move)
    for decision in Decision.objects.filter(voucher__in=ids).order_by("pk"):
        decisions[decision.voucher_id].append(decision)
    for pk, gross in Line.objects.filter(voucher__in=ids).values_list("voucher_id", "gross"):
        sums[pk] += gross
    live = _live_reservations(vouchers)
    for voucher in vouchers:
        yield from _story(voucher, moves[voucher.pk], decisions[voucher.pk])
        if sums[voucher.pk] != voucher.gross:
            yield f"{voucher}: linjerne giver {format_kr(sums[voucher.pk])}, bilaget siger {format_kr(voucher.gross)}."
        yield from _money(voucher, live.get(voucher.pk, []))


def _live_reservations(vouchers: list[Voucher]) -> dict[int, list[Movement]]:
    """Reservations nothing has reversed, by the voucher their reference names."""
    wanted = {voucher.pk for voucher in vouchers}
    found: dict[int, list[Movement]] = defaultdict(list)
    rows = Movement.objects.filter(
        kind=MovementKind.RESERVE, reversed_by=None, cluster__in={voucher.cluster_id for voucher in vouchers}
    )
    for movement in rows:
        pk = int(movement.reference.split(":")[1])
        if pk in wanted:
            found[pk].append(movement)
    return found


def _story(voucher: Voucher, moves: list[Move], decisions: list[Decision]) -> Iterator[str]:
    """I4: the state is what the moves, replayed through the table, lead to; each verdict has its decision."""
    state = VoucherState.DRAFT
    for move in moves:
        step = STEP[move.verb]
        if move.from_state != state or state not in step.from_states or move.to_state != step.to_state:
            yield f"{voucher}: handlingen «{step.label}» passer ikke med dem før den."
            return
        state = move.to_state
    if state != voucher.state:
        yield f"{voucher}: status er «{voucher.get_state_display()}», men handlingerne fører til «{state}»."
    verbs = [move.verb for move in moves if move.verb in DECIDED]
    if verbs != [decision.verdict for decision in decisions]:
        yield f"{voucher}: handlinger og afgørelser svarer ikke til hinanden."
    endorsers = {one.by_person_id for one in decisions if one.verdict == Verdict.ENDORSE}
    for decision in decisions:
        if decision.by_person_id == voucher.claimant_id:
            yield f"{voucher}: er afgjort af den, der har sendt det."
        if decision.verdict == Verdict.APPROVE and decision.by_person_id in endorsers:
            yield f"{voucher}: er godkendt to gange af samme person."


def _money(voucher: Voucher, live: list[Movement]) -> Iterator[str]:
    """I2: reserved exactly from endorsement until it is given back, paid or not, and with the voucher's own amount."""
    if voucher.state in (*RESERVING, VoucherState.PAID):
        if [movement.amount for movement in live] != [voucher.gross]:
            yield f"{voucher}: skulle have {format_kr(voucher.gross)} reserveret, og har {len(live)} reservationer."
    elif live:
        yield f"{voucher}: har stadig et beløb reserveret."


def check_decisions() -> Iterator[str]:
    """I5, second look straight at the rows: nobody decides on their own, nor on what they are paid."""
    own = Decision.objects.filter(by_person=F("claimant"))
    paid = Decision.objects.filter(by_person=F("voucher__payee__person"))
    for decision in own.union(paid):
        yield f"Afgørelse {decision.pk}: taget af en, der selv er part i bilaget."

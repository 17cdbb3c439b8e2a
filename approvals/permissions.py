"""Who may decide. Never one's own, four eyes from end to end, by person and not by account."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from approvals.enums import BANK_USERNAME, Capacity, Verdict
from approvals.models import Batch, Decision, Payment, PostMessage, Shipment
from approvals.selectors.may_pay import why_not_pay_each
from approvals.selectors.post import has_live_message, objecting, why_not_reach_statement
from approvals.selectors.withheld import why_not_withhold_from
from approvals.states import PostState, ShipmentState
from approvals.transitions import why_not_move_batch, why_not_move_post
from clusters.enums import Role
from clusters.permissions import standing, why_not_run_secretariat
from clusters.selectors.standing import Standing
from expenses.enums import PAYS_PERSON, PayMethod
from expenses.models import PayeeAccount, Voucher
from expenses.policy.paying_to import OPTED_OUT, why_not_pay
from expenses.selectors.endorsers import endorsers, involved
from expenses.selectors.fees import standing_decisions
from expenses.selectors.payable import facts_of, with_facts
from expenses.states import VoucherState
from expenses.transitions import why_not_move
from klyngeokonomi.statement import Statement

if TYPE_CHECKING:
    from clusters.models import User

OWN = "Du kan ikke behandle dit eget bilag. Det går til en anden."
NOT_YOURS = "Bilaget skal behandles af klyngens koordinator."
UNDECIDED = "Afgør først, om pengene er A-indkomst eller B-indkomst."
ENDORSED_BY_YOU = "Du har selv godkendt bilaget på klyngens vegne. En kollega skal godkende det for PLO."


def capacity_to_endorse(user: "User", voucher: Voucher) -> Capacity | None:
    """In what capacity the user may endorse this voucher today, or None. Never when involved in it."""
    if user.person_id in involved(voucher):
        return None
    held = standing(user)
    roles = held.roles_in(voucher.cluster_id)
    if Role.COORDINATOR in roles:
        return Capacity.COORDINATOR
    if Role.DEPUTY in roles:
        return Capacity.DEPUTY
    if voucher.cluster_id in held.may_endorse_in and endorsers(voucher).coordinator_barred:
        return Capacity.BOARD
    if held.is_secretariat and endorsers(voucher).falls_to_secretariat:
        return Capacity.SECRETARIAT_FOR_CLUSTER
    return None


def why_not_handle_for_cluster(user: "User", voucher: Voucher) -> str | None:
    """The coordinator's three: endorse, return, reject a submitted voucher."""
    if user.person_id in involved(voucher):
        return OWN
    if capacity_to_endorse(user, voucher) is None:
        return NOT_YOURS
    return None


def why_not_endorse(user: "User", voucher: Voucher) -> str | None:
    return why_not_handle_for_cluster(user, voucher) or why_not_move(voucher, "endorse")


def why_not_handle_for_plo(user: "User", voucher: Voucher, held: Standing | None = None) -> str | None:
    """The secretariat's: approve, return, send back, reject an endorsed voucher; undo an approval."""
    if not (held or standing(user)).is_secretariat:
        return "Det kan kun PLO's klyngesekretariat."
    if user.person_id in involved(voucher):
        return OWN
    return None


def why_not_open_original(user: "User", voucher: Voucher) -> str | None:
    """A paper as it was sent, with what it may carry: the secretariat's alone, and not of one's own voucher."""
    return why_not_handle_for_plo(user, voucher)


def why_not_decide_income(user: "User", voucher: Voucher) -> str | None:
    """Of a fee or mileage that the cluster has endorsed, by who may decide on it for PLO."""
    if sentence := why_not_handle_for_plo(user, voucher):
        return sentence
    if voucher.kind not in PAYS_PERSON or voucher.state != VoucherState.ENDORSED:
        return "Indkomsten afgøres på honorar og kørsel, som klyngen har godkendt."
    return None


def why_not_enter_withholding(user: "User", voucher: Voucher) -> str | None:
    return why_not_handle_for_plo(user, voucher) or why_not_withhold_from(voucher)


def why_not_approve(user: "User", voucher: Voucher) -> str | None:
    own = _ENDORSED_BY.all(voucher=voucher.pk, person=user.person_id)
    return _why_not_approve(user, voucher, standing(user), own, standing_decisions([voucher]))


_ENDORSED_BY: Statement[int] = Statement(
    lambda voucher, person: Decision.objects.filter(
        voucher=voucher, verdict=Verdict.ENDORSE, by_person_id=person
    ).values_list("voucher_id", flat=True)
)


def why_not_approve_each(user: "User", vouchers: Iterable[Voucher]) -> dict[int, str | None]:
    """By voucher id, for lists: two queries however many there are, and one more when there are fees or mileage."""
    vouchers, held = list(vouchers), standing(user)
    endorsed = Decision.objects.filter(
        voucher__in=vouchers, verdict=Verdict.ENDORSE, by_person_id=user.person_id
    )
    own = set(endorsed.values_list("voucher_id", flat=True))
    decided = standing_decisions(vouchers)
    return {voucher.pk: _why_not_approve(user, voucher, held, own, decided) for voucher in vouchers}


def _why_not_approve(
    user: "User", voucher: Voucher, held: Standing, own: Collection[int], decided: Collection[int]
) -> str | None:
    """`own` are the vouchers the user's person has endorsed, `decided` those whose income is decided."""
    return (
        why_not_handle_for_plo(user, voucher, held)
        or why_not_move(voucher, "approve")
        or (ENDORSED_BY_YOU if voucher.pk in own else None)
        or (UNDECIDED if voucher.kind in PAYS_PERSON and voucher.pk not in decided else None)
    )


def _why_not_turn_down(user: "User", voucher: Voucher, verb: str, reason: str) -> str | None:
    handle = why_not_handle_for_cluster if voucher.state == VoucherState.SUBMITTED else why_not_handle_for_plo
    return handle(user, voucher) or why_not_move(voucher, verb, reason)


def why_not_return(user: "User", voucher: Voucher, reason: str = "-") -> str | None:
    return _why_not_turn_down(user, voucher, "return", reason)


def why_not_reject(user: "User", voucher: Voucher, reason: str = "-") -> str | None:
    return _why_not_turn_down(user, voucher, "reject", reason)


def why_not_send_back(user: "User", voucher: Voucher, reason: str = "-") -> str | None:
    return why_not_handle_for_plo(user, voucher) or why_not_move(voucher, "send_back", reason)


def why_not_undo(user: "User", voucher: Voucher, reason: str = "-") -> str | None:
    return why_not_handle_for_plo(user, voucher) or why_not_move(voucher, "undo", reason)


OWN_IN_BATCH = "Du er selv part i et bilag i kørslen. En anden i klyngesekretariatet skal frigive den."
BUILT_BY_YOU = "Du har selv samlet kørslen. En anden i klyngesekretariatet skal frigive den."
ENDORSED_IN_BATCH = "Du har godkendt et bilag i kørslen på klyngens vegne. En anden skal frigive den."
APPROVED_IN_BATCH = "Du har godkendt et bilag i kørslen til udbetaling. En anden skal frigive den."
LEFT_NEMKONTO = (
    "En modtager i kørslen har fravalgt NemKonto, efter den blev samlet. Annullér den, og saml den igen."
)
NOT_RELEASED = "Filen kan først hentes, når en anden har frigivet kørslen."


def why_not_build_batch(user: "User") -> str | None:
    return why_not_run_secretariat(user)


def why_not_schedule(user: "User", voucher: Voucher) -> str | None:
    return why_not_schedule_each(user, [voucher])[0]


def why_not_schedule_each(
    user: "User", vouchers: Iterable[Voucher], held: Standing | None = None
) -> list[str | None]:
    """In the vouchers' order; what they are paid to (payee, payee_account) has been read with them.

    Two queries, and one or two more with fees.
    """
    vouchers, held = list(vouchers), held or standing(user)
    return [
        why_not_handle_for_plo(user, voucher, held) or sentence
        for voucher, sentence in zip(vouchers, why_not_pay_each(vouchers), strict=True)
    ]


def why_not_cancel_batch(user: "User", batch: Batch) -> str | None:
    return why_not_run_secretariat(user) or why_not_move_batch(batch, "cancel")


def why_not_release_batch(user: "User", batch: Batch) -> str | None:
    """Four eyes (T098): never its maker, who claims or is paid by anything in it, or said yes for a cluster (I5)."""
    if sentence := why_not_run_secretariat(user) or why_not_move_batch(batch, "release"):
        return sentence
    if batch.built_by.person_id == user.person_id:
        return BUILT_BY_YOU
    own = Q(voucher__claimant_id=user.person_id) | Q(payee__person_id=user.person_id)
    if batch.payments.filter(own).exists():
        return OWN_IN_BATCH
    return _why_not_release_decided(user, batch) or (LEFT_NEMKONTO if _pays_left_nemkonto(batch) else None)


def _pays_left_nemkonto(batch: Batch) -> bool:
    """Who has opted out since the run was built is paid nothing there, whatever was copied."""
    accounts = PayeeAccount.objects.filter(payments__batch=batch, method=PayMethod.NEMKONTO)
    return any(why_not_pay(facts_of(one)) == OPTED_OUT for one in with_facts(accounts))


def _why_not_release_decided(user: "User", batch: Batch) -> str | None:
    """Whether who approved for PLO may also release is PLO's to set: two people must suffice where there are two."""
    decided = Decision.objects.filter(voucher__payments__batch=batch, by_person_id=user.person_id)
    if decided.filter(verdict=Verdict.ENDORSE).exists():
        return ENDORSED_IN_BATCH
    if settings.RELEASER_MAY_HAVE_APPROVED or not decided.filter(verdict=Verdict.APPROVE).exists():
        return None
    return APPROVED_IN_BATCH


def why_not_download_batch_file(user: "User", batch: Batch) -> str | None:
    """Only after release: what nobody else has looked at leaves the house with nobody."""
    return why_not_run_secretariat(user) or (NOT_RELEASED if batch.released_at is None else None)


def why_not_send_batch(batch: Batch) -> str | None:
    """The clock sends what is released; nobody asks for it."""
    return why_not_move_batch(batch, "send")


def why_not_answer_for_bank(user: "User") -> str | None:
    """The bank's own answers, or the secretariat that reads them to us."""
    if user.username == BANK_USERNAME and not user.is_active:
        return None
    return why_not_run_secretariat(user)


NOT_WITH_BANK = (
    "En af betalingerne ligger i en kørsel, som ikke er frigivet. Banken kan ikke have betalt den."
)
OWN_PAYMENT = "Du er selv part i betalingen. En anden i klyngesekretariatet skal svare."


def why_not_answer_question(
    user: "User", payments: Iterable[Payment] = (), vouchers: Iterable[Voucher] = ()
) -> str | None:
    """Never about money to oneself, whether as the one who claims or the one who is paid (I5).

    What is settled before its run is released would go to the bank once more with it.
    """
    if sentence := why_not_run_secretariat(user):
        return sentence
    payments = list(payments)
    asked = [*vouchers, *(payment.voucher for payment in payments)]
    if any(user.person_id in involved(one) for one in asked):
        return OWN_PAYMENT
    return NOT_WITH_BANK if any(payment.batch.released_at is None for payment in payments) else None


NOT_REFUSED = "Kun en lønseddel, der er afvist, kan sendes igen."
POST_ON_ITS_WAY = "Lønsedlen er allerede på vej eller udleveret."
NOT_BY_CPR = "Modtageren får ikke digital post under nogen omstændigheder."
OBJECTS_ALREADY = "Modtageren har allerede sagt nej til digital post."
GETS_ALREADY = "Modtageren får allerede digital post."
NOT_UNKNOWN = "Forsendelsens skæbne er kendt, så der er ikke noget at svare på."


def why_not_queue_again(user: "User", message: PostMessage) -> str | None:
    """Of a refused letter whose statement is not on its way already, to somebody digital post reaches."""
    if sentence := why_not_run_secretariat(user):
        return sentence
    if message.state != PostState.REFUSED:
        return NOT_REFUSED
    if has_live_message(message.statement):
        return POST_ON_ITS_WAY
    return why_not_reach_statement(message.statement) or None


def why_not_hand_over(user: "User", message: PostMessage) -> str | None:
    if sentence := why_not_run_secretariat(user) or why_not_move_post(message, "hand_over"):
        return sentence
    is_live = message.state == PostState.REFUSED and has_live_message(message.statement)
    return POST_ON_ITS_WAY if is_live else None


def why_not_object_to_post(user: "User", message: PostMessage, objects: bool | None = None) -> str | None:
    """`objects` as it is about to be written; None asks of either."""
    if sentence := why_not_run_secretariat(user) or (None if message.statement.fingerprint else NOT_BY_CPR):
        return sentence
    if objects is None or objects != bool(objecting([message.statement.fingerprint])):
        return None
    return OBJECTS_ALREADY if objects else GETS_ALREADY


def why_not_answer_for_distributor(user: "User", shipment: Shipment) -> str | None:
    return why_not_run_secretariat(user) or (None if shipment.state == ShipmentState.UNKNOWN else NOT_UNKNOWN)


def why_not_download_shipment(user: "User") -> str | None:
    return why_not_run_secretariat(user)

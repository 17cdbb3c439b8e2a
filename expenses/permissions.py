"""What the owner of a voucher may do with it. Decisions on it belong to the floor above."""

from typing import TYPE_CHECKING

from clusters.models import Cluster
from clusters.permissions import standing, why_not_run_secretariat
from expenses.enums import AnswerState, PayeeKind, PayMethod
from expenses.models import Answer, GuideChange, OverruleRequest, Payee, PayeeAccount, Voucher
from expenses.selectors.endorsers import involved
from expenses.states import EDITABLE, FINAL, PAID_OUT, VoucherState
from expenses.transitions import why_not_move
from klyngeokonomi.danish.words import within

if TYPE_CHECKING:
    from clusters.models import User

NOT_YOURS = "Kun den, der har lavet bilaget, kan ændre det."


def why_not_start_voucher(user: "User", cluster: Cluster) -> str | None:
    if standing(user).roles_in(cluster):
        return None
    return "Du skal være med i klyngen for at sende bilag til den."


def why_not_see_voucher(user: "User", voucher: Voucher) -> str | None:
    """Sent vouchers are seen by all of the cluster and by PLO; drafts by their owner alone.

    The secretariat sees a draft while it is asked to look at a stop on it.
    """
    if voucher.claimant_id == user.person_id:
        return None
    held = standing(user)
    if voucher.number is not None and held.sees(voucher.cluster_id):
        return None
    if held.is_secretariat and OverruleRequest.objects.open().filter(voucher=voucher).exists():
        return None
    return "Du har ikke adgang til bilaget."


def why_not_open_paper(user: "User", voucher: Voucher) -> str | None:
    return why_not_see_voucher(user, voucher)


def why_not_edit_voucher(user: "User", voucher: Voucher) -> str | None:
    if voucher.claimant_id != user.person_id:
        return NOT_YOURS
    if voucher.state not in EDITABLE:
        return "Bilaget er sendt. Tryk «Ret bilaget», hvis noget skal ændres."
    return None


def why_not_submit_voucher(user: "User", voucher: Voucher) -> str | None:
    """Whoever has left the cluster still mends what came back to them, but sends it nothing new."""
    if voucher.claimant_id != user.person_id:
        return NOT_YOURS
    if sentence := why_not_move(voucher, "submit"):
        return sentence
    return None if voucher.number else why_not_start_voucher(user, voucher.cluster)


def why_not_withdraw_voucher(user: "User", voucher: Voucher) -> str | None:
    if voucher.claimant_id != user.person_id:
        return NOT_YOURS
    return why_not_move(voucher, "withdraw")


def why_not_reopen_voucher(user: "User", voucher: Voucher) -> str | None:
    """Taking a sent voucher back to correct it; an endorsement given meanwhile falls."""
    if voucher.claimant_id != user.person_id:
        return NOT_YOURS
    if voucher.state in PAID_OUT:
        return "Bilaget er godkendt til udbetaling. Ring til PLO's klyngesekretariat, hvis det er forkert."
    return why_not_move(voucher, "reopen")


def why_not_ask_overrule(user: "User", voucher: Voucher) -> str | None:
    return why_not_edit_voucher(user, voucher)


def why_not_answer_overrule(user: "User", voucher: Voucher) -> str | None:
    """The secretariat's alone, never on what one claims or is paid oneself, and while there is something to stop."""
    if sentence := why_not_run_secretariat(user):
        return sentence
    if user.person_id in involved(voucher):
        return "Du kan ikke svare på dit eget bilag. En kollega skal gøre det."
    if sentence := why_not_see_voucher(user, voucher):
        return sentence
    if voucher.state in (*FINAL, *PAID_OUT):
        return f"Bilaget er «{within(VoucherState(voucher.state).label)}», og der er ikke noget stop at svare på."
    return None


def why_not_propose_change(user: "User") -> str | None:
    return why_not_run_secretariat(user)


def why_not_publish_change(user: "User", change: GuideChange) -> str | None:
    """Two people: who proposed it has already said what they think."""
    if sentence := why_not_run_secretariat(user) or _why_answered(change):
        return sentence
    if change.proposed_by_id == user.person_id:
        return "Du har selv foreslået ændringen. En anden i klyngesekretariatet skal offentliggøre den."
    if change.previewed_at is None:
        return "Forslaget er ikke regnet igennem endnu. Vent, til det kan ses, hvad det ville have ændret."
    return None


def why_not_withdraw_change(user: "User", change: GuideChange) -> str | None:
    return why_not_run_secretariat(user) or _why_answered(change)


def _why_answered(change: GuideChange) -> str | None:
    if change.published_at is not None:
        return "Ændringen er offentliggjort. Foreslå en ny, hvis den skal være anderledes."
    if change.withdrawn_at is not None:
        return "Forslaget er trukket tilbage. Foreslå det igen, hvis det alligevel skal gælde."
    return None


def why_not_write_answer(user: "User", answer: Answer | None = None) -> str | None:
    """A new one, or the draft given; what has been read by others is replaced instead."""
    if sentence := why_not_run_secretariat(user):
        return sentence
    if answer is not None and answer.state != AnswerState.DRAFT:
        return "Svaret er udgivet og kan ikke rettes. Skriv et nyt i stedet."
    return None


def why_not_publish_answer(user: "User", answer: Answer) -> str | None:
    if sentence := why_not_run_secretariat(user):
        return sentence
    return None if answer.state == AnswerState.DRAFT else "Svaret er allerede udgivet."


def why_not_withdraw_answer(user: "User", answer: Answer) -> str | None:
    if sentence := why_not_run_secretariat(user):
        return sentence
    if answer.state == AnswerState.DRAFT:
        return "Svaret er ikke udgivet endnu."
    return None if answer.state == AnswerState.PUBLISHED else "Svaret er allerede trukket tilbage."


def why_not_enter_cpr(user: "User", payee: Payee) -> str | None:
    """For another than oneself: a speaker's, by the secretariat. Whoever signs in writes their own."""
    if sentence := why_not_run_secretariat(user):
        return sentence
    if payee.kind != PayeeKind.SPEAKER:
        return "Kun en oplægsholders CPR-nummer skrives her. Medlemmer skriver selv deres eget."
    return None


def why_not_correct_number(user: "User", payee: Payee, *, has_number: bool) -> str | None:
    """Of a person who has one, and never one's own."""
    if sentence := why_not_run_secretariat(user):
        return sentence
    if payee.kind == PayeeKind.SUPPLIER or not has_number:
        return "Modtageren har intet CPR-nummer, der kan rettes."
    if payee.person_id == user.person_id:
        return "Det er dit eget CPR-nummer. En kollega skal rette det."
    return None


def why_not_reveal_cpr(user: "User") -> str | None:
    return why_not_run_secretariat(user)


def why_not_opt_out(user: "User", account: PayeeAccount) -> str | None:
    """One's own, or anyone's who has told the secretariat."""
    if account.method != PayMethod.NEMKONTO:
        return "Kun NemKonto kan vælges fra."
    if account.payee.person_id == user.person_id:
        return None
    return why_not_run_secretariat(user)


def why_not_answer_account(user: "User", account: PayeeAccount) -> str | None:
    """Another of the secretariat than who entered it, and never who is paid on it."""
    if sentence := why_not_run_secretariat(user):
        return sentence
    if account.replaces_id is None:
        return "Kontoen er modtagerens første og skal ikke bekræftes."
    if hasattr(account, "confirmation"):
        return "Der er allerede svaret om kontoen."
    if account.payee.person_id == user.person_id:
        return "Det er din egen konto. En kollega skal bekræfte den."
    if account.created_by.person_id == user.person_id:
        return "Du har selv skrevet kontoen. En kollega skal bekræfte den."
    return None

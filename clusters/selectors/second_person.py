"""What one of the secretariat enters and another answers: a rate, a transfer, a correction. Danish reasons, or None."""

from typing import TYPE_CHECKING, Protocol

from clusters.permissions import why_not_run_secretariat

if TYPE_CHECKING:
    from clusters.models import User


class Entered(Protocol):
    """A row with `entered_by`, until it is answered `is_waiting`."""

    entered_by: "User | None"
    is_waiting: bool


def why_not_confirm_entered(user: "User", row: Entered) -> str | None:
    """Another secretary than the one who entered it."""
    if reason := why_not_withdraw_entered(user, row):
        return reason
    if row.entered_by is not None and row.entered_by.person_id == user.person_id:
        return "Du har selv indtastet det her. En kollega skal bekræfte det."
    return None


def why_not_withdraw_entered(user: "User", row: Entered) -> str | None:
    """Any secretary, while nobody has answered it."""
    if reason := why_not_run_secretariat(user):
        return reason
    return None if row.is_waiting else "Der er allerede svaret. Det kan ikke gøres om."

"""The exceptions that carry a sentence for the person at the screen."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.db.models import Model


class Refused(Exception):
    """An act the rules do not allow. `str(error)` is a Danish sentence that says why and what to do.

    `on` is the thing, when it was not this person's to do or not the time for it: such a refusal is kept in the log
    of acts, with `tried`, the button's words. Without `on` it is only told: something to fill in or do differently.
    """

    def __init__(self, sentence: str, *, on: "Model | None" = None, tried: str = "") -> None:
        super().__init__(sentence)
        self.on = on
        self.tried = tried
        self.kept = False


class Forbidden(PermissionDenied):
    """What a door says (403) before any action is asked. `on` is the thing behind it."""

    def __init__(self, sentence: str, *, on: "Model | None" = None) -> None:
        super().__init__(sentence)
        self.on = on

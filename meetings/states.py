"""A meeting's states and moves, as data."""

from dataclasses import dataclass

from django.db import models


class MeetingState(models.TextChoices):
    PLANNED = "planned", "Planlagt"
    REPORTED = "reported", "Deltagerlisten er sendt"
    CANCELLED = "cancelled", "Aflyst"


OWNER = {MeetingState.PLANNED: "koordinatoren"}
"""Who has it now. A state without an owner is final."""


@dataclass(frozen=True)
class Step:
    verb: str
    label: str
    from_states: tuple[str, ...]
    to_state: str


STEPS = (
    Step("close", "Luk mødet", (MeetingState.PLANNED,), MeetingState.REPORTED),
    Step("cancel", "Aflys", (MeetingState.PLANNED,), MeetingState.CANCELLED),
)
STEP = {step.verb: step for step in STEPS}
FINAL = (MeetingState.REPORTED, MeetingState.CANCELLED)

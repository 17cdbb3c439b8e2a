"""A residential meeting is held in Denmark, unless each one pays for the journey."""

from collections.abc import Iterator

from expenses.enums import Outcome
from expenses.policy.facts import Claim, MeetingKind
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import RESIDENTIAL

RULE = "residential_abroad"
DENMARK = {"", "dk", "dnk", "danmark", "denmark"}
"""However written; a country that nobody gave is taken to be Denmark."""


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    meeting = claim.meeting
    if meeting is None or meeting.kind != MeetingKind.RESIDENTIAL or _is_denmark(meeting.country):
        return
    paid = meeting.travel_self_paid
    yield finding(
        RULE,
        Outcome.NOTE if paid else Outcome.STOP,
        RESIDENTIAL,
        "Internatet ligger uden for Danmark. Det er i orden, fordi hver enkelt selv betaler rejsen: søg ikke om "
        "penge til den."
        if paid
        else "Internatet ligger uden for Danmark. Det kan kun betales, når hver enkelt selv betaler rejsen. Er det "
        "sådan, så skriv det på mødet.",
        facts=(("Land", meeting.country.strip()), ("Rejsen betales af hver enkelt", "ja" if paid else "nej")),
        field="meeting",
    )


def _is_denmark(country: str) -> bool:
    return "".join(country.split()).casefold() in DENMARK

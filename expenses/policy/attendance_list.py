"""Food, a night or a package is paid only against a list with every name on it."""

from collections.abc import Iterator

from expenses.enums import NEEDS_LIST, Outcome
from expenses.policy.facts import Claim
from expenses.policy.finding import Finding, finding
from expenses.policy.headings import ATTENDANCE

RULE = "attendance_list"


def find(claim: Claim, limits: object) -> Iterator[Finding]:
    if not claim.has(*NEEDS_LIST):
        return
    if sentence := _missing(claim):
        yield finding(RULE, Outcome.STOP, ATTENDANCE, sentence, facts=_facts(claim), field="meeting")


def _missing(claim: Claim) -> str:
    if claim.meeting is None:
        return "Vælg det møde, det er købt til: mad og overnatning kan kun betales med en deltagerliste."
    unnamed = sum(not person.is_named for person in claim.meeting.participants)
    if unnamed:
        who, what = ("1 deltager", "navnet") if unnamed == 1 else (f"{unnamed} deltagere", "navnene")
        return f"{who} på mødets deltagerliste har intet navn. Skriv {what} på listen, før bilaget sendes."
    if not claim.meeting.participants:
        return "Mødets deltagerliste er tom. Skriv på den, hvem der var med, og hvem der udeblev."
    if not claim.heads:
        return "Ingen på mødets deltagerliste var med. Ret listen, så den viser, hvem der kom, og hvem der udeblev."
    return ""


def _facts(claim: Claim) -> tuple[tuple[str, str], ...]:
    if claim.meeting is None:
        return (("Møde", "intet"),)
    return (("På listen", str(len(claim.meeting.participants))), ("Tæller med", str(claim.heads)))

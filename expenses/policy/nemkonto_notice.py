"""What people are told before they are paid to their NemKonto. A new text is a new date; the old ones stay as proof."""

import datetime as dt
from dataclasses import dataclass

from expenses.enums import PayeeKind


@dataclass(frozen=True, slots=True)
class Notice:
    version: dt.date
    person: str
    company: str

    def to(self, kind: str) -> str:
        return self.company if kind == PayeeKind.SUPPLIER else self.person


NOTICES = (
    Notice(
        dt.date(2025, 10, 1),
        "PLO betaler til din NemKonto ved hjælp af dit CPR-nummer. Nummeret bruges kun til det, gemmes krypteret og "
        "ses kun af PLO's klyngesekretariat, når der er en grund, som skrives ned. Du kan altid vælge NemKonto fra "
        "og oplyse en anden konto i stedet.",
        "PLO betaler til virksomhedens NemKonto ved hjælp af CVR-nummeret. Virksomheden kan altid vælge NemKonto fra "
        "og oplyse en anden konto i stedet.",
    ),
)
"""The oldest first."""


def notice_now() -> Notice:
    return NOTICES[-1]

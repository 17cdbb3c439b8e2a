"""Facts to a statement of account, proven on the way."""

from approvals.statements.records import Balance, DoesNotAddUp, Entry, Statement, StatementFacts
from klyngeokonomi.money import ZERO, format_kr

NOT_KNOWN = (
    "Klyngens saldo er ikke bekræftet af PLO endnu. Bevægelserne er rigtige, men saldoen kan først vises, "
    "når den er bekræftet."
)


def compose_statement(facts: StatementFacts) -> Statement:
    """Raises DoesNotAddUp when opening and movements do not give what the account says it stood at."""
    closing = _proven(facts.cluster, facts.opening, facts.entries)
    return Statement(
        cluster=facts.cluster,
        number=facts.number,
        first=facts.first,
        last=facts.last,
        known=facts.known,
        opening=facts.opening,
        closing=closing,
        entries=facts.entries,
        notes=tuple(_notes(facts)),
        drawn_on=facts.drawn_on,
    )


def _proven(cluster: str, opening: Balance, entries: tuple[Entry, ...]) -> Balance:
    """The closing balance as kept, once the road to it is walked."""
    stands = opening
    for entry in entries:
        stands = stands + entry.change
        if stands != entry.after:
            raise DoesNotAddUp(
                f"{cluster}: saldoen ved periodens start og bevægelserne giver {format_kr(stands.booked)} "
                f"efter bevægelse {entry.number}, hvor kontoen siger {format_kr(entry.after.booked)} bogført. "
                "Papiret dannes ikke, før det er rettet. PLO's klyngesekretariat kan se fejlen i regnskabets bevis."
            )
    return stands


def _notes(facts: StatementFacts) -> list[str]:
    notes = []
    if not facts.known:
        notes.append(NOT_KNOWN)
    if facts.drawn_on:
        notes.append(f"Foreløbigt: perioden løber stadig. Opgjort {facts.drawn_on:%d.%m.%Y}.")
    brought = facts.opening_booked_on
    if facts.known and brought and brought > facts.first and facts.opening == Balance(ZERO, ZERO, ZERO):
        notes.append(
            f"Det, klyngen havde med sig fra før økonomimodulet, er bogført {brought:%d.%m.%Y}. "
            "Saldi før den dag er uden det."
        )
    return notes

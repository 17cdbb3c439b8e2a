"""What a line of the account is known by, each time it is read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from approvals.payment_files.lines import MOST_REFERENCE, StatementEntry


def of_facts(*facts: object) -> str:
    """Where the bank gives no reference: the same for the same facts, place included."""
    told = "\x1f".join(str(one) for one in facts)
    return f"#{sha256(told.encode()).hexdigest()[:40]}"


def within(reference: str) -> str:
    """As it is, or shortened to something as good when a bank's own is too long."""
    return reference if len(reference) <= MOST_REFERENCE - 10 else of_facts(reference)


def told_apart(entries: Iterable[StatementEntry]) -> tuple[StatementEntry, ...]:
    """A reference that the bank used again in the same statement gets its number; parts follow their entry."""
    seen: Counter[str] = Counter()
    found = []
    for entry in entries:
        reference = entry.bank_reference
        seen[reference] += 1
        if seen[reference] > 1:
            reference = f"{reference}~{seen[reference]}"
        parts = tuple(
            replace(part, bank_reference=f"{reference}/{place}")
            for place, part in enumerate(entry.parts, start=1)
        )
        found.append(replace(entry, bank_reference=reference, parts=parts))
    return tuple(found)

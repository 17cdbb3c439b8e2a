"""Why the region paid something else than was expected: what in the register would make the two agree, in Danish."""

from collections.abc import Iterator
from decimal import Decimal

from clusters.enums import ClinicNote
from clusters.policy.allotment import Computed, Line
from klyngeokonomi.money import format_kr, kr


def explain(found: Computed, paid: Decimal) -> list[str]:
    """Sentences, the surest first; none when the amounts agree. `paid` in DKK."""
    off = paid - found.amount
    if off == 0:
        return []
    said = [*_other_rate(found, paid), *_one_clinic(found, off)]
    if not said and (all_old := _all_as_last_year(found)) == off and all_old:
        said.append("Forskellen er præcis den, der bliver, når alle patienttal er sidste års.")
    said += _missing(found)
    return said or ["Intet i registeret forklarer forskellen. Spørg regionen, hvad den har regnet med."]


def _other_rate(found: Computed, paid: Decimal) -> Iterator[str]:
    if not found.patients or paid <= 0:
        return
    rate = kr(paid / found.patients)
    if rate != found.rate and kr(rate * found.patients) == paid:
        yield (
            f"Regionens beløb er præcis {format_kr(rate)} pr. patient. "
            f"Satsen her er {format_kr(found.rate)} pr. patient."
        )


def _one_clinic(found: Computed, off: Decimal) -> Iterator[str]:
    """Each clinic that alone would make up the difference."""
    for line in found.lines:
        was = kr(found.rate * Decimal(line.before or 0))
        if line.note in (ClinicNote.NO_COUNT, ClinicNote.NO_NUMBER) and was and off == was:
            yield f"Forskellen er præcis {line.name} med sidste års patienttal, {line.before}."
        elif line.note == ClinicNote.LEFT and was and off == was:
            yield f"Forskellen er præcis {line.name}, som ikke længere er i klyngen."
        elif line.amount and off == -line.amount:
            yield f"Forskellen er præcis {line.name}: regionen har ikke regnet klinikken med."
        elif line.note == ClinicNote.CHANGED and off == was - line.amount:
            yield (
                f"Forskellen er præcis {line.name}: regionen har regnet med sidste års patienttal, "
                f"{line.before}, i stedet for {line.patients}."
            )


def _all_as_last_year(found: Computed) -> Decimal:
    """What the difference would be, had the region counted every clinic as it was a year ago."""
    return sum((kr(found.rate * Decimal(_last(line))) - line.amount for line in found.lines), Decimal(0))


def _last(line: Line) -> int:
    return line.before or 0


def _missing(found: Computed) -> Iterator[str]:
    for line in found.lines:
        if line.note == ClinicNote.NO_COUNT:
            yield f"{line.name} mangler patienttal og tæller ikke med i det ventede beløb."
        elif line.note == ClinicNote.NO_NUMBER:
            yield f"{line.name} havde intet ydernummer på opgørelsesdagen og tæller ikke med i det ventede beløb."

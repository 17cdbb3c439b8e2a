"""What a fee statement (lønseddel) says in words, the same on the page and on paper. Pure: of `Printed` alone."""

from dataclasses import dataclass
from decimal import Decimal

from approvals.enums import PayLineKind, ReceiverKind, StatementKind
from approvals.statements.fee_records import WRONG_NUMBER, PayLine, Printed
from klyngeokonomi.danish.months import month_in_words
from klyngeokonomi.money import format_kr

B_FEE = (
    "Honoraret er B-indkomst. Der er ikke trukket AM-bidrag eller skat. Du skal selv betale 8\u00a0% AM-bidrag og "
    "skat. Skriv honoraret i felt 210 på din forskudsopgørelse på skat.dk, eller betal skatten på én gang."
)
COMPANY_FEE = (
    "Honoraret er indberettet på modtagerens CVR-nummer. Der er ikke trukket AM-bidrag eller skat: modtageren "
    "betaler selv."
)
TAKEN_BACK = (
    "Beløbet er taget tilbage, og det får Skat også besked om. Har du skrevet det på din forskudsopgørelse, "
    "så ret den."
)
MOVED = (
    "CPR-nummeret var forkert. Beløbet er taget tilbage fra det og kommer på en ny lønseddel under det rigtige nummer. "
    "Det får Skat også besked om."
)
MILEAGE_TAXED = "Kørslen er B-indkomst uden AM-bidrag. Der er ikke trukket skat: den betaler modtageren selv."
MILEAGE_FREE = "Kørslen til statens takst er skattefri og regnes ikke med som indkomst."


@dataclass(frozen=True, slots=True)
class SumRow:
    """One total in DKK: of this statement, and of the calendar year so far. What is kept back is below nil."""

    label: str
    amount: Decimal
    year: Decimal
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Worded:
    """`lines` are the record's own, each with its small print beneath."""

    printed: Printed
    title: str
    corrects: str
    sums: tuple[SumRow, ...]
    lines: tuple[tuple[PayLine, str], ...]
    notes: tuple[str, ...]

    @property
    def heading(self) -> str:
        """Of the lines."""
        return "Det er rettet" if self.corrects else "Det er du betalt for"

    @property
    def year(self) -> int:
        return self.printed.month.year


def worded(printed: Printed) -> Worded:
    """The statement in words. Equal data gives equal words."""
    return Worded(
        printed=printed,
        title=f"Lønseddel for {month_in_words(printed.month)}",
        corrects=f"Rettelse til lønseddel {printed.corrects}" if printed.corrects else "",
        sums=tuple(_sums(printed)),
        lines=tuple((one, _small_print(one)) for one in printed.lines),
        notes=tuple(_notes(printed)),
    )


def _sums(printed: Printed) -> list[SumRow]:
    """What is nil in the month and in the year is left out; gross and what was paid out always stand there."""
    now, year = printed.totals, printed.year
    kept = [
        SumRow("AM-bidrag (8\u00a0%)", -now.am_contribution, -year.am_contribution),
        SumRow("A-skat", -now.a_tax, -year.a_tax),
        SumRow("Skattefri kørsel", now.tax_free, year.tax_free),
    ]
    return [
        SumRow("Honorar og skattepligtig kørsel", now.gross, year.gross),
        *(row for row in kept if row.amount or row.year),
        SumRow("Udbetalt", now.net, year.net, is_total=True),
    ]


def _small_print(line: PayLine) -> str:
    parts = [str(PayLineKind(line.kind).label), line.detail, f"bilag\u00a0{line.voucher}"]
    if line.am_contribution or line.a_tax:
        parts.append(f"AM-bidrag {format_kr(line.am_contribution)}, A-skat {format_kr(line.a_tax)}")
    if line.reverses:
        parts.append(f"tages tilbage fra lønseddel {line.reverses}")
    return " · ".join(part for part in parts if part).replace(" kr.", "\u00a0kr.")


def _notes(printed: Printed) -> list[str]:
    kinds = {PayLineKind(line.kind) for line in printed.lines if not line.reverses}
    found = []
    if printed.kind == StatementKind.CORRECTION:
        found.append(
            f"Rettelsen viser kun forskellen. Læg den sammen med lønseddel {printed.corrects} for at se hele måneden."
        )
    if not kinds:
        moved = all(line.detail == WRONG_NUMBER for line in printed.lines)
        found.append(MOVED if moved else TAKEN_BACK)
    if PayLineKind.FEE_A in kinds:
        found.append(
            f"Honoraret er A-indkomst. AM-bidrag og A-skat er trukket, og {printed.payer.name} betaler dem til Skat."
        )
    if PayLineKind.FEE_B in kinds:
        found.append(COMPANY_FEE if printed.receiver.known_by == ReceiverKind.CVR else B_FEE)
    if PayLineKind.MILEAGE_TAXED in kinds:
        found.append(MILEAGE_TAXED)
    if PayLineKind.MILEAGE_FREE in kinds:
        found.append(MILEAGE_FREE)
    return found

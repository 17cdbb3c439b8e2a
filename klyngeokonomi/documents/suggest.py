"""Guess the facts of a receipt from a PDF's text. Guesses are offered to the person, never filled in.

Pure: text in, Suggestion out. Danish figures (1.234,50) and days (12. marts 2026) first, others where plain.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stdnum.dk import cvr

from klyngeokonomi.money import NotAnAmount, parse_kr

_AMOUNT = re.compile(
    r"(?<![\d.,/-])(\d{1,3}(?:[. \u00a0]\d{3})+,\d{2}|\d{1,7},\d{2}|\d{1,7}\.\d{2})(?![\d.,%/-]|\s?%)"
)
_TOTALS = (
    re.compile(r"(beløb )?(at|til) betal(e|ing)|skyldig[te]* beløb", re.IGNORECASE),
    re.compile(r"(total|i alt|beløb|sum)\b.*(inkl|incl)", re.IGNORECASE),
    re.compile(r"\b(total(beløb)?|i alt|ialt|sum|amount due)\b", re.IGNORECASE),
)
"""What stands before the amount to pay; the first kind found in the text wins."""
_NOT_TOTAL = re.compile(
    r"sub-?total|ekskl|excl|uden moms|moms ?(i alt|total)|total ?moms|rabat|bonus", re.IGNORECASE
)
_VAT = re.compile(r"\b(moms|vat)\b", re.IGNORECASE)
_NOT_VAT = re.compile(
    r"(inkl|ekskl|excl|incl|uden|før)\w*\.? *(af )?(moms|vat)|momsnr|moms ?nr|grundlag", re.IGNORECASE
)
_CVR = re.compile(r"\b(?:CVR|SE)\b[^\d\n]{0,12}((?:\d ?){8})(?!\d)", re.IGNORECASE)
_COMPANY = re.compile(r"\b(A/S|ApS|I/S|P/S|K/S|IVS|A\.m\.b\.a|amba|F\.m\.b\.a)\b", re.IGNORECASE)
_NO_NAME = re.compile(
    r"faktura|kvittering|invoice|receipt|\bbon\b|\bside\b|\bdato\b|\bcvr\b|\btlf|telefon|www\.|@|\bkunde|\bnota\b",
    re.IGNORECASE,
)
_MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
_DATES = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[./-] ?(?P<m>\d{1,2})[./-] ?(?P<y>20\d\d|\d\d)(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})\. ?(?P<name>{'|'.join(_MONTHS)})\w*\.? (?P<y>20\d\d)", re.IGNORECASE
    ),
)
_IS_DATE = re.compile(r"\b(faktura|bilags?|købs?|ordre|kvitterings?|invoice )?dato\b|\bdate\b", re.IGNORECASE)
_OTHER_DATE = re.compile(r"forfald|betales senest|betalingsfrist|lever|due", re.IGNORECASE)


@dataclass(frozen=True)
class Suggestion:
    """What was found; None where nothing was, or nothing certain enough to offer."""

    amount: Decimal | None = None
    vat: Decimal | None = None
    day: date | None = None
    cvr: str | None = None
    supplier: str | None = None


def suggest(text: str | None) -> Suggestion:
    """Guesses from the start of a PDF's text; all None for a picture or a scan."""
    lines = [" ".join(line.split()) for line in (text or "").splitlines() if line.strip()]
    amount = _total(lines)
    vat = _vat(lines)
    return Suggestion(
        amount=amount,
        vat=vat if vat is None or amount is None or vat < amount else None,
        day=_day(lines),
        cvr=_cvr("\n".join(lines)),
        supplier=_supplier(lines),
    )


def _total(lines: list[str]) -> Decimal | None:
    """The largest amount on the lines (or the line after) that carry the strongest word for a total."""
    for word in _TOTALS:
        found = [
            amount
            for index, line in enumerate(lines)
            if word.search(line) and not _NOT_TOTAL.search(line)
            for amount in (_amounts(line) or _amounts(_at(lines, index + 1)))[-1:]
        ]
        if found:
            return max(found)
    return None


def _vat(lines: list[str]) -> Decimal | None:
    for line in lines:
        if _VAT.search(line) and not _NOT_VAT.search(line) and (amounts := _amounts(line)):
            return amounts[-1]
    return None


def _amounts(line: str) -> list[Decimal]:
    amounts = []
    for found in _AMOUNT.findall(line):
        try:
            amounts.append(parse_kr(found.replace(" ", "").replace("\u00a0", "")))
        except NotAnAmount:
            continue
    return amounts


def _at(lines: list[str], index: int) -> str:
    return lines[index] if index < len(lines) else ""


def _day(lines: list[str]) -> date | None:
    """The day beside a word for the paper's date; else the first day that is not a due or delivery date."""
    named = [line for line in lines if _IS_DATE.search(line) and not _OTHER_DATE.search(line)]
    others = [line for line in lines if not _OTHER_DATE.search(line)]
    return next((day for line in named + others if (day := _day_in(line))), None)


def _day_in(line: str) -> date | None:
    for shape in _DATES:
        for found in shape.finditer(line):
            parts = found.groupdict()
            month = _MONTHS.index(parts["name"].lower()) + 1 if parts.get("name") else int(parts["m"])
            year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
            try:
                return date(year, month, int(parts["d"]))
            except ValueError:
                continue
    return None


def _cvr(text: str) -> str | None:
    """The first CVR number with a right check digit."""
    numbers = (found.replace(" ", "") for found in _CVR.findall(text))
    return next((number for number in numbers if cvr.is_valid(number)), None)


def _supplier(lines: list[str]) -> str | None:
    """The first of the top lines with a company form; else the first that looks like a name."""
    top = [line for line in lines[:15] if 3 <= len(line) <= 80]
    if company := next((line for line in top if _COMPANY.search(line)), None):
        return company
    return next(
        (line for line in top[:4] if not _NO_NAME.search(line) and re.match(r"^[^\W\d][^\d]{2,}$", line)),
        None,
    )

"""On which days a payment run may be paid."""

from datetime import date

from klyngeokonomi.danish.bank_days import is_bank_day, next_bank_day


def why_not_pay_on(day: date, *, today: date) -> str | None:
    """A Danish sentence with the day to choose instead, or None."""
    if day < today:
        return "Betalingsdagen er passeret. Vælg i dag eller en senere dag."
    if not is_bank_day(day):
        return f"Bankerne har lukket {day:%d.%m.%Y}. Den næste bankdag er {next_bank_day(day):%d.%m.%Y}."
    return None

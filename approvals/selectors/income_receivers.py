"""Whom eIndkomst is told about, by the number it knows them by: a CPR number is opened here, for the file alone."""

from collections.abc import Iterable

from approvals.enums import ReceiverKind
from approvals.models import FeeStatement
from approvals.selectors.income_reports import Gathered
from approvals.tax_files.records import ReceiverLine, made_up_number
from expenses.models import PayeeAbroad

NO_ADDRESS = "Lønseddel {number}: fødselsdag og adresse mangler. Skriv dem på modtageren."


def addresses_of(statements: Iterable[FeeStatement]) -> dict[int, PayeeAbroad]:
    """By payee id, of those without a CPR number; of two written the newest counts. One query when there are any."""
    wanted = {one.payee_id for one in statements if one.receiver_kind == ReceiverKind.ABROAD}
    if not wanted:
        return {}
    found = PayeeAbroad.objects.filter(payee__in=wanted).order_by("payee_id", "-pk").distinct("payee_id")
    return {one.payee_id: one for one in found}


def why_not_known(statements: Iterable[FeeStatement], addresses: dict[int, PayeeAbroad]) -> str | None:
    for one in statements:
        if one.receiver_kind == ReceiverKind.ABROAD and one.payee_id not in addresses:
            return NO_ADDRESS.format(number=one.number)
    return None


def receiver_line(row: Gathered, addresses: dict[int, PayeeAbroad]) -> ReceiverLine:
    """Raises InvalidToken with a wrong key, KeyError for whom why_not_known would name."""
    statement = row.statement
    if statement.receiver_kind != ReceiverKind.ABROAD:
        number = statement.cpr.open().decode() if statement.cpr else statement.cvr
        return ReceiverLine(number, statement.payee_name, row.amounts)
    home = addresses[statement.payee_id]
    number = made_up_number(home.birthday, statement.payee_id)
    return ReceiverLine(
        number, statement.payee_name, row.amounts, street=home.street, postcode=home.postcode, town=home.town
    )

"""What this bank pays and what it does not: by the payee's account, name and amount, so that each answer can be had."""

from decimal import Decimal

from klyngeokonomi.integrations.bank.fake.orders import Line

ODD_AMOUNT = Decimal("13.37")


def why_not_pay(line: Line) -> str | None:
    """The ISO reason code, or None: 0000 at the end of the account AC04, AFVIST in the name AC01, 13.37 AM04."""
    if line.account.endswith("0000"):
        return "AC04"
    if "AFVIST" in line.name.upper():
        return "AC01"
    if line.amount == ODD_AMOUNT:
        return "AM04"
    return "AM03" if line.currency != "DKK" else None


def comes_back(line: Line) -> bool:
    """Whether the payment is made and returned in the next statement: RETUR in the name."""
    return "RETUR" in line.name.upper()

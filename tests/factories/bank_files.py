"""Files as the bank writes them, put together by the fake bank's own writer."""

import datetime
from decimal import Decimal

from klyngeokonomi.integrations.bank.fake.statement import Entry, Single, statement
from klyngeokonomi.integrations.bank.fake.status_report import KIND as PAIN002
from klyngeokonomi.integrations.bank.fake.xml import document

ACCOUNT = "00000000009999"
"""That of tests.factories.payments.paying_account."""
DAY = "2026-11-20"


def out(reference: str, end_to_end_id: str, amount: str, currency: str = "DKK") -> Entry:
    """One payment that left the account."""
    return Entry(reference, f"-{amount}", currency, "", (Single(end_to_end_id, amount, "Mette Medlem"),))


def block_out(reference: str, payment_id: str, amount: str) -> Entry:
    """A block booked as one sum, and nothing told of what is in it."""
    return Entry(reference, f"-{amount}", "DKK", payment_id, (), as_one=True)


def back(reference: str, end_to_end_id: str, amount: str, reason: str = "AC04") -> Entry:
    """Money that came in; with a reason, it came back."""
    return Entry(reference, amount, "DKK", "", (Single(end_to_end_id, amount, "Mette Medlem", reason),))


def camt053(
    *entries: Entry, opening: str = "1000.00", number: int = 1, day: str = DAY, account: str = ACCOUNT
) -> bytes:
    return statement(
        account, entries, number=number, opening=Decimal(opening), day=day, moment=f"{day}T20:00:00"
    )


def pain002(
    original: str, *lines: tuple[str, str], group: str = "PART", count: int | None = None, total: str = ""
) -> bytes:
    """Lines of (end-to-end id, status)."""
    said = [("OrgnlMsgId", original), ("OrgnlMsgNmId", "pain.001.001.03")]
    said += [("OrgnlNbOfTxs", str(count))] if count is not None else []
    said += [("OrgnlCtrlSum", total)] if total else []
    told = [
        ("TxInfAndSts", [("OrgnlEndToEndId", name), ("TxSts", status), *_why(status)])
        for name, status in lines
    ]
    head = [("MsgId", "SVAR-9"), ("CreDtTm", f"{datetime.date(2026, 11, 20)}T10:00:00")]
    block = [("OrgnlPmtInfAndSts", [("OrgnlPmtInfId", f"{original}-BANK"), *told])] if told else []
    group_said = ("OrgnlGrpInfAndSts", [*said, ("GrpSts", group), *_why(group)])
    return document(PAIN002, [("CstmrPmtStsRpt", [("GrpHdr", head), group_said, *block])])


def _why(status: str) -> list:
    return [("StsRsnInf", [("Rsn", [("Cd", "AC04")])])] if status == "RJCT" else []

"""camt.053.001.02: opening balance, what was booked, closing balance."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from klyngeokonomi.integrations.bank.fake.xml import Part, document

KIND = "camt.053.001.02"


@dataclass(frozen=True)
class Single:
    """One payment in an entry. `reason` is set on money that came back."""

    end_to_end_id: str
    amount: str
    name: str
    reason: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the account. `amount` is signed: below zero for money out."""

    reference: str
    amount: str
    currency: str
    payment_id: str
    singles: tuple[Single, ...]
    as_one: bool = False

    @property
    def value(self) -> Decimal:
        return Decimal(self.amount)


def statement(
    account: str, entries: Sequence[Entry], *, number: int, opening: Decimal, day: str, moment: str
) -> bytes:
    """The statement of one account and day. What is in another currency is shown and not summed."""
    closing = opening + sum(entry.value for entry in entries if entry.currency == "DKK")
    return document(
        KIND,
        [
            (
                "BkToCstmrStmt",
                [
                    ("GrpHdr", [("MsgId", f"UDTOG-{number}"), ("CreDtTm", moment)]),
                    (
                        "Stmt",
                        [
                            ("Id", f"UDTOG-{number}"),
                            ("ElctrncSeqNb", str(number)),
                            ("CreDtTm", moment),
                            ("FrToDt", [("FrDtTm", f"{day}T00:00:00"), ("ToDtTm", f"{day}T23:59:59")]),
                            ("Acct", [("Id", _account(account)), ("Ccy", "DKK")]),
                            _balance("OPBD", opening, day),
                            _balance("CLBD", closing, day),
                            *(_entry(entry, day) for entry in entries),
                        ],
                    ),
                ],
            )
        ],
    )


def _account(number: str) -> Sequence[Part]:
    if number[:2].isalpha():
        return [("IBAN", number)]
    return [("Othr", [("Id", number), ("SchmeNm", [("Cd", "BBAN")])])]


def _balance(code: str, amount: Decimal, day: str) -> Part:
    return (
        "Bal",
        [
            ("Tp", [("CdOrPrtry", [("Cd", code)])]),
            ("Amt", f"{abs(amount):.2f}", {"Ccy": "DKK"}),
            ("CdtDbtInd", "CRDT" if amount >= 0 else "DBIT"),
            ("Dt", [("Dt", day)]),
        ],
    )


def _entry(entry: Entry, day: str) -> Part:
    batch = [("Btch", [("PmtInfId", entry.payment_id), ("NbOfTxs", str(len(entry.singles)))])]
    return (
        "Ntry",
        [
            ("NtryRef", entry.reference),
            ("Amt", f"{abs(entry.value):.2f}", {"Ccy": entry.currency}),
            ("CdtDbtInd", _way(entry.value)),
            ("Sts", "BOOK"),
            ("BookgDt", [("Dt", day)]),
            ("ValDt", [("Dt", day)]),
            ("AcctSvcrRef", entry.reference),
            ("BkTxCd", [("Prtry", [("Cd", "OVERFORSEL")])]),
            (
                "NtryDtls",
                [*(batch if entry.as_one else []), *(_single(entry, one) for one in entry.singles)],
            ),
        ],
    )


def _single(entry: Entry, one: Single) -> Part:
    back = [("RtrInf", [("Rsn", [("Cd", one.reason)])])] if one.reason else []
    return (
        "TxDtls",
        [
            ("Refs", [("PmtInfId", entry.payment_id), ("EndToEndId", one.end_to_end_id)]),
            ("AmtDtls", [("TxAmt", [("Amt", one.amount, {"Ccy": entry.currency})])]),
            ("RltdPties", [("Dbtr" if entry.value > 0 else "Cdtr", [("Nm", one.name)])]),
            *back,
        ],
    )


def _way(amount: Decimal) -> str:
    return "CRDT" if amount > 0 else "DBIT"

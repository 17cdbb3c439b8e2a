"""The bank's own books, in a file: what it holds for the customer, what it has seen, what is to be booked."""

import json
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from klyngeokonomi.integrations.bank.fake.statement import Entry, Single

FIRST_BALANCE = "5000000.00"


@dataclass
class Ledger:
    """`balance` by account; `seen` are the numbers of orders; `waiting` what the next statement of an account tells."""

    file: Path
    balance: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    waiting: dict[str, list[Entry]] = field(default_factory=dict)
    returning: dict[str, list[Entry]] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> "Ledger":
        """As it was left; anew when there is none."""
        if not file.exists():
            return cls(file)
        kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        for name in ("waiting", "returning"):
            kept[name] = {account: [_entry(one) for one in rows] for account, rows in kept[name].items()}
        return cls(file, **kept)

    def save(self) -> None:
        """Whole or not at all."""
        kept = {name: value for name, value in asdict(self).items() if name != "file"}
        unfinished = self.file.with_suffix(".part")
        unfinished.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(self.file)

    def next(self, counter: str) -> int:
        """1, 2, 3 … of each name."""
        self.counters[counter] = self.counters.get(counter, 0) + 1
        return self.counters[counter]

    def held(self, account: str) -> Decimal:
        """What stands on the account."""
        return Decimal(self.balance.get(account, FIRST_BALANCE))


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**{**row, "singles": tuple(Single(**one) for one in row["singles"])})

"""The bank at work: empties `ud`, and lays its answers and statements in `ind`."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from klyngeokonomi.integrations.bank.fake.defects import Defect, defect_in
from klyngeokonomi.integrations.bank.fake.ledger import Ledger
from klyngeokonomi.integrations.bank.fake.orders import Block, Line, NotAnOrder, Order, read_order
from klyngeokonomi.integrations.bank.fake.rules import comes_back, why_not_pay
from klyngeokonomi.integrations.bank.fake.statement import Entry, Single, statement
from klyngeokonomi.integrations.bank.fake.status_report import refused_whole, status_report
from klyngeokonomi.integrations.file_exchange.file_drop import write_whole
from klyngeokonomi.integrations.file_exchange.port import is_plain_name

logger = logging.getLogger(__name__)
USED_BEFORE = "DU01"
GONE_ACCOUNT = "AC04"


class FakeBank:
    """`shared` holds ud/ and ind/, seen by the customer; `own` the bank's ledger and the orders it took."""

    def __init__(self, shared: Path, own: Path, now: Callable[[], datetime] = datetime.now) -> None:
        self.out, self.into, self.orders, self.own, self.now = (
            shared / "ud",
            shared / "ind",
            own / "ordrer",
            own,
            now,
        )
        for folder in (self.out, self.into, self.orders, shared / "taget"):
            folder.mkdir(parents=True, exist_ok=True)
        self.ledger = Ledger.read(own / "ledger.json")

    @property
    def defect(self) -> Defect:
        return defect_in(self.own)

    def work(self) -> int:
        """Take every order that lies ready; how many."""
        ready = [one for one in sorted(self.out.iterdir()) if one.is_file() and is_plain_name(one.name)]
        for path in ready:
            content = path.read_bytes()
            path.replace(self.orders / f"{self.ledger.next('order')}-{path.name}")
            self._receive(content)
            self.ledger.save()
        return len(ready)

    def close_day(self) -> int:
        """Book what waits and send a statement of each account that moved; how many."""
        moved = {**self.ledger.returning, **self.ledger.waiting}
        for account in sorted(moved):
            self._send_statement(account)
        self.ledger.save()
        return len(moved)

    def _receive(self, content: bytes) -> None:
        try:
            order = read_order(content)
        except NotAnOrder as error:
            logger.warning("Refused without an answer: %s", error)
            return
        if order.message_id in self.ledger.seen:
            self._answer(refused_whole(order, USED_BEFORE, **self._stamp()))
            return
        self.ledger.seen.append(order.message_id)
        reasons = {line.end_to_end_id: code for line in order.lines if (code := why_not_pay(line))}
        for block in order.blocks:
            self._pay(block, [line for line in block.lines if line.end_to_end_id not in reasons])
        if self.defect == Defect.LATE:
            self.close_day()
        if self.defect != Defect.NEVER:
            only = 1 if self.defect == Defect.PARTLY else None
            self._answer(status_report(self._told(order), reasons, only=only, **self._stamp()))

    def _pay(self, block: Block, lines: Sequence[Line]) -> None:
        if self.defect == Defect.NEVER or not lines:
            return
        groups = [tuple(lines)] if block.as_one else [(line,) for line in lines]
        waiting = self.ledger.waiting.setdefault(block.debtor_account, [])
        waiting += [self._entry(block, group, -1) for group in groups]
        if back := [self._entry(block, (line,), 1) for line in lines if comes_back(line)]:
            self.ledger.returning.setdefault(block.debtor_account, []).extend(back)

    def _entry(self, block: Block, lines: tuple[Line, ...], sign: int) -> Entry:
        more = Decimal("0.01") if self.defect == Defect.OTHER_AMOUNT else Decimal(0)
        reason = GONE_ACCOUNT if sign > 0 else ""
        unknown = "UKENDT-" if self.defect == Defect.UNKNOWN_ID else ""
        singles = tuple(
            Single(unknown + line.end_to_end_id, f"{line.amount + more:.2f}", line.name, reason)
            for line in lines
        )
        total = sign * sum(Decimal(one.amount) for one in singles)
        reference = f"BANK{self.ledger.next('entry'):08d}"
        return Entry(reference, f"{total:.2f}", "DKK", block.payment_id, singles, block.as_one and sign < 0)

    def _send_statement(self, account: str) -> None:
        """Money that comes back is told of in the statement after the one in which it left."""
        entries = self.ledger.waiting.pop(account, [])
        if not entries:
            entries = self.ledger.returning.pop(account, [])
        if self.defect == Defect.FOREIGN and entries:
            entries = [*entries, replace(entries[0], reference=f"{entries[0].reference}E", currency="EUR")]
        opening, now = self.ledger.held(account), self.now()
        number = self.ledger.next("statement")
        self.ledger.balance[account] = (
            f"{opening + sum(one.value for one in entries if one.currency == 'DKK'):.2f}"
        )
        content = statement(
            account,
            entries,
            number=number,
            opening=opening,
            day=f"{now:%Y-%m-%d}",
            moment=f"{now:%Y-%m-%dT%H:%M:%S}",
        )
        if self.defect == Defect.WRONG_SUM:
            right, wrong = (f">{Decimal(self.ledger.balance[account]) + more:.2f}<" for more in (0, 1))
            content = content.replace(right.encode(), wrong.encode())
        self._lay(f"camt053-{number:06d}", content)

    def _answer(self, content: bytes) -> None:
        self._lay(f"pain002-{self.ledger.next('answer'):06d}", content)

    def _lay(self, stem: str, content: bytes) -> None:
        if self.defect == Defect.HALF_FILE:
            content = content[: len(content) // 2]
        write_whole(self.into / f"{stem}.xml", content)
        if self.defect == Defect.TWICE:
            write_whole(self.into / f"{stem}-igen.xml", content)

    def _told(self, order: Order) -> Order:
        """The order as the answer names it."""
        if self.defect != Defect.UNKNOWN_ID:
            return order
        return replace(order, message_id=f"UKENDT-{order.message_id}"[:35])

    def _stamp(self) -> dict[str, str]:
        now = self.now()
        return {
            "message_id": f"SVAR-{self.ledger.next('message')}",
            "moment": f"{now:%Y-%m-%dT%H:%M:%S}",
        }

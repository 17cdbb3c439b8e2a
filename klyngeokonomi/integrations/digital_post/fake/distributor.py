"""The distributor at work: empties `ud`, and lays its receipts and reports in `ind`."""

import json
from pathlib import Path
from typing import Any

from klyngeokonomi.integrations.digital_post.fake.answers import receipt, report
from klyngeokonomi.integrations.digital_post.fake.defects import Defect, defect_in
from klyngeokonomi.integrations.digital_post.nets_share import NotAShipment
from klyngeokonomi.integrations.digital_post.shipment import Posted, read
from klyngeokonomi.integrations.file_exchange.file_drop import write_whole
from klyngeokonomi.integrations.file_exchange.port import is_plain_name

BEFORE = "This shipment has already been received before"
UNKNOWN_PERSON = "The receiver is not registered with e-Boks"
NOBODY = "0000"
"""Whose CPR number ends so has no box here."""


class FakeDistributor:
    """`shared` holds ud/ and ind/, seen by the customer; `own` its books: no CPR numbers, only numbers of letters."""

    def __init__(self, shared: Path, own: Path) -> None:
        self.out, self.into, self.own = shared / "ud", shared / "ind", own
        for folder in (self.out, self.into, own, shared / "taget"):
            folder.mkdir(parents=True, exist_ok=True)
        self.file = own / "books.json"
        self.books: dict[str, Any] = {"seen": [], "waiting": [], "receipts": [], "reports": 0, "boxes": []}
        if self.file.exists():
            self.books = json.loads(self.file.read_text(encoding="utf-8"))

    @property
    def defect(self) -> Defect:
        return defect_in(self.own)

    def work(self) -> int:
        """Take every zip that lies ready; how many."""
        ready = [one for one in sorted(self.out.iterdir()) if one.is_file() and is_plain_name(one.name)]
        for path in ready:
            content = path.read_bytes()
            path.unlink()
            if self.defect != Defect.LOST:
                self._receive(path.name, content)
            self._save()
        return len(ready)

    def close_day(self) -> int:
        """Tell what became of the letters since the last time; how many files that takes."""
        waiting, late = self.books["waiting"], self.books["receipts"]
        self.books["waiting"], self.books["receipts"] = [], []
        if waiting and self.defect != Defect.NEVER:
            self._report(waiting)
        for name, status, words in late:
            self._lay(name, receipt(status, words))
        self._save()
        return len(late) + bool(waiting)

    def _receive(self, name: str, content: bytes) -> None:
        status, words = self._judge(content)
        if self.defect == Defect.NEVER:
            return
        named = f"{name}.receipt"
        if self.defect == Defect.DELAYED:
            self.books["receipts"].append([named, status, words])
            return
        if self.defect == Defect.LATE:
            self.close_day()
        self._lay(named, receipt(status, words))

    def _judge(self, content: bytes) -> tuple[int, str]:
        try:
            shipment = read(content)
        except NotAShipment as error:
            return 400, str(error)
        if self.defect == Defect.REFUSES:
            return 400, "The sender is not known"
        if shipment.shipment_id in self.books["seen"]:
            return 400, BEFORE
        self.books["seen"].append(shipment.shipment_id)
        self.books["waiting"] += [self._deliver(shipment.shipment_id, letter) for letter in shipment.letters]
        return 200, ""

    def _deliver(self, shipment_id: str, letter: Posted) -> dict[str, str]:
        reason = UNKNOWN_PERSON if letter.cpr.endswith(NOBODY) else ""
        if not reason:
            self.books["boxes"].append(letter.message_id)
        return {"shipment": shipment_id, "message": letter.message_id, "reason": reason}

    def _report(self, rows: list[dict[str, str]]) -> None:
        if self.defect == Defect.FOREIGN:
            rows = [*rows, {"shipment": rows[0]["shipment"], "message": "UKENDT-1", "reason": ""}]
        if self.defect == Defect.CONTRADICTED:
            rows = [*rows, *({**row, "reason": "" if row["reason"] else UNKNOWN_PERSON} for row in rows)]
        self.books["reports"] += 1
        self._lay(f"distribution-{self.books['reports']:06d}.xml", report(rows))

    def _lay(self, name: str, content: bytes) -> None:
        if self.defect == Defect.HALF_FILE:
            content = content[: len(content) // 2]
        write_whole(self.into / name, content)
        if self.defect == Defect.TWICE:
            write_whole(self.into / f"igen_{name}", content)

    def _save(self) -> None:
        write_whole(self.file, json.dumps(self.books).encode())

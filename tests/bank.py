"""A fake bank in the test's own folder, listening on this machine's own address; and the two ways to it."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from klyngeokonomi.integrations.bank.connection import Connection
from klyngeokonomi.integrations.bank.fake.bank import FakeBank
from klyngeokonomi.integrations.bank.fake.defects import Defect
from klyngeokonomi.integrations.bank.fake.server import PASSWORD, USER, listen, public_key


@dataclass
class Bank:
    """The bank itself, and how it is reached."""

    fake: FakeBank
    folder: Path
    over_sftp: Connection

    @property
    def by_folder(self) -> Connection:
        return Connection("file_drop", self.folder)

    def errs(self, defect: Defect) -> None:
        (self.fake.own / "defect.txt").write_text(defect)


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    fake = FakeBank(tmp_path / "bank", tmp_path / "fake_bank")
    loop, ready = asyncio.new_event_loop(), threading.Event()
    opened: dict[str, int] = {}

    async def open_up() -> None:
        acceptor = await listen(fake, "127.0.0.1", 0)
        opened["port"] = acceptor.get_port()
        ready.set()

    def run() -> None:
        loop.create_task(open_up())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    sftp = Connection("sftp", tmp_path / "bank", host="127.0.0.1", user=USER, password=PASSWORD, seconds=5)
    yield Bank(fake, tmp_path / "bank", replace(sftp, port=opened["port"], host_key=public_key(fake.own)))
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)

"""A fake other end in the test's own folder, listening on this machine's own address; and the two ways to it."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klyngeokonomi.integrations.file_exchange.connection import Connection

if TYPE_CHECKING:
    from klyngeokonomi.integrations.file_exchange.fake_server import FakeEnd


@dataclass
class FarEnd:
    """The other end itself, and how it is reached."""

    fake: Any
    folder: Path
    over_sftp: Connection

    @property
    def by_folder(self) -> Connection:
        return Connection("file_drop", self.folder, self.over_sftp.end)

    def errs(self, defect: str) -> None:
        (self.fake.own / "defect.txt").write_text(defect)


@contextmanager
def far_end(fake: "FakeEnd", called: str) -> Iterator[FarEnd]:
    """It listens while the block lasts."""
    from klyngeokonomi.integrations.file_exchange.fake_server import PASSWORD, USER, listen, public_key

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
    folder = fake.out.parent
    sftp = Connection("sftp", folder, called, host="127.0.0.1", user=USER, password=PASSWORD, seconds=5)
    yield FarEnd(fake, folder, replace(sftp, port=opened["port"], host_key=public_key(fake.own)))
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)

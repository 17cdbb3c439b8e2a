"""The real processes: they come up, carry mail, outlive each other's faults, and leave no orphans."""

import os
import smtplib
import time
from email.message import EmailMessage

import psutil
import pytest

from klyngeokonomi import processes
from klyngeokonomi.integrations.bank import connection as bank
from klyngeokonomi.integrations.digital_post import connection as digital_post
from klyngeokonomi.integrations.file_exchange.fake_server import address
from klyngeokonomi.integrations.file_exchange.sftp import Sftp
from tests.services import ended, free_port

pytestmark = pytest.mark.services


def _wait_until(true, seconds=30):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_mail_is_kept_to_the_byte(smtp):
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Blåbær", "a@example.dk", "b@example.dk"
    mail.set_content("Rødgrød med fløde\n.punktum\n")
    with smtplib.SMTP("127.0.0.1", smtp.process.port) as client:
        client.send_message(mail)
    (kept,) = smtp.wait_for(1)
    assert kept["Subject"] == "Blåbær"
    assert kept["X-Envelope-To"] == "b@example.dk"
    assert kept.get_content().splitlines() == ["Rødgrød med fløde", ".punktum"]


def test_the_web_server_answers_and_leaves_no_orphans(web):
    import urllib.request

    answer = urllib.request.urlopen(f"http://localhost:{web.port}/healthz")
    assert answer.status == 200
    _wait_until(lambda: len(psutil.Process(web.child.pid).children()) == 2)
    family = [web.child.pid, *(child.pid for child in psutil.Process(web.child.pid).children(recursive=True))]
    assert len(family) >= 3
    web.stop()
    assert [pid for pid in family if psutil.pid_exists(pid)] == []


def test_a_killed_worker_leaves_no_children(worker):
    family = psutil.Process(worker.child.pid).children(recursive=True)
    assert family
    worker.kill()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
    assert os.getpgid(0) != worker.child.pid


@pytest.mark.parametrize(
    ("prefix", "end", "connection"),
    [("BANK", processes.fake_bank, bank), ("DIGITAL_POST", processes.fake_post, digital_post)],
)
def test_a_fake_end_takes_a_file_where_make_run_says_it_is(tmp_path, monkeypatch, prefix, end, connection):
    port, own, shared = free_port(), tmp_path / "own", tmp_path / "shared"
    for name, value in address(prefix, own, port).items():
        monkeypatch.setenv(name, value)
    with ended(end({}, tmp_path, port=port, shared=shared, own=own).start()):
        assert (
            Sftp(connection.read_connection(tmp_path)).send("K2026-0001.xml", b"<Document/>").sent == "sent"
        )
        _wait_until(lambda: not list((shared / "ud").iterdir()))

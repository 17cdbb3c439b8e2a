"""What is asked of clamd, and what each of its answers counts as."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from klyngeokonomi.documents import scanner
from tests.clamd import MOST_BYTES, SIGNATURE, TEST_VIRUS, Clamd
from tests.fake_clamd import CUT, STALL, FakeClamd
from tests.services import free_port

Scanner = Callable[..., FakeClamd]


@pytest.fixture
def fake(tmp_path: Path, settings) -> Iterator[Scanner]:
    """fake(answer): a scanner that gives it, configured."""
    running: list[FakeClamd] = []

    def start(answer: str = "stream: OK", **options: str) -> FakeClamd:
        running.append(FakeClamd(tmp_path, answer, **options))
        settings.CLAMAV_URL = running[-1].url
        return running[-1]

    yield start
    for one in running:
        one.close()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "original"
    path.write_bytes(b"x" * 200_000)
    return path


def test_every_byte_is_sent_and_ok_is_clean(fake: Scanner, paper: Path) -> None:
    asked = fake()
    assert scanner.scan(paper) == ""
    assert asked.seen == paper.read_bytes()


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("stream: Win.Test.EICAR_HDB-1 FOUND", "Win.Test.EICAR_HDB-1"),
        ("INSTREAM size limit exceeded. ERROR", "INSTREAM size limit exceeded."),
    ],
)
def test_what_is_found_or_too_large_to_look_through_is_named(
    fake: Scanner, paper: Path, answer: str, found: str
) -> None:
    fake(answer)
    assert scanner.scan(paper) == found


@pytest.mark.parametrize("answer", [CUT, "stream: Can't allocate memory ERROR", "UNKNOWN COMMAND", "OK then"])
def test_any_other_answer_is_none(fake: Scanner, paper: Path, answer: str) -> None:
    fake(answer)
    with pytest.raises(scanner.Unavailable):
        scanner.scan(paper)


def test_a_stalled_scanner_costs_its_time_and_no_more(fake: Scanner, paper: Path, settings) -> None:
    settings.CLAMAV_SECONDS = 0.3
    fake(STALL)
    started = time.monotonic()
    with pytest.raises(scanner.Unavailable):
        scanner.scan(paper)
    assert time.monotonic() - started < 10


def test_one_that_shows_no_sign_of_life_is_sent_nothing(fake: Scanner, paper: Path, monkeypatch) -> None:
    monkeypatch.setattr(scanner, "answers", lambda: original(0.1))
    asked = fake(ping=STALL)
    with pytest.raises(scanner.Unavailable, match="no answer to PING"):
        scanner.scan(paper)
    assert asked.seen == b""


original = scanner.answers


@pytest.mark.parametrize(
    "url",
    ["unix:///findes/ikke.ctl", f"tcp://127.0.0.1:{free_port()}", "tcp://127.0.0.1:abc"],
    ids=["no socket", "nobody listens", "no port"],
)
def test_one_that_is_not_there_is_unavailable(paper: Path, settings, url: str) -> None:
    settings.CLAMAV_URL = url
    assert not scanner.answers()
    with pytest.raises(scanner.Unavailable):
        scanner.scan(paper)


def test_an_address_is_a_socket_or_a_host() -> None:
    assert scanner.why_not_usable("unix:///run/clamav/clamd.ctl") is None
    assert scanner.why_not_usable("tcp://clamav:3310") is None
    for wrong in ("/run/clamav/clamd.ctl", "http://clamav", "unix://", "tcp://"):
        assert "neither unix:///" in (scanner.why_not_usable(wrong) or "")


def test_the_real_one_answers_as_we_think(clamd: Clamd, paper: Path, settings) -> None:
    settings.CLAMAV_URL = clamd.url
    assert scanner.answers()
    assert scanner.scan(paper) == ""
    paper.write_bytes(b"x" * 5000 + TEST_VIRUS)
    assert scanner.scan(paper) == f"{SIGNATURE}.UNOFFICIAL"
    paper.write_bytes(b"x" * (MOST_BYTES + 1))
    assert scanner.TOO_LARGE in scanner.scan(paper)


def test_the_real_one_stalled_by_a_signal_is_unavailable_until_it_goes_on(
    clamd: Clamd, paper: Path, settings
) -> None:
    settings.CLAMAV_URL = clamd.url
    clamd.process.signal(signal.SIGSTOP)
    try:
        with pytest.raises(scanner.Unavailable):
            scanner.scan(paper)
    finally:
        clamd.process.signal(signal.SIGCONT)
    assert scanner.scan(paper) == ""

"""A decoder that crashes, hangs or eats, as libheif's faults make it: it takes its own process with it, no other.

The decoder is a stand-in of the test's, put where the child finds it before the real one. The twins let the same
decoder at a file with the child's own reader and without its limits.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from klyngeokonomi.documents import storage
from tests.klyngeokonomi.documents import corpus
from tests.klyngeokonomi.documents.conftest import TakeIn

ROOT = Path(__file__).resolve().parents[3]
MUCH = 850 << 20
"""More than the 768 MB the child is given."""
DECODER = """
import ctypes, time
from PIL import Image
class options:
    DECODE_THREADS = 1
def decode(file, name):
    {deed}
    raise SyntaxError("nothing came of it")
def register_heif_opener():
    Image.register_open("HEIF", decode, lambda start: True)
"""
CRASH, LOOP = "ctypes.string_at(0)", "while True: pass"
SLEEP, EAT = "time.sleep(600)", f"held = b'x' * {MUCH}"
DIED = "Filen kunne ikke læses."
TOO_LONG, TOO_MUCH = "Filen tog for lang tid at læse.", "Filen kræver for meget hukommelse at læse."
Decoder = Callable[[str], Path]


@pytest.fixture
def decoder(tmp_path: Path, settings) -> Decoder:
    """decoder(deed): from here on the child decodes HEIC with one that does the deed."""

    def install(deed: str) -> Path:
        home = tmp_path / "home"
        home.mkdir()
        (home / "klyngeokonomi").symlink_to(ROOT / "klyngeokonomi")
        (home / "pillow_heif.py").write_text(DECODER.format(deed=deed))
        settings.BASE_DIR = home
        return home

    return install


@pytest.mark.parametrize(
    ("deed", "limits", "sentence"),
    [
        (CRASH, {}, DIED),
        (LOOP, {"DOCUMENT_READ_CPU_SECONDS": 1}, TOO_LONG),
        (SLEEP, {"DOCUMENT_READ_SECONDS": 2}, TOO_LONG),
        (EAT, {}, TOO_MUCH),
    ],
    ids=["crash", "loop", "sleep", "eat"],
)
@pytest.mark.case("T062")
def test_a_decoder_gone_mad_costs_its_child_alone(
    take_in: TakeIn, decoder: Decoder, settings, deed: str, limits: dict, sentence: str
) -> None:
    content = corpus.picture("HEIF")
    decoder(deed)
    for name, value in limits.items():
        setattr(settings, name, value)
    document = take_in(content)
    assert document.state == "refused"
    assert document.problem.startswith(sentence)
    assert [path.name for path in storage.folder(document.pk).iterdir()] == ["original"]


def unlimited(home: Path, tmp_path: Path, content: bytes, kind: str) -> subprocess.Popen[bytes]:
    """The reader at work in a process like a worker: the same code, none of the limits."""
    (tmp_path / "source").write_bytes(content)
    (tmp_path / "out").mkdir()
    room = "pdf" if kind == "application/pdf" else "images"
    given = "rotation=0, max_pages=60" if room == "pdf" else f"kind={kind!r}, rotation=0, max_pixels=10**8"
    script = (
        "import resource\nfrom pathlib import Path\n"
        f"from klyngeokonomi.documents.child import {room} as reader\nreader.prepare({kind!r})\n"
        f"try: reader.read(Path({str(tmp_path / 'source')!r}), Path({str(tmp_path / 'out')!r}), {given})\n"
        "except reader.Unreadable: pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)\n"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(home)}
    return subprocess.Popen([sys.executable, "-c", script], cwd=home, env=environment, stdout=subprocess.PIPE)


def peak(process: subprocess.Popen[bytes]) -> int:
    """Bytes of memory it held at most."""
    said, _ = process.communicate(timeout=60)
    return int(said.split()[-1])


@pytest.mark.twin("T062")
def test_in_the_workers_own_process_a_crash_is_the_workers_end(decoder: Decoder, tmp_path: Path) -> None:
    process = unlimited(decoder(CRASH), tmp_path, corpus.picture("HEIF"), "image/heic")
    assert process.wait(60) == -signal.SIGSEGV


@pytest.mark.twin("T062")
@pytest.mark.long
def test_without_limits_a_decoder_takes_all_the_memory_it_wants(decoder: Decoder, tmp_path: Path) -> None:
    assert peak(unlimited(decoder(EAT), tmp_path, corpus.picture("HEIF"), "image/heic")) > MUCH


@pytest.mark.twin("T062")
@pytest.mark.long
def test_without_limits_a_decoder_takes_all_the_time_it_wants(decoder: Decoder, tmp_path: Path) -> None:
    process = unlimited(decoder(LOOP), tmp_path, corpus.picture("HEIF"), "image/heic")
    stop = threading.Timer(30, process.kill)
    stop.start()
    while psutil.Process(process.pid).cpu_times().user < 1.3:
        time.sleep(0.05)
    assert process.poll() is None
    stop.cancel()
    process.kill()
    process.wait()


@pytest.mark.twin("T066")
@pytest.mark.long
def test_without_limits_a_page_unpacks_into_the_workers_memory(tmp_path: Path) -> None:
    content = corpus.stream_bomb(200)
    assert len(content) < 1_250_000
    assert peak(unlimited(ROOT, tmp_path, content, "application/pdf")) > 200 << 20

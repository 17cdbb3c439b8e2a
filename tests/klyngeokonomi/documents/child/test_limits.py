"""Each limit is taken by a process of its own, which then tries to get past it."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
TAKE = (
    "from klyngeokonomi.documents.child import limits\n"
    "limits.take(memory_bytes=600 << 20, cpu_seconds={cpu}, threads=False)\n"
)


def after_limits(script: str, *, cpu: int = 20) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", TAKE.format(cpu=cpu) + script],
        cwd=ROOT,
        env={},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_900_mb_are_not_given_and_300_are() -> None:
    assert after_limits("block = bytearray(300 << 20)").returncode == 0
    assert "MemoryError" in after_limits("block = bytearray(900 << 20)").stderr


def test_an_endless_loop_is_ended_by_the_kernel() -> None:
    assert after_limits("while True: pass", cpu=1).returncode == -signal.SIGXCPU


def test_a_file_of_64_mb_can_be_written_and_no_larger(tmp_path: Path) -> None:
    path = tmp_path / "big"
    wrote = after_limits(
        f"file = open({str(path)!r}, 'wb')\nfor _ in range(66): file.write(bytes(1 << 20))\nfile.flush()"
    )
    assert "File too large" in wrote.stderr
    assert path.stat().st_size == 64 << 20


def test_64_files_may_be_open() -> None:
    opened = after_limits("import os\nheld = [os.open('/dev/null', os.O_RDONLY) for _ in range(65)]")
    assert "Too many open files" in opened.stderr


def test_the_network_is_cut() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        reached = after_limits(f"import socket\nsocket.create_connection(('127.0.0.1', {port}), 2)")
    if reached.returncode == 0:
        pytest.skip("this kernel lets only root leave the network, and the process is not root")
    assert "Network is unreachable" in reached.stderr or "Cannot assign" in reached.stderr


def test_no_new_process_is_started() -> None:
    """Root is not counted by the kernel, so as root the trial goes on as nobody."""
    started = after_limits("import os\nif os.geteuid() == 0: os.setuid(65534)\nos.fork()")
    assert "BlockingIOError" in started.stderr


def test_a_child_dies_with_its_parent() -> None:
    child_script = TAKE.format(cpu=20) + "print(1, flush=True); import time; time.sleep(60)"
    parent_script = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', {child_script!r}],\n"
        "    stdout=subprocess.PIPE, start_new_session=True)\n"
        "child.stdout.read(1)\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent_script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _runs(child)
        parent.kill()
    assert _gone(child)


def _runs(pid: int) -> bool:
    """Whether the process is there and not only waiting to be collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _gone(pid: int) -> bool:
    for _ in range(200):
        if not _runs(pid):
            return True
        time.sleep(0.05)
    return False

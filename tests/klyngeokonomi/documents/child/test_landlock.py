"""A process shut in by the product's own rules tries the doors."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The paper, the folder to write in, and another person's paper beside them."""
    source, out, other = tmp_path / "source", tmp_path / "out", tmp_path / "other"
    source.write_text("mit")
    other.write_text("en andens")
    out.mkdir()
    return source, out, other


def shut_in(places: tuple[Path, Path, Path], script: str) -> subprocess.CompletedProcess[str]:
    source, out, other = places
    before = (
        "from pathlib import Path\n"
        "from klyngeokonomi.documents.child import landlock, limits\n"
        "limits.take(memory_bytes=600 << 20, cpu_seconds=20, threads=True)\n"
        f"source, out, other = Path({str(source)!r}), Path({str(out)!r}), Path({str(other)!r})\n"
        "if not landlock.shut_in(source=source, out=out): raise SystemExit(77)\n"
    )
    tried = subprocess.run(
        [sys.executable, "-c", before + script],
        cwd=ROOT,
        env={},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if tried.returncode == 77:
        pytest.skip("this kernel has no Landlock")
    return tried


def test_its_own_paper_and_folder_are_open(places: tuple[Path, Path, Path]) -> None:
    tried = shut_in(
        places, "(out / 'page-1.jpg').write_text(source.read_text()); import decimal, PIL.ImageFont"
    )
    assert tried.stderr == ""
    assert (places[1] / "page-1.jpg").read_text() == "mit"


@pytest.mark.parametrize(
    "attempt",
    [
        "other.read_text()",
        "other.write_text('')",
        "other.unlink()",
        "source.write_text('')",
        "(out / 'link').symlink_to(other)",
        "list(other.parent.iterdir())",
        "Path('/etc/passwd').read_text()",
        "Path('pyproject.toml').read_text()",
        "(Path('klyngeokonomi') / 'new.py').write_text('')",
    ],
)
def test_every_other_door_is_shut(places: tuple[Path, Path, Path], attempt: str) -> None:
    assert "PermissionError" in shut_in(places, attempt).stderr
    assert places[2].read_text() == "en andens"


def test_no_signal_reaches_another_process(places: tuple[Path, Path, Path]) -> None:
    tried = shut_in(places, "import os, signal\nos.kill(os.getppid(), signal.SIGCONT)")
    if tried.returncode == 0:
        pytest.skip("this kernel's Landlock does not yet hold back signals")
    assert "PermissionError" in tried.stderr

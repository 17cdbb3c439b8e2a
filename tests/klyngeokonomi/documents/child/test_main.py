import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def test_the_child_knows_no_django_no_settings_and_no_model() -> None:
    script = (
        "import sys\n"
        "import klyngeokonomi.documents.child.__main__\n"
        "print([name for name in sys.modules if name.split('.')[0] in {'django', 'celery', 'psycopg'}"
        " or name in {'klyngeokonomi.documents.models', 'klyngeokonomi.settings'}])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env={}, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"


def test_it_starts_with_an_empty_environment_and_says_what_it_needs() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "klyngeokonomi.documents.child"],
        cwd=ROOT,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 2
    assert "--max-pixels" in said.stderr

""".venv is made once, filled from the lock by hash, and filled again only when the lock changes."""

import sys

import pytest

from klyngeokonomi.bootstrap import python_packages, system_packages
from klyngeokonomi.bootstrap.telling import StepFailed

PROGRAM = """#!/bin/sh
echo "$@" >> "{log}"
case "$*" in *install*)
  echo "Collecting django==5.2"
  [ -e "{failing}" ] && echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES" && exit 1
esac
exit 0
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a lock and a Python that writes down what it is asked."""
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    python = venv / "bin" / "python"
    python.write_text(PROGRAM.format(log=tmp_path / "asked", failing=tmp_path / "failing"))
    python.chmod(0o755)
    (tmp_path / "requirements.lock").write_text("django==5.2 \\\n    --hash=sha256:00\n")
    for name, path in {
        "VENV": venv,
        "PYTHON": python,
        "LOCK": tmp_path / "requirements.lock",
        "STAMP": venv / "klyngeokonomi.installed",
    }.items():
        monkeypatch.setattr(python_packages, name, path)
    return tmp_path


def _installs(place):
    return [line for line in (place / "asked").read_text().splitlines() if "install" in line]


def test_the_lock_is_installed_by_hash_once_per_content(place, capsys):
    python_packages.ensure()
    python_packages.ensure()
    assert len(_installs(place)) == 1
    assert "--require-hashes" in _installs(place)[0]
    assert "Henter 1 Python-pakker" in capsys.readouterr().out

    (place / "requirements.lock").write_text("django==5.3 \\\n    --hash=sha256:01\n")
    python_packages.ensure()
    assert len(_installs(place)) == 2


def test_a_failed_install_is_told_and_tried_again_next_time(place):
    (place / "failing").touch()
    with pytest.raises(StepFailed) as told:
        python_packages.ensure()
    expected = "Python-pakkerne kunne ikke hentes: ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"
    assert str(told.value) == expected

    (place / "failing").unlink()
    python_packages.ensure()
    assert len(_installs(place)) == 2


def test_a_broken_venv_is_made_anew(place, monkeypatch):
    python_packages.PYTHON.write_text("#!/bin/sh\nexit 1\n")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(StepFailed, match=r"^\.venv kunne ikke laves: "):
        python_packages.ensure()
    assert not python_packages.PYTHON.exists()


def test_a_python_without_venv_is_told_which_package_to_install(place, monkeypatch):
    python_packages.PYTHON.unlink()
    monkeypatch.setattr(python_packages, "find_spec", lambda name: None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(StepFailed) as told:
        python_packages.ensure()
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert str(told.value) == f"Python mangler venv: installér {package} (Debian og Ubuntu), og kør igen."


def test_a_missing_library_is_told_with_the_packages_that_bring_it(monkeypatch, capsys):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(system_packages, "PDF_LIBRARIES", {"libfindes-ikke.so.0": "findes-ikke"})
    system_packages.ensure_pdf_libraries()
    told = capsys.readouterr().out
    assert told.startswith("PDF kan ikke laves her: installér libpango-1.0-0 ")
    assert told.endswith("(mangler libfindes-ikke.so.0).\n")
    assert told.count("\n") == 1


def test_without_a_chromium_the_set_up_says_so_and_goes_on(monkeypatch, capsys):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setenv("PATH", "/findes-ikke")
    system_packages.ensure_chromium()
    assert capsys.readouterr().out == "Browserprøverne kan ikke køre her: installér chromium.\n"


def test_without_the_servers_some_tests_use_the_set_up_says_so_and_goes_on(monkeypatch, capsys):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setenv("PATH", "/findes-ikke")
    monkeypatch.setattr(system_packages, "SERVER_FOLDERS", "/findes-ikke")
    system_packages.ensure_test_servers()
    told = capsys.readouterr().out
    assert told == "Nogle prøver springes over her: installér clamav-daemon nginx-light.\n"

"""static/node_modules is filled by npm ci without anybody's scripts, and only when the lock changes."""

import pytest

from klyngeokonomi.bootstrap import static_packages
from klyngeokonomi.bootstrap.telling import StepFailed

NPM = """#!/bin/sh
echo "$@" >> "{log}"
[ "$1" = ci ] || exit 0
[ -e "{failing}" ] && echo "npm error code EINTEGRITY" && exit 1
mkdir -p node_modules
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a lock and an npm that writes down what it is asked."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("npm", "node"):
        (programs / name).write_text(NPM.format(log=tmp_path / "asked", failing=tmp_path / "failing"))
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}")
    for name, path in {
        "STATIC": tmp_path,
        "MODULES": tmp_path / "node_modules",
        "LOCK": tmp_path / "package-lock.json",
        "STAMP": tmp_path / "node_modules" / ".klyngeokonomi.installed",
    }.items():
        monkeypatch.setattr(static_packages, name, path)
    return tmp_path


def _installs(place):
    return [line for line in (place / "asked").read_text().splitlines() if line.startswith("ci ")]


def test_the_lock_is_installed_once_per_content_and_runs_no_scripts(place):
    static_packages.ensure()
    static_packages.ensure()
    assert len(_installs(place)) == 1
    assert "--ignore-scripts" in _installs(place)[0]

    (place / "package-lock.json").write_text('{"changed": true}')
    static_packages.ensure()
    assert len(_installs(place)) == 2


def test_a_failed_install_is_told_in_one_sentence(place):
    (place / "failing").touch()
    with pytest.raises(StepFailed) as told:
        static_packages.ensure()
    assert str(told.value) == "Designsystemet kunne ikke hentes: npm error code EINTEGRITY"

"""The set-up on a Python that is too old: it finds a newer one, or says what is needed."""

import ast
from pathlib import Path

import pytest

from klyngeokonomi.bootstrap import __main__ as bootstrap

SOURCE = Path(bootstrap.__file__)


def test_an_old_python_is_told_in_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr("sys.version_info", (3, 9, 2))
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert bootstrap.main([]) == 1
    assert capsys.readouterr().err == "Klyngeøkonomi kræver Python 3.11 eller nyere; her er 3.9.\n"


def test_an_old_python_hands_over_to_the_newest_there_is(monkeypatch):
    class HandedOver(Exception):
        pass

    def hand_over(program, arguments):
        raise HandedOver([program, *arguments])

    monkeypatch.setattr("sys.version_info", (3, 9, 2))
    found = {"python3.12": "/usr/bin/python3.12", "python3.11": "/usr/bin/python3.11"}
    monkeypatch.setattr("shutil.which", found.get)
    monkeypatch.setattr("os.execv", hand_over)
    with pytest.raises(HandedOver) as told:
        bootstrap.main(["--test"])
    program, *arguments = told.value.args[0]
    assert program == "/usr/bin/python3.12"
    assert arguments == [program, "-m", "klyngeokonomi.bootstrap", "--test"]


@pytest.mark.parametrize("name", ["__main__.py", "__init__.py"])
def test_what_an_old_python_reads_has_no_newer_grammar(name):
    ast.parse(SOURCE.with_name(name).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_packages_name_needs_no_package_to_be_imported():
    assert (SOURCE.parents[1] / "__init__.py").read_text(encoding="utf-8").strip() == ""

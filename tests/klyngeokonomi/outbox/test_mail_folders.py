"""Every mail is a folder with its three parts, and none of them asks for a CPR number."""

from pathlib import Path

import pytest

MAILS = Path(__file__).resolve().parents[3] / "templates" / "emails"
FOLDERS = sorted(folder for folder in MAILS.glob("*/*") if folder.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_folder_is_whole(folder: Path) -> None:
    assert {file.name for file in folder.iterdir()} >= {"subject.txt", "body.txt", "body.html"}
    for file in folder.iterdir():
        assert "cpr" not in file.read_text(encoding="utf-8").lower()


def test_there_are_mails() -> None:
    assert FOLDERS

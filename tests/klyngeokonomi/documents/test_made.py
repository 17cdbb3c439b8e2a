"""What a child that has been taken over might leave behind is not believed."""

from pathlib import Path

import pytest

from klyngeokonomi.documents import made
from klyngeokonomi.documents.models import ContentType
from tests.factories.papers import jpeg


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("page-1.jpg", "thumb-1.jpg"):
        (folder / name).write_bytes(jpeg())
    (folder / "clean.pdf").write_bytes(b"%PDF-1.7\n")
    return folder


def seals(out: Path, *, pages: int = 1) -> dict[str, str] | None:
    return made.seals(out, kind=ContentType.PDF, pages=pages)


def test_exactly_the_promised_files_are_sealed(out: Path) -> None:
    found = seals(out)
    assert found is not None
    assert set(found) == {"page-1.jpg", "thumb-1.jpg", "clean.pdf"}


def test_a_missing_page_is_found_out(out: Path) -> None:
    assert seals(out, pages=2) is None


def test_a_file_too_many_is_found_out(out: Path) -> None:
    (out / "page-2.jpg").write_bytes(jpeg())
    assert seals(out) is None
    assert made.seals(out, kind=ContentType.JPEG, pages=2) is None


def test_a_web_page_by_the_name_of_a_picture_is_found_out(out: Path) -> None:
    (out / "page-1.jpg").write_bytes(b"<html>")
    assert seals(out) is None


def test_a_link_out_of_the_folder_is_found_out(out: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(jpeg())
    (out / "page-1.jpg").unlink()
    (out / "page-1.jpg").symlink_to(secret)
    assert seals(out) is None
    (out / "page-1.jpg").unlink()
    (out / "page-1.jpg").hardlink_to(secret)
    assert seals(out) is None


def test_text_is_freed_of_what_a_database_or_a_screen_cannot_take() -> None:
    assert made.plain_text("a\x00b\ud800c\u202ed\r\ne\tf\x1b[0m\n") == "abcd\ne\tf[0m"
    assert len(made.plain_text("x" * 20_000)) == 10_000

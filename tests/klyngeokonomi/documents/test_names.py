from email.message import Message

import pytest
from django.utils.http import content_disposition_header
from hypothesis import given
from hypothesis import strategies as st

from klyngeokonomi.documents.models import ContentType
from klyngeokonomi.documents.names import MAX_LENGTH, shown_name


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Kvittering æøå.jpg", "Kvittering æøå.jpg"),
        ("IMG_0001.JPEG", "IMG_0001.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\mette\\bon.jpg", "bon.jpg"),
        ("bon.jpg\x00.exe", "bon.jpg.exe.jpg"),
        ("faktura\u202egpj.exe", "fakturagpj.exe.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "a Set-Cookie_ x=1.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("...", "bilag.jpg"),
        ("", "bilag.jpg"),
        ('<img src="x">.jpg', "_img src=_x__.jpg"),
        ("middag 🍽️.jpg", "middag 🍽️.jpg"),
        ("\udcff.jpg", "jpg.jpg"),
    ],
)
def test_what_is_shown(given_name: str, shown: str) -> None:
    assert shown_name(given_name, ContentType.JPEG) == shown


def test_the_ending_follows_the_content() -> None:
    assert shown_name("bon.pdf", ContentType.HEIC) == "bon.pdf.heic"
    assert shown_name("bon.heif", ContentType.HEIC) == "bon.heic"
    assert shown_name("bon.html", ContentType.PDF) == "bon.html.pdf"


def test_5000_characters_are_cut_before_the_ending() -> None:
    shown = shown_name("a" * 5000 + ".pdf", ContentType.PDF)
    assert shown == "a" * (MAX_LENGTH - 4) + ".pdf"
    assert len(shown) == MAX_LENGTH


@given(st.text(st.characters(), max_size=300), st.sampled_from(list(ContentType)))
@pytest.mark.case("T075")
def test_any_name_fits_the_column_and_the_header(name: str, kind: ContentType) -> None:
    shown = shown_name(name, kind)
    assert 5 <= len(shown) <= MAX_LENGTH
    assert not shown.startswith(".")
    assert not set(shown) & set('/\\<>:"|?*\r\n\x00\u202e')
    header = content_disposition_header(as_attachment=True, filename=shown)
    assert "\n" not in header
    assert "\r" not in header
    message = Message()
    message["Content-Disposition"] = header
    assert message.get_content_disposition() == "attachment"
    assert message.get_filename() == shown

"""The development pages of sent mails: shown, paged, and harmless."""

import time
from email.message import EmailMessage

import pytest

from klyngeokonomi.development import mails


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAILS_KEPT = tmp_path
    return tmp_path


def _keep(folder, number, *, subject="Bilag 417", text="Hej", html=""):
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = subject, "Klyngeøkonomi <ko@example.dk>", "plo@example.dk"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    name = f"{time.time_ns() // 10**9 * 10**9 + number}-7.eml"
    (folder / name).write_bytes(mail.as_bytes())
    return name


def test_without_mails_the_page_says_so(client, folder):
    answer = client.get("/udvikling/mails/")
    assert answer.status_code == 200
    assert "Ingen mails endnu" in answer.content.decode()


def test_the_list_shows_the_newest_first_in_pages_of_fifty(client, folder):
    for number in range(51):
        _keep(folder, number, subject=f"Mail nr. {number}.")
    first = client.get("/udvikling/mails/").content.decode()
    assert first.index("Mail nr. 50.") < first.index("Mail nr. 1.")
    assert "Mail nr. 0." not in first
    before = mails.newest(50)[-1].name
    second = client.get("/udvikling/mails/", {"foer": before}).content.decode()
    assert "Mail nr. 0." in second
    assert "Mail nr. 1." not in second


def test_a_mail_is_shown_as_text_with_links_and_no_markup_of_its_own(client, folder):
    name = _keep(
        folder, 1, subject="<script>1</script>", text="<b>Å</b> http://localhost/bilag/417/", html="<p>Ø</p>"
    )
    page = client.get(f"/udvikling/mails/{name}/").content.decode()
    assert "&lt;script&gt;1&lt;/script&gt;" in page
    assert "<script>1" not in page
    assert "&lt;b&gt;Å&lt;/b&gt;" in page
    assert '<a href="http://localhost/bilag/417/"' in page


def test_the_formatted_body_is_served_inert(client, folder):
    name = _keep(folder, 1, html="<p>Ø</p><script>alert(1)</script>")
    answer = client.get(f"/udvikling/mails/{name}/html/")
    assert "<p>Ø</p>" in answer.content.decode()
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_the_file_is_handed_out_as_it_came(client, folder):
    name = _keep(folder, 1)
    answer = client.get(f"/udvikling/mails/{name}/fil/")
    assert b"".join(answer.streaming_content) == (folder / name).read_bytes()
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("name", ["..%2Fhemmeligt.eml", "1-1.eml", "x.eml", "1-1.eml.txt"])
@pytest.mark.parametrize("page", ["", "html/", "fil/"])
def test_a_name_that_is_no_mail_is_not_found(client, folder, name, page):
    (folder.parent / "hemmeligt.eml").write_text("Subject: nej")
    assert client.get(f"/udvikling/mails/{name}/{page}").status_code == 404


def test_an_unknown_charset_is_shown_as_well_as_can_be(client, folder):
    name = f"{time.time_ns()}-7.eml"
    (folder / name).write_bytes(
        b'Subject: x\r\nContent-Type: text/plain; charset="klingon"\r\n\r\nbl\xc3\xa5\r\n'
    )
    assert "blå" in client.get(f"/udvikling/mails/{name}/").content.decode()

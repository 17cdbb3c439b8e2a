"""What `make run` says at the end: the address, who to be, where mails and logs are."""

import json

from klyngeokonomi import welcome


def test_the_people_of_the_fake_mitid_are_named_with_their_roles(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    people = [
        {"subject": "a", "name": "Anne Prøve", "birthdate": "1970-01-01", "note": "koordinator i Prøvestad"},
        {"subject": "b", "name": "Ulla Ukendt"},
    ]
    (tmp_path / welcome.PEOPLE_FILE).write_text(json.dumps(people), encoding="utf-8")
    lines = welcome.text("http://localhost:8123").splitlines()
    assert "Klyngeøkonomi kører: http://localhost:8123" in lines
    assert "  Anne Prøve               koordinator i Prøvestad" in lines
    assert "  Ulla Ukendt" in lines
    assert "Mails, der er sendt: http://localhost:8123/udvikling/mails/" in lines
    assert f"Logfiler: {tmp_path}/log/" in lines
    assert lines[-1] == "Stop med Ctrl-C."


def test_without_demo_people_nobody_is_offered(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert "MitID" not in welcome.text("http://localhost:8123")
    (tmp_path / welcome.PEOPLE_FILE).write_text("{ikke json", encoding="utf-8")
    assert "vælg en af prøvepersonerne" not in welcome.text("http://localhost:8123")

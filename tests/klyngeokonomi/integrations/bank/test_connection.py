"""What the environment must say before files go to the bank."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from klyngeokonomi.integrations.bank.connection import read_connection

SFTP = {
    "BANK_PORT": "sftp",
    "BANK_SFTP_HOST": "bank.example",
    "BANK_SFTP_USER": "plo",
    "BANK_SFTP_HOST_KEY": "ssh-ed25519 AAAA",
    "BANK_SFTP_PASSWORD": "hemmelig",
}


def test_the_folder_is_the_default(monkeypatch, tmp_path):
    monkeypatch.delenv("BANK_PORT", raising=False)
    monkeypatch.delenv("BANK_FOLDER", raising=False)
    given = read_connection(tmp_path)
    assert (given.kind, given.folder) == ("file_drop", tmp_path / "bank")


def test_a_secret_may_come_from_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("-----BEGIN\n")
    for name, value in {
        **SFTP,
        "BANK_SFTP_PASSWORD": "",
        "BANK_SFTP_KEY_FILE": str(tmp_path / "key"),
    }.items():
        monkeypatch.setenv(name, value)
    given = read_connection(tmp_path)
    assert (given.private_key, given.host, given.port) == ("-----BEGIN", "bank.example", 22)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("BANK_PORT", "ftp", "BANK_PORT must be file_drop or sftp, not 'ftp'."),
        (
            "BANK_SFTP_HOST",
            "",
            "Set BANK_SFTP_HOST for BANK_PORT=sftp: the product does not start without it.",
        ),
        ("BANK_SFTP_HOST_KEY", "bank.example", "BANK_SFTP_HOST_KEY must be the server's public host key"),
        ("BANK_SFTP_PASSWORD", "", r"Set BANK_SFTP_KEY or BANK_SFTP_PASSWORD"),
    ],
)
def test_what_is_missing_stops_the_start(monkeypatch, tmp_path, name, value, sentence):
    for one, given in {**SFTP, name: value}.items():
        monkeypatch.setenv(one, given)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        read_connection(tmp_path)

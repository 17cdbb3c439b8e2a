"""Both ways to the bank keep the same promises; each is used as it is, over a folder and over a real connection."""

from dataclasses import replace

import asyncssh
import pytest

from klyngeokonomi.integrations.bank.fake.defects import Defect
from klyngeokonomi.integrations.file_exchange.file_drop import FileDrop
from klyngeokonomi.integrations.file_exchange.port import IncomingFile, Sent, Unreachable, digest
from klyngeokonomi.integrations.file_exchange.sftp import Sftp

FILE, OTHER = b"<Document>en</Document>", b"<Document>to</Document>"


@pytest.fixture(params=[FileDrop, Sftp])
def port(request, bank):
    return request.param(bank.by_folder if request.param is FileDrop else bank.over_sftp)


def test_a_file_is_there_once_whole_and_never_overwritten(port, bank):
    assert port.send("K2026-0001.xml", FILE).sent == Sent.SENT
    assert port.send("K2026-0001.xml", FILE).sent == Sent.SENT
    other = port.send("K2026-0001.xml", OTHER)
    assert other.sent == Sent.REFUSED
    assert "anden fil med navnet K2026-0001.xml" in other.sentence
    assert [(one.name, one.read_bytes()) for one in (bank.folder / "ud").iterdir()] == [
        ("K2026-0001.xml", FILE)
    ]
    assert port.is_there("K2026-0001.xml", digest(FILE)) is True
    assert port.is_there("K2026-0001.xml", digest(OTHER)) is False


@pytest.mark.parametrize("name", ["../K.xml", "ind/K.xml", ".K.xml", "K.xml.part", ""])
def test_a_name_is_a_name_of_one_file(port, bank, name):
    assert port.send(name, FILE).sent == Sent.REFUSED
    assert list((bank.folder / "ud").iterdir()) == []


def test_what_came_stays_until_it_is_taken(port, bank):
    into = bank.folder / "ind"
    for name, content in (("b.xml", OTHER), ("a.xml", FILE), ("c.xml.part", FILE), (".d.xml", FILE)):
        (into / name).write_bytes(content)
    (into / "mappe").mkdir()
    found = list(port.fetch())
    assert found == [IncomingFile("a.xml", FILE), IncomingFile("b.xml", OTHER)] == list(port.fetch())
    (into / "udtog på dansk.xml").write_bytes(OTHER)
    odd = list(port.fetch())[-1]
    assert (odd.name, odd.content) == ("udtog på dansk.xml", OTHER)
    port.take(odd)
    (bank.folder / "taget" / odd.name).unlink()
    port.take(found[0])
    port.take(found[0])
    (into / "b.xml").write_bytes(b"laid anew meanwhile")
    port.take(found[1])
    assert [one.name for one in port.fetch()] == ["b.xml"]
    assert (bank.folder / "taget" / "a.xml").read_bytes() == FILE
    (into / "a.xml").write_bytes(FILE)
    port.take(found[0])
    assert {one.name for one in (bank.folder / "taget").iterdir()} == {"a.xml", f"a.xml.{digest(FILE)[:8]}"}


def test_the_folder_remembers_what_was_fetched_out_of_it(bank):
    port = FileDrop(bank.by_folder)
    port.send("K.xml", FILE)
    (bank.folder / "ud" / "K.xml").unlink()
    assert [one.read_text() for one in (bank.folder / "sendt").iterdir()] == [digest(FILE)]
    assert port.is_there("K.xml", digest(FILE)) is True
    assert port.send("K.xml", FILE).sent == Sent.SENT
    assert list((bank.folder / "ud").iterdir()) == []
    assert port.is_there("never.xml", digest(FILE)) is False
    (bank.folder / "sendt" / "cut.xml.begyndt").write_bytes(FILE)
    assert port.is_there("cut.xml", digest(FILE)) is None
    assert port.send("cut.xml", FILE).sent == Sent.UNKNOWN


@pytest.mark.case("T053")
@pytest.mark.parametrize(("defect", "is_there"), [(Defect.CLOSED_BEFORE, False), (Defect.CLOSED_AFTER, True)])
def test_a_line_that_drops_midway_is_unknown_and_asked_about(bank, defect, is_there):
    port = Sftp(bank.over_sftp)
    bank.errs(defect)
    dropped = port.send("K.xml", FILE)
    assert dropped.sent == Sent.UNKNOWN
    assert (
        dropped.sentence
        == "Forbindelsen faldt, mens filen blev afleveret: forbindelsen til banken blev afbrudt."
    )
    bank.errs(Defect.NONE)
    assert port.is_there("K.xml", digest(FILE)) is is_there
    (bank.folder / "ud" / "K.xml").unlink(missing_ok=True)
    (bank.folder / "ud" / "K.xml.part").unlink(missing_ok=True)
    assert port.is_there("K.xml", digest(FILE)) is None


@pytest.mark.twin("T053")
def test_a_drop_that_is_called_a_refusal_sends_twice(bank, monkeypatch):
    monkeypatch.setattr("klyngeokonomi.integrations.file_exchange.sftp._Step.__setattr__", lambda *_: None)
    monkeypatch.setattr("klyngeokonomi.integrations.file_exchange.sftp._Step.handed_over", False)
    port = Sftp(bank.over_sftp)
    bank.errs(Defect.CLOSED_AFTER)
    assert port.send("K.xml", FILE).sent == Sent.REFUSED
    assert (bank.folder / "ud" / "K.xml").read_bytes() == FILE


def test_only_the_known_bank_is_talked_to(bank):
    stranger = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    refused = Sftp(replace(bank.over_sftp, host_key=stranger)).send("K.xml", FILE)
    assert (refused.sent, refused.sentence) == (
        Sent.REFUSED,
        "Filen kom ikke af sted: serveren viste en anden nøgle end bankens.",
    )
    shut_out = Sftp(replace(bank.over_sftp, password="forkert")).send("K.xml", FILE)
    assert shut_out.sentence == "Filen kom ikke af sted: banken afviste vores adgang."
    nobody = Sftp(replace(bank.over_sftp, port=1))
    assert nobody.send("K.xml", FILE).sentence == "Filen kom ikke af sted: banken kan ikke nås."
    assert nobody.is_there("K.xml", digest(FILE)) is None
    with pytest.raises(Unreachable, match="banken kan ikke nås"):
        list(nobody.fetch())
    assert "forkert" not in repr(replace(bank.over_sftp, password="forkert"))


def test_a_customer_is_shut_in_its_folder(bank):
    with pytest.raises(Unreachable):
        list(Sftp(replace(bank.over_sftp, in_folder="../fake_bank")).fetch())

"""The fake distributor answers as a distributor does, and errs in each of its ways."""

import pytest

from klyngeokonomi.integrations.digital_post.fake.defects import Defect
from klyngeokonomi.integrations.digital_post.fake.distributor import FakeDistributor
from klyngeokonomi.integrations.digital_post.receipts import Unreadable, read_receipt, read_report
from tests.klyngeokonomi.integrations.digital_post.letters import NOBODY, a_zip, letter


@pytest.fixture
def fake(tmp_path):
    return FakeDistributor(tmp_path / "post", tmp_path / "own")


def receive(fake, number, *letters):
    (fake.out / f"netsshare_F-{number}.zip").write_bytes(a_zip(*letters, shipment_id=f"F-{number}"))
    fake.work()


def files(fake):
    return {one.name: one.read_bytes() for one in sorted(fake.into.iterdir())}


def test_it_takes_a_zip_once_and_tells_of_each_letter(fake, tmp_path):
    receive(fake, 1, letter(1), letter(2, NOBODY))
    name = "netsshare_F-1.zip.receipt"
    assert read_receipt(name, files(fake)[name]).is_accepted
    anew = FakeDistributor(tmp_path / "post", tmp_path / "own")
    assert anew.close_day() == 1
    told = read_report(files(fake)["distribution-000001.xml"])
    assert [(one.message_id, one.fate, one.words) for one in told] == [
        ("L-1", "confirmed", ""),
        ("L-2", "rejected", "The receiver is not registered with e-Boks"),
    ]
    assert anew.books["boxes"] == ["L-1"]
    receive(anew, 1)
    assert read_receipt(name, files(fake)[name]).received_before
    assert anew.close_day() == 0
    assert NOBODY.encode() not in b"".join(one.read_bytes() for one in (tmp_path / "own").iterdir())


def test_each_defect(fake):
    def erring(defect, number):
        for file in fake.into.iterdir():
            file.unlink()
        (fake.own / "defect.txt").write_text(defect)
        receive(fake, number, letter(number))
        before = list(files(fake))
        fake.close_day()
        return before, files(fake)

    assert len(erring(Defect.TWICE, 1)[1]) == 4
    before, _ = erring(Defect.LATE, 2)
    assert [name.split("_")[0] for name in before] == ["distribution-000002.xml", "netsshare"]
    assert erring(Defect.DELAYED, 3)[0] == []
    assert erring(Defect.NEVER, 4)[1] == {}
    assert erring(Defect.LOST, 5)[1] == {}
    assert fake.books["boxes"] == ["L-1", "L-2", "L-3", "L-4"]
    for name, content in erring(Defect.HALF_FILE, 6)[1].items():
        with pytest.raises(Unreadable):
            read_receipt(name, content) if name.endswith("receipt") else read_report(content)
    assert [one.message_id for one in read_report(report_of(erring(Defect.FOREIGN, 7)))] == [
        "L-7",
        "UKENDT-1",
    ]
    assert [one.fate for one in read_report(report_of(erring(Defect.CONTRADICTED, 8)))] == ["contradicted"]
    refused = erring(Defect.REFUSES, 9)[1]
    assert list(refused) == ["netsshare_F-9.zip.receipt"]
    assert not read_receipt(*refused.popitem()).is_accepted
    (fake.out / "netsshare_F-10.zip").write_bytes(b"no zip")
    fake.work()
    assert b"ikke en hel zip-fil" in files(fake)["netsshare_F-10.zip.receipt"]


def report_of(erred):
    (name,) = (one for one in erred[1] if one.startswith("distribution"))
    return erred[1][name]

"""The fake bank answers as a bank does, and errs in each of its ways."""

from datetime import datetime

import pytest
from defusedxml.ElementTree import fromstring

from klyngeokonomi.integrations.bank.fake.bank import FakeBank
from klyngeokonomi.integrations.bank.fake.defects import Defect
from tests.klyngeokonomi.integrations.bank.order import GOOD, order

LINES = [
    ("P1", "100.00", "Mette Holm", GOOD),
    ("P2", "250.50", "Lukket Konto", "12340000120000"),
    ("P3", "10.00", "Afvist Restaurant", GOOD),
    ("P4", "13.37", "Jens Berg", GOOD),
    ("P5", "49.50", "Retur Kro", GOOD),
]


@pytest.fixture
def fake(tmp_path):
    return FakeBank(tmp_path / "bank", tmp_path / "own", now=lambda: datetime(2026, 11, 22, 12, 0))


def receive(fake, content, name="K.xml"):
    (fake.out / name).write_bytes(content)
    fake.work()


def files(fake):
    return [(one.name, one.read_bytes()) for one in sorted(fake.into.iterdir())]


def texts(content, *paths):
    root = fromstring(content)
    return [[one.text for one in root.iterfind(f".//{{*}}{path.replace('/', '/{*}')}")] for path in paths]


def test_each_line_has_its_answer_and_the_statement_adds_up(fake):
    receive(fake, order(*LINES))
    ((_, answer),) = files(fake)
    assert texts(answer, "GrpSts", "OrgnlEndToEndId", "TxSts", "StsRsnInf/Rsn/Cd", "OrgnlNbOfTxs") == [
        ["PART"],
        ["P1", "P2", "P3", "P4", "P5"],
        ["ACCP", "RJCT", "RJCT", "RJCT", "ACCP"],
        ["AC04", "AC01", "AM04"],
        ["5", "5"],
    ]
    assert fake.close_day() == 1
    _, statement = files(fake)[0]
    assert texts(statement, "Bal/Amt", "Ntry/Amt", "Ntry/CdtDbtInd", "EndToEndId") == [
        ["5000000.00", "4999850.50"],
        ["100.00", "49.50"],
        ["DBIT", "DBIT"],
        ["P1", "P5"],
    ]
    fake.close_day()
    _, back = files(fake)[1]
    assert texts(back, "Bal/Amt", "Ntry/CdtDbtInd", "EndToEndId", "RtrInf/Rsn/Cd") == [
        ["4999850.50", "4999900.00"],
        ["CRDT"],
        ["P5"],
        ["AC04"],
    ]
    assert fake.close_day() == 0


def test_its_books_outlive_it_and_a_number_is_used_once(fake, tmp_path):
    receive(fake, order(LINES[0], as_one=True))
    anew = FakeBank(tmp_path / "bank", tmp_path / "own", now=fake.now)
    receive(anew, order(LINES[0]))
    assert texts(files(anew)[1][1], "GrpSts", "Rsn/Cd") == [["RJCT"], ["DU01"]]
    anew.close_day()
    _, statement = files(anew)[0]
    assert texts(statement, "Btch/PmtInfId", "Btch/NbOfTxs") == [["K2026-0001-1"], ["1"]]


@pytest.mark.parametrize("content", [b"no xml", b"<a/>", order(*LINES, total="1.00"), order(*LINES)[:900]])
def test_what_it_cannot_read_it_does_not_answer(fake, content):
    receive(fake, content)
    assert files(fake) == []


def test_each_defect(fake):
    def erring(defect, message):
        for file in fake.into.iterdir():
            file.unlink()
        (fake.own / "defect.txt").write_text(defect)
        receive(fake, order(LINES[0], ("P6", "1.00", "Jens Berg", GOOD), message=message))
        fake.close_day()
        return files(fake)

    twice = erring(Defect.TWICE, "A")
    assert len(twice) == 4
    assert len({content for _, content in twice}) == 2
    assert texts(erring(Defect.PARTLY, "B")[1][1], "OrgnlEndToEndId") == [["P1"]]
    assert [texts(content, "EndToEndId")[0] for _, content in erring(Defect.UNKNOWN_ID, "C")] == [
        ["UKENDT-P1", "UKENDT-P6"],
        [],
    ]
    with pytest.raises(SyntaxError):
        fromstring(erring(Defect.HALF_FILE, "D")[0][1])
    assert erring(Defect.NEVER, "E") == []
    assert len(erring(Defect.LATE, "F")) == 2
    opening, closing = texts(erring(Defect.FOREIGN, "G")[0][1], "Bal/Amt")[0]
    assert float(opening) - float(closing) == 101
    opening, closing = texts(erring(Defect.WRONG_SUM, "H")[0][1], "Bal/Amt")[0]
    assert float(opening) - float(closing) == 100
    assert texts(erring(Defect.OTHER_AMOUNT, "I")[0][1], "Ntry/Amt") == [["100.01", "1.01"]]

"""Claims in a file, judged. No test here asks the database."""

import io
import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from tests.expenses.policy.json_claims import dinner
from tests.house import tree


def judged(tmp_path, claims, *options):
    file = tmp_path / "krav.json"
    file.write_text(claims if isinstance(claims, str) else json.dumps(claims), encoding="utf-8")
    out = io.StringIO()
    call_command("judge", str(file), *options, stdout=out)
    return json.loads(out.getvalue())


def test_findings_come_in_the_order_of_the_claims(tmp_path):
    above = dinner(id="over", gross="14000.02", vat="2800.00")
    assert judged(tmp_path, [dinner(id=3), above, dinner(id=3)]) == [
        {"id": 3, "findings": []},
        {
            "id": "over",
            "findings": [
                {
                    "rule": "meal_ceiling",
                    "outcome": "reason",
                    "heading": "Rammer ved mødeafholdelse og mødelokale",
                    "sentence": "Middagen koster lidt mere end 800,00 kr. pr. person uden moms, og rammen er "
                    "800,00 kr. Skriv hvorfor prisen er højere, eller søg kun om det, der er inden for rammen.",
                    "arithmetic": "14.000,02 kr. inkl. moms → 11.200,02 kr. ekskl. moms > "
                    "14 × 800,00 kr. = 11.200,00 kr.",
                }
            ],
        },
        {"id": 3, "findings": []},
    ]


def test_a_claim_that_cannot_be_read_stops_no_other(tmp_path):
    first, second, third, last = judged(tmp_path, [dinner(gross="x"), 5, dinner(id="\ud800"), dinner()])
    assert first == {"id": "1", "error": '«gross» skal være et tal skrevet som "1234.50".'}
    assert second == {"id": None, "error": "«kravet» skal være et objekt med felter."}
    assert third == {"id": "\ud800", "findings": []}
    assert last == {"id": "1", "findings": []}


def test_a_number_with_decimals_is_an_id_too(tmp_path):
    first, second = judged(tmp_path, [dinner(id=1.5), dinner(id={"no": 2.5}, gross="x")])
    assert (first["id"], second["id"]) == (1.5, {"no": 2.5})


def test_standard_input_may_begin_with_a_mark(monkeypatch):
    data = json.dumps([dinner(supplier="Prøveby Kro")], ensure_ascii=False)
    for given in (io.TextIOWrapper(io.BytesIO(data.encode("utf-8-sig")), "latin-1"), io.StringIO(data)):
        monkeypatch.setattr("sys.stdin", given)
        out = io.StringIO()
        call_command("judge", "-", stdout=out)
        assert json.loads(out.getvalue()) == [{"id": "1", "findings": []}]


def test_numbers_keep_their_digits(tmp_path):
    text = json.dumps([dinner(gross="G")]).replace('"G"', "14000.00")
    assert judged(tmp_path, text) == [{"id": "1", "findings": []}]
    (refused,) = judged(tmp_path, text.replace("14000.00", "14000.001"))
    assert refused == {"id": "1", "error": "«gross» må højst have to decimaler."}


def test_other_limits_than_the_guides(tmp_path):
    other = tmp_path / "limits.json"
    other.write_text('{"limits": [{"key": "dinner", "amount": "799.99", "from": "2026-01-01"}]}')
    (one,) = judged(tmp_path, [dinner()], "--limits", str(other))
    assert [found["rule"] for found in one["findings"]] == ["meal_ceiling"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{}", "Filen skal være en liste af krav"),
        ("[", "er ikke gyldig JSON"),
        ("[" * 100_000, "er ikke gyldig JSON"),
        ("1" * 5000, "er ikke gyldig JSON"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path, text, sentence):
    with pytest.raises(CommandError, match=sentence):
        judged(tmp_path, text)


def test_no_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match="kan ikke læses"):
        call_command("judge", str(tmp_path / "findes-ikke.json"))
    with pytest.raises(CommandError, match="Skriv navnet på filen"):
        call_command("judge")


def test_limits_shown_can_be_given_back(tmp_path):
    out = io.StringIO()
    call_command("judge", "--show-limits", stdout=out)
    other = tmp_path / "limits.json"
    other.write_text(out.getvalue(), encoding="utf-8")
    assert judged(tmp_path, [dinner()], "--limits", str(other)) == [{"id": "1", "findings": []}]


def test_no_server_is_needed():
    """From standard input, by a process that has no database to ask."""
    done = subprocess.run(
        [sys.executable, "manage.py", "judge", "-"],
        cwd=tree.ROOT,
        input=json.dumps([dinner()]),
        capture_output=True,
        text=True,
        env={"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "PATH": ""},
        check=True,
    )
    assert json.loads(done.stdout) == [{"id": "1", "findings": []}]

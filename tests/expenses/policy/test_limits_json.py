import datetime as dt

import pytest

from expenses.enums import RateKey, TermKey
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.json_fields import Unreadable
from expenses.policy.limits import Limit, Term
from expenses.policy.limits_json import table_as_json, table_from
from klyngeokonomi.money import kr


def test_the_guide_written_and_read_is_the_guide():
    assert table_from(table_as_json(GUIDE_TABLE)) == GUIDE_TABLE


def test_one_list_leaves_the_other_as_it_is():
    dinner = {"key": "dinner", "amount": "900", "from": "2027-01-01", "to": "2027-06-30"}
    table = table_from({"limits": [dinner]})
    assert table.rows == (Limit(RateKey.DINNER, kr(900), dt.date(2027, 1, 1), dt.date(2027, 6, 30)),)
    assert table.terms == GUIDE_TABLE.terms
    word = {"key": "never_paid", "word": " Prøveboks ", "heading": "medibox"}
    table = table_from({"words": [word]})
    assert table.rows == GUIDE_TABLE.rows
    assert table.terms == (Term(TermKey.NEVER_PAID, "Prøveboks", "medibox", dt.date(2023, 4, 1)),)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            {"limits": [{"key": "tea", "amount": "1"}]},
            "«limits[0].key» skal være en af disse: lunch, dinner, room, accommodation, speaker, "
            "consultant_hour, gift, card_month, mileage, mileage_over.",
        ),
        ({"limits": [{"key": "gift"}]}, "«limits[0].amount» mangler."),
        ({"words": [{"key": "never_paid", "heading": "medibox"}]}, "«words[0].word» mangler."),
        (
            {"words": [{"key": "never_paid", "word": "x", "heading": "y"}]},
            "«words[0].heading» skal være en af vejledningens overskrifter, fx medibox.",
        ),
        ([], "«kravet» skal være et objekt med felter."),
    ],
)
def test_what_cannot_be_read_is_said(data, sentence):
    with pytest.raises(Unreadable) as refused:
        table_from(data)
    assert str(refused.value) == sentence

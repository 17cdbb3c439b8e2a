from decimal import Decimal

import pytest
from django.http import QueryDict

from expenses.actions.edit_voucher import LineInput
from expenses.enums import CostCategory
from expenses.forms.lines import line_formset
from expenses.models import Voucher


def bound(extra=0, **fields):
    data = QueryDict(mutable=True)
    data["linje-TOTAL_FORMS"] = str(fields.pop("total", 1))
    data["linje-INITIAL_FORMS"] = "0"
    for name, value in fields.items():
        data[name] = value
    lines = line_formset(Voucher(), data, extra=extra)
    lines.is_valid()
    return lines


def one(**fields):
    return bound(**{f"linje-0-{name}": value for name, value in fields.items()})


def test_ticked_vat_is_a_fifth_of_the_gross():
    assert one(category="dinner", gross="4.350", vat_standard="on").complete_lines() == [
        LineInput(CostCategory.DINNER, Decimal("4350.00"), Decimal("870.00"), "")
    ]


def test_typed_vat_is_kept_and_none_typed_is_not_known():
    assert one(category="room", gross="100", vat="0").complete_lines()[0].vat == Decimal("0.00")
    assert one(category="room", gross="100").complete_lines()[0].vat is None


@pytest.mark.parametrize(("vat", "errors"), [("100,00", {}), ("100,01", {"vat"})])
def test_vat_may_be_as_large_as_the_amount_and_no_larger(vat, errors):
    assert one(category="room", gross="100", vat=vat).forms[0].errors.keys() == set(errors)


def test_nought_is_no_amount():
    assert one(category="room", gross="0,00").forms[0].errors == {
        "gross": ["Beløbet skal være større end nul."]
    }


def test_a_line_that_cannot_be_read_leaves_the_saved_lines_alone():
    assert one(category="room", gross="mange").complete_lines() is None


def test_a_line_without_amount_is_judged_but_not_kept():
    lines = one(category="dinner")
    assert lines.complete_lines() == []
    assert lines.judged_lines() == [LineInput(CostCategory.DINNER, None, None, "")]


def test_empty_and_removed_lines_fall_away():
    lines = bound(
        total=3,
        **{
            "linje-0-category": "dinner",
            "linje-0-gross": "100",
            "linje-2-category": "room",
            "linje-2-gross": "50",
            "linje-2-DELETE": "on",
        },
    )
    assert [line.category for line in lines.complete_lines()] == ["dinner"]


def test_more_lines_than_there_may_be_are_not_read():
    assert len(bound(total=500).forms) <= 25


@pytest.mark.parametrize("total", ["", "x", "-1", "²"])
def test_a_broken_count_of_lines_gives_one(total):
    assert len(bound(total=total).forms) >= 1


def test_whole_is_asked_for_only_when_going_on():
    lines = one(text="")
    assert lines.forms[0].errors == {}
    lines.filled[0].require_whole()
    assert lines.forms[0].errors == {"category": ["Vælg, hvad der er købt."], "gross": ["Skriv beløbet."]}

from django.http import QueryDict

from meetings.enums import Presence
from meetings.forms.attendance import CorrectionForm, marks_from


def test_only_what_was_touched() -> None:
    data = QueryDict("p7=attended&was7=unknown&p8=no_show&was8=no_show&p9=declined")
    assert marks_from(data) == {7: Presence.ATTENDED, 9: Presence.DECLINED}


def test_what_is_no_tick_is_left_out() -> None:
    assert marks_from(QueryDict("p7=yes&px=attended&p=attended&csrf=1&p-1=attended&was7=unknown")) == {}


def test_correction_with_one_of_two_names() -> None:
    data = QueryDict(
        "version=1&reason=Palle&new1-name=Palle+Pr%C3%B8ve&new1-kind=staff&new1-presence=attended"
        "&new2-name=&new2-kind=guest&new2-presence=attended"
    )
    form = CorrectionForm(data)
    assert form.is_valid()
    assert form.new_names() == [{"name": "Palle Prøve", "kind": "staff", "presence": "attended"}]


def test_correction_needs_its_reason() -> None:
    form = CorrectionForm(QueryDict("version=1&reason="))
    assert not form.is_valid()
    assert list(form.errors) == ["reason"]

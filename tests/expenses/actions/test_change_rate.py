import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from expenses.actions.change_rate import cancel_rate, change_rate
from expenses.enums import RateKey
from expenses.models import Rate
from klyngeokonomi.audit.models import Record
from klyngeokonomi.money import kr
from klyngeokonomi.refused import Refused
from tests.people import make_people

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def sara():
    return make_people().sara


def change(by, valid_from=None, amount="850.00", key=RateKey.DINNER):
    day = valid_from or timezone.localdate() + DAY
    return change_rate(key, amount=kr(amount), valid_from=day, source="Vejledning 2027", by=by)


def dinners():
    return list(
        Rate.objects.filter(key=RateKey.DINNER)
        .order_by("valid_from")
        .values_list("amount", "valid_from", "valid_to")
    )


def test_the_row_before_is_closed_the_day_before_and_keeps_its_amount(sara):
    today = timezone.localdate()
    new = change(sara, today)
    assert dinners() == [(kr(800), dt.date(2023, 4, 1), today - DAY), (kr(850), today, None)]
    record = Record.objects.get(act="rate_changed")
    assert (record.by, record.subject_id) == (sara, str(new.pk))
    assert record.text == (
        f"Middag inkl. drikkevarer: 850,00 kr. pr. person fra {today:%d.%m.%Y} (før 800,00 kr.). Vejledning 2027"
    )


def test_other_limits_are_left_alone(sara):
    change(sara)
    assert Rate.objects.filter(valid_to=None).count() == 8
    assert Rate.objects.get(key=RateKey.LUNCH).valid_to is None


def test_a_past_day_is_refused(sara):
    with pytest.raises(Refused, match="tidligst gælde fra i dag"):
        change(sara, timezone.localdate() - DAY)
    assert len(dinners()) == 1


def test_a_day_not_after_the_last_rows_first_is_refused(sara):
    tomorrow = timezone.localdate() + DAY
    change(sara, tomorrow)
    with pytest.raises(Refused, match=f"allerede et beløb fra {tomorrow:%d.%m.%Y}"):
        change(sara, tomorrow, "900.00")
    assert len(dinners()) == 2


@pytest.mark.parametrize("amount", ["0.00", "-1.00"])
def test_an_amount_is_above_zero(sara, amount):
    with pytest.raises(Refused, match="større end nul"):
        change(sara, amount=amount)


def test_only_the_secretariat():
    people = make_people()
    for user in (people.mette, people.karen, people.rikke, people.frede):
        with pytest.raises(Refused, match="Det kan kun PLO's klyngesekretariat"):
            change(user)
    assert Record.objects.filter(act="rate_changed").count() == 0


def test_an_amount_to_come_can_be_taken_back(sara):
    new = change(sara)
    cancel_rate(new, by=sara)
    assert dinners() == [(kr(800), dt.date(2023, 4, 1), None)]
    assert Record.objects.filter(act="rate_changed").first().text.endswith("er taget tilbage")


def test_an_amount_that_has_begun_cannot(sara):
    begun = change(sara, timezone.localdate())
    with pytest.raises(Refused, match="gælder allerede"):
        cancel_rate(begun, by=sara)
    assert len(dinners()) == 2


def test_only_the_last_can_be_taken_back(sara):
    first = change(sara)
    change(sara, timezone.localdate() + 9 * DAY, "900.00")
    with pytest.raises(Refused, match="ikke det seneste"):
        cancel_rate(first, by=sara)
    assert len(dinners()) == 3


@pytest.mark.django_db(transaction=True)
def test_two_at_once_leave_one_row_for_each_day():
    sara = make_people().sara

    def attempt(amount):
        try:
            change(sara, amount=amount)
            return "changed"
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(attempt, ["810.00", "820.00", "830.00", "840.00"]))
    assert sorted(answers) == ["changed", "refused", "refused", "refused"]
    assert len(dinners()) == 2

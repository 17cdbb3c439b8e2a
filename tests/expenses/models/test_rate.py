import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from expenses.enums import RateKey
from expenses.models import Rate
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.selectors.limits import limit_table
from klyngeokonomi.money import kr

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.date(timezone.localdate().year + 1, 1, 1)
NEW_YEARS_EVE = NEW_YEAR - dt.timedelta(days=1)


def rate(**fields):
    given = {"key": RateKey.DINNER, "amount": kr(900), "valid_from": NEW_YEAR, "source": "Prøve"}
    return Rate(**(given | fields))


def refused(row, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()
    with pytest.raises(ValidationError):
        row.full_clean()


def close_dinner(last_day=NEW_YEARS_EVE):
    Rate.objects.filter(key=RateKey.DINNER).update(valid_to=last_day)


def test_a_fresh_database_holds_the_amounts_of_the_guide():
    assert limit_table().rows == GUIDE_TABLE.rows


def test_two_amounts_for_the_same_day_are_refused():
    refused(rate(), "expenses_rate_no_overlap")


def test_the_last_day_of_one_is_not_the_first_of_the_next():
    close_dinner(NEW_YEAR)
    refused(rate(), "expenses_rate_no_overlap")


def test_the_day_after_is():
    close_dinner()
    rate().save()
    assert Rate.objects.in_force(NEW_YEAR).get(key=RateKey.DINNER).amount == kr(900)
    assert Rate.objects.in_force(NEW_YEARS_EVE).get(key=RateKey.DINNER).amount == kr(800)


def test_another_key_is_no_overlap():
    Rate.objects.filter(key=RateKey.LUNCH).update(valid_to=NEW_YEARS_EVE)
    rate(key=RateKey.LUNCH).save()
    assert Rate.objects.filter(valid_from=NEW_YEAR).count() == 1


@pytest.mark.parametrize("amount", [0, -1])
def test_an_amount_is_above_zero(amount):
    close_dinner()
    refused(rate(amount=kr(amount)), "expenses_rate_above_zero")


def test_an_unknown_key_is_refused():
    refused(rate(key=99), "expenses_rate_key_known")


def test_it_cannot_end_before_it_begins():
    close_dinner()
    with pytest.raises(IntegrityError), transaction.atomic():
        rate(valid_to=NEW_YEARS_EVE).save()

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from expenses.enums import RateKey, TermKey
from expenses.models import Rate, Section, Term
from expenses.policy.guide_limits import GUIDE_TABLE, IN_FORCE_FROM
from expenses.policy.headings import HEADINGS, MEDIBOX
from expenses.selectors.limits import limit_table
from klyngeokonomi.money import kr

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)


def term(**fields):
    given = {"key": TermKey.NEVER_PAID, "word": "Prøvebox", "anchor": "medibox", "source": "Prøve"}
    return Term(**(given | {"valid_from": dt.date(2020, 1, 1)} | fields))


def section(**fields):
    given = {"slug": "proeve", "title": "Prøve", "says": "En prøve.", "guide": "Prøve", "position": 99}
    return Section(**(given | {"valid_from": dt.date(2020, 1, 1)} | fields))


def test_a_fresh_database_holds_the_guide(django_assert_num_queries):
    with django_assert_num_queries(1):
        table = limit_table()
    assert (table.rows, table.terms) == (GUIDE_TABLE.rows, GUIDE_TABLE.terms)
    assert tuple(one.heading for one in table.sections) == HEADINGS
    assert table.on(IN_FORCE_FROM).headings == HEADINGS


def test_a_heading_is_worded_as_on_the_day():
    tomorrow = timezone.localdate() + ONE
    Section.objects.filter(slug="medibox").update(valid_to=timezone.localdate())
    section(slug="medibox", title="Medibox og lignende", position=14, valid_from=tomorrow).save()
    table = limit_table()
    assert table.on(timezone.localdate()).heading("medibox") == MEDIBOX
    assert table.on(tomorrow).heading("medibox").title == "Medibox og lignende"
    assert [one.slug for one in table.on(tomorrow).headings] == [one.slug for one in HEADINGS]


YEAR = {"valid_from": dt.date(2021, 1, 1), "valid_to": dt.date(2020, 12, 31)}
BREAKS = [
    ("expenses_term_no_overlap", lambda: [term().save(), term(word="PRØVEBOX", anchor="forplejning").save()]),
    ("expenses_term_ends_after_start", lambda: term(**YEAR).save()),
    ("expenses_term_key_known", lambda: term(key="else").save()),
    ("expenses_term_says_what", lambda: term(word=" ").save()),
    ("expenses_term_says_what", lambda: term(anchor="").save()),
    ("expenses_section_no_overlap", lambda: section(slug="medibox", valid_from=dt.date(2030, 1, 1)).save()),
    ("expenses_section_ends_after_start", lambda: section(**YEAR).save()),
    ("expenses_section_says_something", lambda: section(says=" ").save()),
    ("expenses_section_says_something", lambda: section(slug="Stor").save()),
]


def test_the_database_refuses():
    for constraint, act in BREAKS:
        with pytest.raises(IntegrityError, match=rf'"{constraint}"'), transaction.atomic():
            act()


def test_the_same_word_may_be_something_else_and_follow_itself():
    term(valid_to=dt.date(2020, 12, 31)).save()
    term(valid_from=dt.date(2021, 1, 1)).save()
    term(key=TermKey.DISCOUNT).save()
    with pytest.raises(ValidationError, match="Ordet står der allerede på nogle af dagene"):
        term().full_clean()


def begun():
    yield Rate.objects.filter(key=RateKey.DINNER), {"amount": kr(900)}
    yield Term.objects.filter(word="Medibox"), {"advice": "Gerne."}
    yield Section.objects.filter(slug="medibox"), {"says": "Gerne."}


def refused(act, why):
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        act()


def test_what_has_begun_is_only_closed_and_not_before_yesterday():
    today = timezone.localdate()
    for row, change in begun():
        refused(lambda row=row, change=change: row.update(**change), "is not changed")
        refused(lambda row=row: row.update(valid_from=today), "is not changed")
        refused(lambda row=row: row.delete(), "is not removed")
        refused(lambda row=row: row.update(valid_to=today - 2 * ONE), "days that are over")
        for last in (today - ONE, today, None):
            assert row.update(valid_to=last) == 1


def test_what_ended_before_yesterday_is_not_opened_again():
    term(valid_to=timezone.localdate() - 2 * ONE).save()
    refused(lambda: Term.objects.filter(word="Prøvebox").update(valid_to=None), "days that are over")


def test_what_is_to_come_may_be_changed_and_removed_but_not_moved_into_the_past():
    today = timezone.localdate()
    section(valid_from=today + ONE).save()
    to_come = Section.objects.filter(slug="proeve")
    assert to_come.update(says="En anden prøve.", valid_from=today + 2 * ONE) == 1
    refused(lambda: to_come.update(valid_from=today - ONE), "cannot begin before today")
    assert to_come.delete()[0] == 1

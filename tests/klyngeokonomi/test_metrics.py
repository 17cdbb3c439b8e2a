"""What Prometheus reads: true numbers, few queries, nothing about anyone, and only for who has the token."""

import re
from typing import Any

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from expenses.states import VoucherState
from klyngeokonomi import clock
from klyngeokonomi.metrics import metrics
from klyngeokonomi.outbox.models import Message, State
from klyngeokonomi.tasks import tick
from tests.factories.expenses import voucher_at
from tests.people import make_people

TOKEN = "et-langt-kendetegn"
pytestmark = pytest.mark.django_db


@pytest.fixture
def scraped(rf: RequestFactory, settings: Any):
    """scraped(token): the answer."""
    settings.METRICS_TOKEN = TOKEN

    def scrape(token: str = TOKEN) -> HttpResponse:
        return metrics(rf.get("/metrics", headers={"Authorization": f"Bearer {token}"}))

    return scrape


def numbers(answer: HttpResponse) -> dict[str, float]:
    found = re.findall(r"(?m)^(ko_\S+) (\S+)$", answer.content.decode())
    return {name: float(value) for name, value in found}


def test_it_counts_what_waits_and_what_is_decided(scraped, django_assert_max_num_queries: Any) -> None:
    people = make_people()
    voucher_at(VoucherState.SUBMITTED, people)
    voucher_at(VoucherState.ENDORSED, people)
    voucher_at(VoucherState.RETURNED, people)
    mails = Message.objects.count()
    Message.objects.filter(pk=Message.objects.latest("pk").pk).update(
        state=State.SENT, sent_at=timezone.now()
    )
    tick()
    with django_assert_max_num_queries(16):
        found = numbers(scraped())
    assert {name: found[name] for name in found if not re.search("oldest|age|searches", name)} == {
        'ko_vouchers_waiting{state="submitted"}': 1,
        'ko_vouchers_waiting{state="endorsed"}': 1,
        'ko_vouchers_waiting{state="returned"}': 1,
        "ko_mails_pending": mails - 1,
        "ko_mails_given_up": 0,
        "ko_papers_waiting": 0,
        "ko_papers_quarantined": 0,
        'ko_decisions_last_hour{verdict="endorse"}': 1,
        'ko_decisions_last_hour{verdict="return"}': 1,
        "ko_stray_tasks": 0,
        "ko_imports_waiting": 0,
    }
    assert 0 < found['ko_voucher_oldest_seconds{state="submitted"}'] < 60
    assert 0 < found["ko_mail_oldest_seconds"] < 60
    assert 0 <= found["ko_clock_age_seconds"] < 60


def test_an_unheard_clock_has_no_age(scraped) -> None:
    assert clock.age() is None
    assert "ko_clock_age_seconds" not in numbers(scraped())


def test_without_the_token_there_is_nothing(scraped, settings: Any) -> None:
    for token in ("", "et-andet", TOKEN + "x"):
        with pytest.raises(Http404):
            scraped(token)
    settings.METRICS_TOKEN = ""
    for token in ("", TOKEN):
        with pytest.raises(Http404):
            scraped(token)

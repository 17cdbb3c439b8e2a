"""/metrics for Prometheus: what waits, how long, and how much is decided. Numbers only, nothing about anyone.

The address exists only where METRICS_TOKEN is set, answers only to it, and nginx keeps it from the world. What the
tables know is read at each scrape, from indexes; requests are counted by django-prometheus in every web process.
"""

import hmac
import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from approvals.models import Decision
from clusters.enums import ImportState
from clusters.models import ImportRun
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi import clock
from klyngeokonomi.audit.models import BookProof
from klyngeokonomi.documents.models import Document, Scan
from klyngeokonomi.documents.models import State as PaperState
from klyngeokonomi.outbox.models import Message, Stray
from klyngeokonomi.outbox.models import State as MailState

WAITING = (VoucherState.SUBMITTED, VoucherState.ENDORSED, VoucherState.RETURNED)
NEWEST_DECISIONS = 5000
"""Decisions of the last hour are looked for among so many: more than that in an hour are not counted."""
STATEMENT_MILLISECONDS = 2000


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """404 without the token."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    return HttpResponse(b"".join(_pages()), content_type=CONTENT_TYPE_LATEST)


def _pages() -> Iterator[bytes]:
    """Ours, then the requests': of all web processes where they share a folder, else of this one."""
    ours = CollectorRegistry()
    ours.register(_Tables())
    yield generate_latest(ours)
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        shared = CollectorRegistry()
        MultiProcessCollector(shared)
        yield generate_latest(shared)
    else:
        yield generate_latest(REGISTRY)


class _Tables:
    """What the tables know now."""

    def describe(self) -> Iterable[Any]:
        return ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = {STATEMENT_MILLISECONDS}")
            yield from _vouchers()
            yield from _mails()
            yield from _papers()
            yield _decisions()
            yield _gauge("ko_stray_tasks", "Tasks laid aside that no worker knew", Stray.objects.count())
            running = ImportRun.objects.filter(state__in=[ImportState.READING, ImportState.APPLYING]).count()
            yield _gauge("ko_imports_waiting", "Imports being read or applied", running)
            yield from _books()
            heard = clock.age()
            if heard is not None:
                yield _gauge("ko_clock_age_seconds", "Since a job of the clock was last done", heard)


def _vouchers() -> Iterator[GaugeMetricFamily]:
    count = GaugeMetricFamily("ko_vouchers_waiting", "Vouchers that wait, by state", labels=["state"])
    oldest = GaugeMetricFamily(
        "ko_voucher_oldest_seconds", "How long the oldest of them has waited", labels=["state"]
    )
    rows = Voucher.objects.filter(state__in=WAITING).values_list("state")
    found = {state: facts for state, *facts in rows.annotate(Count("pk"), Min("state_since")).order_by()}
    for state in WAITING:
        many, since = found.get(state, (0, None))
        count.add_metric([state], many)
        oldest.add_metric([state], _seconds_since(since))
    yield from (count, oldest)


def _mails() -> Iterator[GaugeMetricFamily]:
    waits = Message.objects.unsent().aggregate(many=Count("pk"), since=Min("created_at"))
    yield _gauge("ko_mails_pending", "Mails to be sent", waits["many"])
    yield _gauge("ko_mail_oldest_seconds", "Age of the oldest of them", _seconds_since(waits["since"]))
    dead = Message.objects.filter(state=MailState.DEAD).count()
    yield _gauge("ko_mails_given_up", "Mails that wait for a person", dead)


def _papers() -> Iterator[GaugeMetricFamily]:
    waiting = Document.objects.filter(state__in=[PaperState.RECEIVED, PaperState.READING])
    waits = waiting.aggregate(many=Count("pk"), since=Min("uploaded_at"))
    yield _gauge("ko_papers_waiting", "Papers not read yet", waits["many"])
    yield _gauge("ko_paper_oldest_seconds", "Age of the oldest of them", _seconds_since(waits["since"]))
    stopped = Document.objects.filter(scan=Scan.INFECTED).count()
    yield _gauge("ko_papers_quarantined", "Papers that the virus scanner stopped", stopped)


def _decisions() -> GaugeMetricFamily:
    family = GaugeMetricFamily("ko_decisions_last_hour", "Decisions of the last hour", labels=["verdict"])
    newest = Decision.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    found = Decision.objects.filter(
        pk__gt=newest - NEWEST_DECISIONS, at__gt=timezone.now() - timedelta(hours=1)
    ).order_by()
    for verdict, many in found.values_list("verdict").annotate(Count("pk")):
        family.add_metric([verdict], many)
    return family


def _books() -> Iterator[GaugeMetricFamily]:
    """Nothing before the first night."""
    proof = BookProof.objects.defer("sentences").first()
    if proof is not None:
        yield _gauge("ko_books_faults", "Faults that the last proof of the books found", proof.faults)
        yield _gauge("ko_books_age_seconds", "Since the books were last proven", _seconds_since(proof.at))


def _gauge(name: str, what: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, what, value=value)


def _seconds_since(then: datetime | None) -> float:
    return max((timezone.now() - then).total_seconds(), 0.0) if then else 0.0

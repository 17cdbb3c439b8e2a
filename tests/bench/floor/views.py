"""One view a step: signed in, allowed, the row locked, the rows written, on to the next page."""

import hashlib
import json
import uuid
from decimal import Decimal

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tests.bench.floor.models import (
    Account,
    Counter,
    Decision,
    Document,
    Line,
    Message,
    Move,
    Movement,
    Voucher,
)

LETTER = "Et bilag venter på dig. Åbn det her: http://localhost/ " * 8


@require_POST
@login_required
@transaction.atomic
def create(request: HttpRequest) -> HttpResponse:
    file, key = request.FILES["file"], uuid.UUID(request.POST["form_key"])
    voucher = Voucher.objects.create(
        account=Account.objects.get(), form_key=key, state="draft", claimant=request.user
    )
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    Document.objects.create(
        voucher=voucher, file=file, size=file.size, sha256=digest.hexdigest(), uploaded_by=request.user
    )
    return redirect(f"/{voucher.pk}/details/")


@require_POST
@login_required
@transaction.atomic
def details(request: HttpRequest, pk: int) -> HttpResponse:
    voucher, given = _locked(pk, "draft", claimant=request.user), request.POST
    for name in ("voucher_date", "supplier", "text", "reason"):
        setattr(voucher, name, given[name])
    voucher.gross = Decimal(given["gross"])
    voucher.version = F("version") + 1
    voucher.save()
    Line.objects.create(
        voucher=voucher, position=1, category=given["category"], gross=voucher.gross, vat=Decimal(0)
    )
    return redirect(f"/{pk}/submit/")


@require_POST
@login_required
@transaction.atomic
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    voucher = _locked(pk, "draft", claimant=request.user)
    year = timezone.localdate().year
    counter = Counter.objects.select_for_update().get_or_create(year=year)[0]
    counter.last += 1
    counter.save()
    voucher.number, voucher.pay_to = f"{year}-{counter.last:05d}", request.POST["pay_to"]
    voucher.submitted_at = timezone.now()
    _move(request, voucher, "submit", "submitted")
    return redirect(f"/{pk}/endorse/")


@require_POST
@login_required
@permission_required("floor.endorse", raise_exception=True)
@transaction.atomic
def endorse(request: HttpRequest, pk: int) -> HttpResponse:
    voucher = _locked(pk, "submitted")
    _decide(request, voucher, "endorse", "endorsed")
    account = Account.objects.select_for_update().get(pk=voucher.account_id)
    account.available -= voucher.gross
    account.reserved += voucher.gross
    account.movements_count += 1
    account.save()
    Movement.objects.create(
        account=account,
        number=account.movements_count,
        amount=voucher.gross,
        text=f"Bilag {voucher.number}",
        reference=f"voucher:{pk}:reserve:1",
        by=request.user,
        available_after=account.available,
        reserved_after=account.reserved,
    )
    return redirect(f"/{pk}/approve/")


@require_POST
@login_required
@permission_required("floor.approve", raise_exception=True)
@transaction.atomic
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    _decide(request, _locked(pk, "endorsed"), "approve", "approved")
    return redirect("/list/")


@login_required
def pending(request: HttpRequest) -> HttpResponse:
    """The oldest 50 that wait, and how many there are."""
    waiting = Voucher.objects.filter(state="submitted").select_related("claimant", "account")
    page = Paginator(waiting.order_by("state_since", "id"), 50).page(1)
    return render(request, "floor/list.html", {"page": page})


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def _locked(pk: int, state: str, **more: object) -> Voucher:
    return get_object_or_404(Voucher.objects.select_for_update(), pk=pk, state=state, **more)


def _move(request: HttpRequest, voucher: Voucher, verb: str, state: str) -> None:
    Move.objects.create(voucher=voucher, verb=verb, from_state=voucher.state, to_state=state, by=request.user)
    voucher.state, voucher.state_since = state, timezone.now()
    voucher.version = F("version") + 1
    voucher.save()
    key, subject = f"{voucher.pk}:{verb}", f"Bilag {voucher.number}: {verb}"
    Message.objects.create(
        key=key, to="plo@example.org", subject=subject, body_text=LETTER, body_html=f"<p>{LETTER}</p>"
    )


def _decide(request: HttpRequest, voucher: Voucher, verb: str, state: str) -> None:
    content = {
        "supplier": voucher.supplier,
        "text": voucher.text,
        "reason": voucher.reason,
        "gross": str(voucher.gross),
        "lines": [str(line.gross) for line in voucher.line_set.all()],
        "papers": [paper.sha256 for paper in voucher.document_set.all()],
    }
    Decision.objects.create(
        voucher=voucher,
        verdict=verb,
        by=request.user,
        content=content,
        content_sha256=hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest(),
    )
    _move(request, voucher, verb, state)

"""The guide in the product's own words, and the amounts in force on a day. Findings link to its headings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from expenses.forms.guide import DayForm
from expenses.policy.headings import GUIDE, HEADINGS
from expenses.selectors.limits import rates_on


@require_safe
def guide_show(request: HttpRequest) -> HttpResponse:
    """`?dato=2026-05-12` (or 12.05.2026) shows the amounts of another day than today."""
    form = DayForm(request.GET if "dato" in request.GET else None)
    day = form.cleaned_data["dato"] if form.is_valid() else timezone.localdate()
    context = {"form": form, "headings": HEADINGS, "guide": GUIDE, "day": day, "rates": rates_on(day)}
    return render(request, "expenses/guide_show.html", context)

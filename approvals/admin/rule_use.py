"""The rules in use: which of them speak, and which are mostly explained away."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from approvals.forms.period import PeriodForm
from approvals.models import Decision
from approvals.selectors.rule_use import RuleUse, rule_use

PAGE = "admin/approvals/decision/rule_use.html"
QUARTER = dt.timedelta(days=91)
WIDEST = 240
"""Of the longest bar, in the drawing's own units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One rule with its bar: `width` for the vouchers, of which `explained` ended as in order after all."""

    use: RuleUse
    width: int
    explained: int


@require_safe
def rules_in_use(request: HttpRequest) -> HttpResponse:
    """`?fra=2026-01-01&til=2026-06-30`; the last quarter when nothing is chosen, or what is chosen is no period."""
    today = timezone.localdate()
    start = {"fra": today - QUARTER, "til": today}
    form = PeriodForm(request.GET if "fra" in request.GET else None, initial=start)
    period = form.cleaned_data if form.is_valid() else start
    context = {
        **admin.site.each_context(request),
        "title": "Reglerne i brug",
        "form": form,
        "first": period["fra"],
        "last": period["til"],
        "bars": _bars(rule_use(period["fra"], period["til"])),
        "widest": WIDEST,
        "opts": Decision._meta,
    }
    return TemplateResponse(request, PAGE, context)


def _bars(used: list[RuleUse]) -> list[Bar]:
    most = max((one.vouchers for one in used), default=0) or 1
    return [
        Bar(
            one,
            one.vouchers * WIDEST // most,
            min(one.accepted + one.overruled, one.vouchers) * WIDEST // most,
        )
        for one in used
    ]

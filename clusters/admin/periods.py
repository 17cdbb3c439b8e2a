"""The months of the books: locked by one, opened again by two."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import formats
from django.views.decorators.http import require_POST

from clusters.actions.lock_month import ask_to_open_month, lock_month, open_month
from clusters.forms.periods import OpenMonthForm
from clusters.models import PeriodLock
from clusters.permissions import (
    why_not_ask_to_open,
    why_not_lock_month,
    why_not_open_month,
    why_not_run_secretariat,
)
from clusters.selectors.periods import MonthRow, months
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused

ACTS: dict[str, tuple[str, Callable[..., Any], str]] = {
    "lock": ("laas", lock_month, "{month} er låst."),
    "ask": ("bed-om-aabning", ask_to_open_month, "{month} er stadig låst. En kollega skal åbne den."),
    "open": ("aabn", open_month, "{month} er åbnet igen."),
}


@admin.register(PeriodLock)
class PeriodLockAdmin(ReadOnlyAdmin):
    """Its list is the months; a step's own page shows who did what and why."""

    list_filter = ["step"]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return self.show(request)

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        acts = [
            path(
                f"<int:year>-<int:month>/{address}/",
                door(self._door(name)),
                name=f"clusters_periodlock_{name}",
            )
            for name, (address, _, _) in ACTS.items()
        ]
        return [*acts, *super().get_urls()]

    def _door(self, name: str) -> Callable[..., HttpResponse]:
        _, action, done = ACTS[name]

        @require_POST
        def view(request: HttpRequest, year: int, month: int) -> HttpResponse:
            first = _first_day(year, month)
            form = OpenMonthForm(request.POST)
            if name == "ask" and not form.is_valid():
                return self.show(request, asking=first, form=form)
            try:
                action(first, by=request.user, **(form.cleaned_data if name == "ask" else {}))
            except Refused as refused:
                return self.show(request, sentence=str(refused), status=409)
            messages.success(request, done.format(month=formats.date_format(first, "F Y").capitalize()))
            return redirect("admin:clusters_periodlock_changelist")

        return view

    def show(
        self,
        request: HttpRequest,
        *,
        sentence: str = "",
        asking: date | None = None,
        form: OpenMonthForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The months; after a refusal with its sentence, and what was typed kept with its month."""
        context = {
            **self.admin_site.each_context(request),
            "title": "Låste måneder",
            "opts": self.opts,
            "rows": [_acts_of(request, row) for row in months()],
            "may": why_not_run_secretariat(request.user) is None,
            "asking": asking,
            "form": form or OpenMonthForm(),
            "steps": PeriodLock.objects.select_related("by__person")[:50],
            "sentence": sentence,
        }
        return TemplateResponse(request, "admin/clusters/period_list.html", context, status=status)


def _first_day(year: int, month: int) -> date:
    try:
        return date(year, month, 1)
    except ValueError as error:
        raise Http404 from error


def _acts_of(request: HttpRequest, row: MonthRow) -> dict[str, Any]:
    """What this person may do with the month."""
    user = request.user
    return {
        "row": row,
        "may_lock": why_not_lock_month(user, row.month, row.last) is None,
        "may_ask": why_not_ask_to_open(user, row.last) is None,
        "may_open": why_not_open_month(user, row.last) is None,
    }

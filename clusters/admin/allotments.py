"""The year's allotments of all clusters, and the rates they are computed by."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from clusters.actions.book_allotments import book_allotments
from clusters.actions.set_allotment_rate import confirm_rate, enter_rate, withdraw_rate
from clusters.admin.kept import KeptAdmin, may_keep
from clusters.forms.allotments import BookForm, RateForm
from clusters.models import Allotment, AllotmentRate
from clusters.permissions import why_not_run_secretariat
from clusters.policy.allotment import register_day
from clusters.selectors.allotment_year import allotment_year, shown_year, years_to_choose
from clusters.selectors.second_person import why_not_confirm_entered
from klyngeokonomi.money import format_kr
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused

RATE_ACTS: dict[str, tuple[str, Callable[..., Any], str]] = {
    "confirm": ("bekraeft", confirm_rate, "Satsen er bekræftet. Årets tildelinger regnes efter den."),
    "withdraw": ("traek-tilbage", withdraw_rate, "Satsen er trukket tilbage."),
}


@admin.register(Allotment)
class AllotmentAdmin(ReadOnlyAdmin):
    """One page for a year: expected beside paid for every cluster, and the button that books what is missing."""

    def get_urls(self) -> list[URLPattern]:
        book = self.admin_site.admin_view(require_POST(self.book))
        return [path("<int:year>/bogfoer/", book, name="clusters_allotment_book"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self.show(request, shown_year(request.GET.get("aar", ""), timezone.localdate()))

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The cluster's own page of the year, as its members see it."""
        wanted = int(object_id) if object_id.isdecimal() else 0
        allotment = get_object_or_404(Allotment.objects.select_related("cluster"), pk=wanted)
        address = reverse("clusters:allotment_of", args=[allotment.cluster.slug])
        return redirect(f"{address}?aar={allotment.year}")

    def book(self, request: HttpRequest, year: int) -> HttpResponse:
        if year != shown_year(str(year), timezone.localdate()):
            raise Http404
        form = BookForm(request.POST)
        if not form.is_valid():
            return self.show(request, year, form=form)
        try:
            booked = book_allotments(year, control_sum=form.cleaned_data["amount"], by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.show(request, year, form=form, status=409)
        total = format_kr(form.cleaned_data["amount"])
        messages.success(request, f"{len(booked)} tildelinger for {year} er bogført, i alt {total}")
        return redirect(f"{reverse('admin:clusters_allotment_changelist')}?aar={year}")

    def show(
        self, request: HttpRequest, year: int, *, form: BookForm | None = None, status: int = 200
    ) -> HttpResponse:
        today = timezone.localdate()
        context = {
            **self.admin_site.each_context(request),
            "title": f"Tildelinger {year}",
            "year": year,
            "years": years_to_choose(today),
            "found": allotment_year(year, today),
            "register_day": register_day(year),
            "waiting_rates": AllotmentRate.objects.waiting().filter(year=year).exists(),
            "form": form or BookForm(),
            "may": why_not_run_secretariat(request.user) is None,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/clusters/allotment/year.html", context, status=status)


@admin.register(AllotmentRate)
class AllotmentRateAdmin(KeptAdmin):
    """Entered by one, confirmed by another on the rate's own page; nothing is edited."""

    save_action = staticmethod(enter_rate)
    form = RateForm
    change_form_template = "admin/clusters/allotmentrate/change_form.html"
    list_display = ["year", "amount_shown", "source", "state"]
    list_select_related = ["entered_by__person", "confirmed_by__person"]
    fields = ["year", "amount", "source"]

    @admin.display(description="kr. pr. patient", ordering="amount")
    def amount_shown(self, rate: AllotmentRate) -> str:
        return format_kr(rate.amount)

    @admin.display(description="status")
    def state(self, rate: AllotmentRate) -> str:
        if rate.withdrawn_at:
            return "Gælder ikke længere" if rate.confirmed_at else "Trukket tilbage"
        if rate.is_waiting:
            return "Venter på en andens bekræftelse"
        return f"Bekræftet af {rate.confirmed_by}" if rate.confirmed_by else "Fulgte med"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: AllotmentRate | None = None) -> list[str]:
        return ["year", "amount_shown", "source", "state", "entered_by", "entered_at"] if obj else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: AllotmentRate | None = None) -> list[str]:
        return self.get_fields(request, obj) if obj else []

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        acts = [
            path(f"<int:pk>/{address}/", door(_rate_door(name)), name=f"clusters_allotmentrate_{name}")
            for name, (address, _, _) in RATE_ACTS.items()
        ]
        return [*acts, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        found = AllotmentRate.objects.select_related("entered_by")
        rate = found.filter(pk=object_id).first() if object_id.isdecimal() else None
        waits = rate is not None and rate.is_waiting
        kwargs["extra_context"] = {
            "waits": waits and may_keep(request),
            "why_not_confirm": waits and why_not_confirm_entered(request.user, rate),
        }
        return super().change_view(request, object_id, *args, **kwargs)


def _rate_door(name: str) -> Callable[..., HttpResponse]:
    _, action, done = RATE_ACTS[name]

    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        rate = get_object_or_404(AllotmentRate, pk=pk)
        try:
            action(rate, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, done)
        return redirect("admin:clusters_allotmentrate_change", pk)

    return view

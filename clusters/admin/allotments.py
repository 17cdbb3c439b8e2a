"""The year's allotments of all clusters, and the rates they are computed by."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from clusters.actions.book_allotments import book_allotments
from clusters.actions.set_allotment_rate import confirm_rate, enter_rate, withdraw_rate
from clusters.admin.two_people import TwoPeopleAdmin
from clusters.forms.allotments import BookForm, RateForm
from clusters.models import Allotment, AllotmentRate
from clusters.permissions import why_not_run_secretariat
from clusters.policy.allotment import register_day
from clusters.selectors.allotment_year import allotment_year, shown_year, years_to_choose
from clusters.selectors.unclear_clinics import unclear_clinics
from klyngeokonomi.money import format_kr
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused


@admin.register(Allotment)
class AllotmentAdmin(ReadOnlyAdmin):
    """One page for a year: expected beside paid for every cluster, and the button that books what is missing."""

    def get_urls(self) -> list[URLPattern]:
        book = self.admin_site.admin_view(require_POST(self.book))
        unclear = self.admin_site.admin_view(require_safe(self.unclear))
        return [
            path("<int:year>/bogfoer/", book, name="clusters_allotment_book"),
            path("uklare-klinikker/", unclear, name="clusters_allotment_unclear"),
            *super().get_urls(),
        ]

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

    def unclear(self, request: HttpRequest) -> HttpResponse:
        """Always there; the coordinators are asked in January."""
        today = timezone.localdate()
        context = {
            **self.admin_site.each_context(request),
            "title": "Klinikker med uklar status",
            "found": unclear_clinics(today),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/clusters/allotment/unclear.html", context)

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
class AllotmentRateAdmin(TwoPeopleAdmin):
    save_action = staticmethod(enter_rate)
    acts = {
        "confirm": (confirm_rate, "Bekræft", "Satsen er bekræftet. Årets tildelinger regnes efter den."),
        "withdraw": (withdraw_rate, "Træk tilbage", "Satsen er trukket tilbage."),
    }
    form = RateForm
    list_display = ["year", "amount_shown", "source", "state"]
    list_select_related = ["entered_by__person", "confirmed_by__person", "withdrawn_by__person"]
    fields = ["year", "amount", "source"]
    shown_fields = ["year", "amount_shown", "source", "state", "entered_by", "entered_at"]

    @admin.display(description="kr. pr. patient", ordering="amount")
    def amount_shown(self, rate: AllotmentRate) -> str:
        return format_kr(rate.amount)

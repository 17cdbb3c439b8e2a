"""Clusters' accounts: figures, the opening balance by two people, and the region's payment."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from clusters.actions.record_allotment import record_allotment
from clusters.actions.set_opening_balance import (
    confirm_opening_balance,
    enter_opening_balance,
    times_entered,
)
from clusters.admin.openings import OpeningsPage
from clusters.forms.imports import AllotmentForm, AmountForm, OpeningForm
from clusters.models import Account, Cluster, Correction, Movement
from clusters.permissions import why_not_run_secretariat
from clusters.selectors.corrections import why_not_correct
from klyngeokonomi.money import format_kr
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused

ACTS: dict[str, tuple[type[Form], Callable[..., Any], str]] = {
    "allotment": (AllotmentForm, record_allotment, "Regionens indbetaling på {amount} er bogført."),
    "opening": (
        OpeningForm,
        enter_opening_balance,
        "Åbningssaldoen {amount} er indtastet. En kollega skal bekræfte den.",
    ),
    "confirm": (AmountForm, confirm_opening_balance, "Åbningssaldoen {amount} er bekræftet."),
}


class OpeningFilter(admin.SimpleListFilter):
    """By how far the opening balance has come."""

    title = "åbningssaldo"
    parameter_name = "saldo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("mangler", "Ikke indtastet"), ("venter", "Venter på bekræftelse"), ("kendt", "Bekræftet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Account]) -> QuerySet[Account]:
        match self.value():
            case "mangler":
                return queryset.filter(opening_entered_by=None, opening_confirmed_at=None)
            case "venter":
                return queryset.filter(opening_entered_by__isnull=False, opening_confirmed_at=None)
            case "kendt":
                return queryset.filter(opening_confirmed_at__isnull=False)
        return queryset


@admin.register(Account)
class AccountAdmin(OpeningsPage):
    list_display = ["cluster", "known", "available_shown", "reserved_shown", "paid_shown"]
    list_filter = [OpeningFilter, "cluster__region"]
    list_select_related = ["cluster"]
    search_fields = ["cluster__name", "=cluster__number"]
    search_help_text = "Søg på klyngens navn eller nummer."
    ordering = ["cluster__name"]

    @admin.display(description="åbningssaldo")
    def known(self, account: Account) -> str:
        if account.is_known:
            return "Bekræftet"
        return "Venter på bekræftelse" if account.opening_entered_by_id else "Ikke indtastet"

    @admin.display(description="til rådighed", ordering="available")
    def available_shown(self, account: Account) -> str:
        return format_kr(account.available) if account.is_known else "Ikke kendt endnu"

    @admin.display(description="reserveret", ordering="reserved")
    def reserved_shown(self, account: Account) -> str:
        return format_kr(account.reserved)

    @admin.display(description="udbetalt", ordering="paid")
    def paid_shown(self, account: Account) -> str:
        return format_kr(account.paid)

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        acts = [
            path(f"<int:pk>/{act}/", door(self._door(act)), name=f"clusters_account_{act}") for act in ACTS
        ]
        return [*self.opening_urls(), *acts, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if not object_id.isdecimal():
            raise Http404
        return self.show(request, get_object_or_404(Cluster, pk=int(object_id)))

    def _door(self, act: str) -> Callable[..., HttpResponse]:
        form_class, action, done = ACTS[act]

        @require_POST
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            cluster = get_object_or_404(Cluster, pk=pk)
            form = form_class(request.POST, prefix=act)
            if not form.is_valid():
                return self.show(request, cluster, bound={act: form})
            try:
                action(cluster, **form.cleaned_data, by=request.user)
            except Refused as refused:
                form.add_error(None, str(refused))
                return self.show(request, cluster, bound={act: form}, status=409)
            messages.success(request, done.format(amount=format_kr(form.cleaned_data["amount"])))
            return redirect("admin:clusters_account_change", pk)

        return view

    def show(
        self,
        request: HttpRequest,
        cluster: Cluster,
        *,
        bound: dict[str, Form] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page; after a refusal with its sentence, and what was typed kept. An account not yet opened is nil."""
        account = (
            Account.objects.select_related("opening_entered_by__person", "opening_confirmed_by__person")
            .filter(cluster=cluster)
            .first()
        )
        account = account or Account(cluster=cluster)
        initial = {"opening": {"entered": times_entered(cluster)}}
        forms = {
            act: (bound or {}).get(act) or entry[0](prefix=act, initial=initial.get(act))
            for act, entry in ACTS.items()
        }
        may = why_not_run_secretariat(request.user) is None
        entered_by = account.opening_entered_by
        context = {
            **self.admin_site.each_context(request),
            "title": f"{cluster}: konto",
            "cluster": cluster,
            "account": account,
            "forms": forms,
            "may": may,
            "may_confirm": may and entered_by is not None and entered_by.person_id != request.user.person_id,
            "latest": cluster.movements.select_related("by__person")[:20],
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/clusters/account/show.html", context, status=status)


def voucher_of(movement: Movement) -> int | None:
    """The number in the database of the voucher that the movement's reference names."""
    named, _, rest = movement.reference.partition(":")
    pk = rest.partition(":")[0]
    return int(pk) if named == "voucher" and pk.isdecimal() else None


@admin.register(Movement)
class MovementAdmin(ReadOnlyAdmin):
    list_display = ["booked_on", "cluster", "kind", "text", "amount_shown", "direction", "available", "by"]
    list_filter = ["kind", "booked_on", "cluster"]
    list_select_related = ["cluster", "by__person"]
    search_fields = ["text", "=reference", "cluster__name"]
    search_help_text = "Søg i teksten, på klynge eller reference."
    ordering = ["-pk"]
    change_form_template = "admin/clusters/movement/change_form.html"

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        found = Movement.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        may = why_not_run_secretariat(request.user) is None
        kwargs["extra_context"] = {
            "waiting": found and Correction.objects.waiting().filter(movement=found).first(),
            "voucher": voucher_of(found) if found else None,
            "why_not_correct": (why_not_correct(found) if may else "") if found else "",
        }
        return super().change_view(request, object_id, *args, **kwargs)

    @admin.display(description="beløb", ordering="amount")
    def amount_shown(self, movement: Movement) -> str:
        return format_kr(movement.amount)

    @admin.display(description="fra og til")
    def direction(self, movement: Movement) -> str:
        return f"{movement.get_from_bucket_display()} → {movement.get_to_bucket_display()}"

    @admin.display(description="til rådighed efter")
    def available(self, movement: Movement) -> str:
        return format_kr(movement.available_after)

"""Money between clusters, and movements that are reversed by hand: each takes two of the secretariat."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from clusters.actions.correct_movement import carry_out_correction, enter_correction, withdraw_correction
from clusters.actions.transfer_money import carry_out_transfer, enter_transfer, withdraw_transfer
from clusters.admin.two_people import TwoPeopleAdmin
from clusters.forms.transfers import CorrectionForm, TransferForm
from clusters.models import Correction, Movement, Transfer
from klyngeokonomi.money import format_kr


class WaitingFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "svar"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("venter", "Venter på en anden"), ("gjort", "Gennemført"), ("trukket", "Trukket tilbage")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "venter":
                return queryset.filter(confirmed_at=None, withdrawn_at=None)
            case "gjort":
                return queryset.filter(confirmed_at__isnull=False)
            case "trukket":
                return queryset.filter(withdrawn_at__isnull=False)
        return queryset


PEOPLE = ["entered_by__person", "confirmed_by__person", "withdrawn_by__person"]


@admin.register(Transfer)
class TransferAdmin(TwoPeopleAdmin):
    acts = {
        "confirm": (carry_out_transfer, "Gennemfør overførslen", "Overførslen er bogført på begge konti."),
        "withdraw": (withdraw_transfer, "Træk tilbage", "Overførslen er trukket tilbage."),
    }
    form = TransferForm
    list_display = ["entered_at", "giver", "receiver", "amount_shown", "cause", "state"]
    list_filter = [WaitingFilter, "cause"]
    list_select_related = ["giver", "receiver", *PEOPLE]
    fields = ["giver", "receiver", "amount", "cause", "reason"]
    shown_fields = [
        "giver",
        "receiver",
        "amount_shown",
        "cause",
        "reason",
        "state",
        "entered_by",
        "entered_at",
    ]

    @admin.display(description="beløb", ordering="amount")
    def amount_shown(self, transfer: Transfer) -> str:
        return format_kr(transfer.amount)

    def save_model(self, request: HttpRequest, obj: Transfer, form: Any, change: bool) -> None:
        obj.pk = enter_transfer(by=request.user, **form.cleaned_data).pk


@admin.register(Correction)
class CorrectionAdmin(TwoPeopleAdmin):
    """Begun at the movement's own page, where its button is."""

    acts = {
        "confirm": (carry_out_correction, "Modpostér", "Bevægelsen er modposteret."),
        "withdraw": (withdraw_correction, "Træk tilbage", "Rettelsen er trukket tilbage."),
    }
    form = CorrectionForm
    list_display = ["entered_at", "movement", "amount_shown", "reason", "state"]
    list_filter = [WaitingFilter]
    list_select_related = ["movement__cluster", *PEOPLE]
    fields = ["movement", "reason"]
    shown_fields = ["about", "amount_shown", "reason", "state", "entered_by", "entered_at"]

    @admin.display(description="beløb", ordering="movement__amount")
    def amount_shown(self, correction: Correction) -> str:
        return format_kr(correction.movement.amount)

    @admin.display(description="bevægelse")
    def about(self, correction: Correction) -> str:
        return f"{correction.movement}: {correction.movement.text}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Not from the list: a correction is of a movement."""
        return super().has_add_permission(request) and "movement" in {**request.GET, **request.POST}

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        wanted = request.POST.get("movement") or request.GET.get("movement", "")
        movement = Movement.objects.filter(pk=int(wanted)).first() if wanted.isdecimal() else None
        if movement is None:
            raise Http404
        about = f"Modpostér {movement}: {movement.text}, {format_kr(movement.amount)}"
        return super().add_view(request, form_url, {**(extra_context or {}), "title": about})

    def save_model(self, request: HttpRequest, obj: Correction, form: Any, change: bool) -> None:
        obj.pk = enter_correction(by=request.user, **form.cleaned_data).pk

"""The amounts of the guide, kept by the secretariat. Rows are shown; changes go through change_rate."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from expenses.actions.change_rate import cancel_rate, change_rate
from expenses.forms.rate import RateForm
from expenses.models import Rate
from expenses.permissions import why_not_cancel_rate, why_not_change_rate
from klyngeokonomi.money import format_kr
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused


@admin.register(Rate)
class RateAdmin(ReadOnlyAdmin):
    list_display = ["key", "amount_shown", "unit_shown", "valid_from", "valid_to", "source"]
    fields = ["key", "amount_shown", "unit_shown", "valid_from", "valid_to", "source"]

    @admin.display(description="beløb ekskl. moms", ordering="amount")
    def amount_shown(self, rate: Rate) -> str:
        return format_kr(rate.amount)

    @admin.display(description="regnes")
    def unit_shown(self, rate: Rate) -> str:
        return rate.unit

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Asked on every page of the admin, for its list of rooms; the rates' own page asks for the rest."""
        return {"add": False, "change": False, "delete": False, "view": True}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return why_not_change_rate(request.user) is None

    def has_delete_permission(self, request: HttpRequest, obj: Rate | None = None) -> bool:
        """One row at a time, and only before it has begun."""
        return obj is not None and why_not_cancel_rate(request.user, obj) is None

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if sentence := why_not_change_rate(request.user):
            raise PermissionDenied(sentence)
        form = RateForm(request.POST or None)
        if form.is_valid() and (rate := _changed(request, form)):
            messages.success(
                request, f"{rate.get_key_display()}: {format_kr(rate.amount)} fra {rate.valid_from:%d.%m.%Y}."
            )
            return redirect("admin:expenses_rate_changelist")
        context = {**self.admin_site.each_context(request), "title": "Nyt beløb", "form": form}
        return TemplateResponse(request, "admin/expenses/rate/add_form.html", context)

    def delete_model(self, request: HttpRequest, rate: Rate) -> None:
        cancel_rate(rate, by=request.user)


def _changed(request: HttpRequest, form: RateForm) -> Rate | None:
    """The new row, or None with the refusal written on the form."""
    try:
        return change_rate(**form.cleaned_data, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None

"""The payment runs in a list, and the doors to what is ready and to one run."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from approvals.admin import ready, run
from approvals.models import Batch
from klyngeokonomi.money import format_kr
from klyngeokonomi.read_only_admin import ReadOnlyAdmin


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    list_display = ("number", "state", "execution_date", "count", "amount", "built_by", "released_by")
    list_filter = ("state", "execution_date", "bank_account")
    list_select_related = ("built_by__person", "released_by__person")
    search_fields = (
        "number",
        "payments__voucher__number",
        "payments__end_to_end_id",
        "file__sha256__istartswith",
    )
    search_help_text = "Søg på kørslens nummer, et bilagsnummer, et betalings-id eller filens aftryk."
    ordering = ("-pk",)

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        steps = [
            ("klar/", ready.ready, "ready"),
            ("klar/plan/", ready.plan, "plan"),
            ("klar/saml/", ready.build, "build"),
            *((f"<int:pk>/{address}/", view, name) for address, name, view in run.VERBS),
        ]
        ours = [path(address, door(view), name=f"approvals_batch_{name}") for address, view, name in steps]
        return [*ours, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return run.show(request, run.fetch(object_id))

    @admin.display(description="beløb", ordering="control_sum")
    def amount(self, batch: Batch) -> str:
        return format_kr(batch.control_sum)

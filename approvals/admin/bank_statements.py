"""The bank's statements with their lines, and up to which day each cluster is proven against them."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from approvals.models import BankStatement
from approvals.selectors.reconciled import reconciled_each
from clusters.models import Cluster
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.templatetags.dansk import kroner

LINES = 100


@admin.register(BankStatement)
class BankStatementAdmin(ReadOnlyAdmin):
    list_display = ("statement_id", "bank_account", "first_day", "last_day", "begins", "ends")
    list_filter = ("bank_account",)
    list_select_related = ("bank_account",)

    def get_urls(self) -> list[URLPattern]:
        proven = path(
            "afstemning/",
            self.admin_site.admin_view(self.reconciliation),
            name="approvals_bankstatement_reconciliation",
        )
        return [proven, *super().get_urls()]

    def reconciliation(self, request: HttpRequest) -> HttpResponse:
        clusters = list(Cluster.objects.order_by("name").only("name", "slug"))
        days = reconciled_each(one.pk for one in clusters)
        context = {
            **self.admin_site.each_context(request),
            "title": "Afstemt med banken",
            "rows": [(one, days[one.pk]) for one in clusters],
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/approvals/bankstatement/reconciliation.html", context)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        found = self.get_queryset(request).select_related("bank_account", "file").defer("file__sealed")
        statement = found.filter(pk=object_id).first() if object_id.isdecimal() else None
        if statement is None:
            raise Http404
        lines = statement.lines.order_by("place").prefetch_related(
            "payments__voucher", "payments__movement", "questions", "explained_by__movement__cluster"
        )
        context = {
            **self.admin_site.each_context(request),
            "title": str(statement),
            "statement": statement,
            "lines": Paginator(lines, LINES).get_page(request.GET.get("side")),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/approvals/bankstatement/show.html", context)

    @admin.display(description="primo")
    def begins(self, statement: BankStatement) -> str:
        return kroner(statement.opening)

    @admin.display(description="ultimo")
    def ends(self, statement: BankStatement) -> str:
        return kroner(statement.closing)

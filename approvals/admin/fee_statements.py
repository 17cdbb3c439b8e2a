"""The register of fee statements, and one of them with every figure's way back and forward."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from approvals.models import FeeStatement
from approvals.selectors.fee_statements import whole
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.templatetags.dansk import kroner


@admin.register(FeeStatement)
class FeeStatementAdmin(ReadOnlyAdmin):
    list_display = ("number", "payee_name", "of_month", "kind", "before_tax", "sent", "paper")
    list_filter = ("kind", "month", "receiver_kind")
    list_select_related = ("paper",)
    search_fields = ("number", "payee_name", "lines__voucher__number")
    search_help_text = "Søg på lønseddelnummer, navn eller bilagsnummer."
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("printed", "cpr", "paper__content")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        found = FeeStatement.objects.select_related("run", "corrects", "person").defer("printed", "cpr")
        statement = found.filter(pk=object_id).first() if object_id.isdecimal() else None
        if statement is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": str(statement),
            "whole": whole(statement),
            "statement": statement,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/approvals/feestatement/show.html", context)

    @admin.display(description="måned", ordering="month")
    def of_month(self, statement: FeeStatement) -> str:
        return f"{statement.month:%m.%Y}"

    @admin.display(description="honorar og kørsel", ordering="gross")
    def before_tax(self, statement: FeeStatement) -> str:
        return kroner(statement.gross + statement.tax_free)

    @admin.display(description="udbetalt", ordering="net")
    def sent(self, statement: FeeStatement) -> str:
        return kroner(statement.net)

    @admin.display(description="PDF")
    def paper(self, statement: FeeStatement) -> str:
        return statement.paper.get_state_display()

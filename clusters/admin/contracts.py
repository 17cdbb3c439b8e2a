"""The register of contracts over all clusters, to look at; what may change is changed on the contract's own page."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from clusters.models import Budget, Contract
from klyngeokonomi.money import format_kr
from klyngeokonomi.read_only_admin import ReadOnlyAdmin


@admin.register(Contract)
class ContractAdmin(ReadOnlyAdmin):
    list_display = ["party_shown", "page", "cluster", "role", "valid_from", "valid_to", "counts_shown", "pay"]
    list_filter = ["role", "income_kind", "valid_to", "cluster"]
    list_select_related = ["cluster", "person", "document"]
    search_fields = ["person__name", "outsider", "=cvr", "cluster__name"]
    search_help_text = "Søg på navn, CVR-nummer eller klynge."
    ordering = ["-valid_from", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contract]:
        return super().get_queryset(request).select_related("cluster", "person", "document")

    @admin.display(description="med")
    def party_shown(self, contract: Contract) -> str:
        return contract.party

    @admin.display(description="løn")
    def pay(self, contract: Contract) -> str:
        if contract.fixed_sum is not None:
            return format_kr(contract.fixed_sum)
        return f"{contract.hours:.2f} timer à {format_kr(contract.hourly_rate)}".replace(".", ",", 1)

    @admin.display(description="tæller", boolean=True)
    def counts_shown(self, contract: Contract) -> bool:
        return contract.counts

    @admin.display(description="side")
    def page(self, contract: Contract) -> str:
        return format_html('<a href="{}">Åbn</a>', reverse("clusters:contract", args=[contract.pk]))


@admin.register(Budget)
class BudgetAdmin(ReadOnlyAdmin):
    list_display = ["cluster", "year", "number", "spending_shown", "entered_by", "entered_at", "decided_on"]
    list_filter = ["year", "cluster"]
    list_select_related = ["cluster", "entered_by"]
    search_fields = ["cluster__name"]
    search_help_text = "Søg på klynge."
    ordering = ["-year", "cluster__name", "-number"]

    @admin.display(description="udgifter i alt")
    def spending_shown(self, budget: Budget) -> str:
        return format_kr(budget.spending)

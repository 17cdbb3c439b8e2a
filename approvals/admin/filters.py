"""What the secretariat narrows its queue by."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin import RelatedFieldListFilter
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from approvals.enums import Verdict
from approvals.models import Decision
from clusters.models import Cluster
from expenses.enums import CostCategory, Outcome
from expenses.models import Line, Voucher
from expenses.states import VoucherState
from klyngeokonomi.read_only_admin import OpensOnFilter
from klyngeokonomi.statement import Statement


class StateFilter(OpensOnFilter):
    """Opens on what waits for PLO."""

    title = "status"
    parameter_name = "status"
    opens_on = "Hos PLO"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        states = [state for state in VoucherState if state not in (VoucherState.DRAFT, VoucherState.ENDORSED)]
        return [("alle", "Alle"), *((str(state), str(state.label)) for state in states)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Voucher]) -> QuerySet[Voucher]:
        if self.value() == "alle":
            return queryset
        return queryset.filter(state=self.value() or VoucherState.ENDORSED)


class CategoryFilter(admin.SimpleListFilter):
    title = "art"
    parameter_name = "art"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(CostCategory.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Voucher]) -> QuerySet[Voucher]:
        if self.value() not in CostCategory.values:
            return queryset
        return queryset.filter(Exists(Line.objects.filter(voucher=OuterRef("pk"), category=self.value())))


class FindingFilter(admin.SimpleListFilter):
    """By the findings as they stood when the cluster last endorsed."""

    title = "bemærkninger"
    parameter_name = "bem"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("uden", "Uden bemærkninger"),
            ("begrundet", "Med begrundelse"),
            ("bemaerk", "Med bemærkning"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Voucher]) -> QuerySet[Voucher]:
        endorsements = Decision.objects.filter(voucher=OuterRef(OuterRef("pk")), verdict=Verdict.ENDORSE)
        endorsed = Decision.objects.filter(pk=Subquery(endorsements.order_by("-pk").values("pk")[:1]))
        match self.value():
            case "uden":
                return queryset.exclude(Exists(endorsed.exclude(findings=[])))
            case "begrundet":
                return queryset.filter(
                    Exists(endorsed.filter(findings__contains=[{"outcome": Outcome.REASON}]))
                )
            case "bemaerk":
                return queryset.filter(
                    Exists(endorsed.filter(findings__contains=[{"outcome": Outcome.NOTE}]))
                )
        return queryset


class AgeFilter(admin.SimpleListFilter):
    title = "alder"
    parameter_name = "alder"
    DAYS = {"2": 2, "7": 7, "30": 30}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, f"Ældre end {days} dage") for value, days in self.DAYS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Voucher]) -> QuerySet[Voucher]:
        days = self.DAYS.get(self.value() or "")
        return queryset.filter(state_since__lt=timezone.now() - timedelta(days=days)) if days else queryset


class ClusterFilter(RelatedFieldListFilter):
    """As Django's own, which makes an instance of every cluster to show its name."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[int, str]]:
        return _CLUSTERS.all()


_CLUSTERS: Statement[tuple[int, str]] = Statement(
    lambda: Cluster.objects.order_by("name").values_list("pk", "name")
)

"""Clusters and clinics."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from clusters.actions.save_register import save_clinic, save_clinic_fact, save_cluster
from clusters.admin.kept import KeptAdmin, KeptInline
from clusters.models import Clinic, Cluster, PatientCount, ProviderNumber


@admin.register(Cluster)
class ClusterAdmin(KeptAdmin):
    save_action = staticmethod(save_cluster)
    change_form_template = "admin/clusters/cluster/change_form.html"
    list_display = ["name", "number", "region", "active_from", "active_to"]
    list_filter = ["region"]
    search_fields = ["name", "=number"]
    search_help_text = "Søg på navn eller nummer."
    fields = ["number", "name", "region", "active_from", "active_to"]


class ProviderNumberInline(KeptInline):
    model = ProviderNumber
    ordering = ["-valid_from"]


class PatientCountInline(KeptInline):
    """Only added to: a count that was wrong gets the right one with the same date."""

    model = PatientCount
    ordering = ["-counted_on", "-version"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Clinic)
class ClinicAdmin(KeptAdmin):
    save_action = staticmethod(save_clinic)
    list_display = ["name", "cluster", "closed_on"]
    list_filter = ["cluster"]
    list_select_related = ["cluster"]
    search_fields = ["name", "=provider_numbers__number"]
    search_help_text = "Søg på navn eller ydernummer."
    fields = ["name", "cluster", "closed_on"]
    inlines = [ProviderNumberInline, PatientCountInline]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for fact in formset.save(commit=False):
            save_clinic_fact(fact, by=request.user)

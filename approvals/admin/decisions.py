"""Every decision, to read."""

from django.contrib import admin
from django.urls import URLPattern, path
from django.utils.html import format_html

from approvals.admin.owed import owed, owed_csv, owed_xlsx
from approvals.admin.rule_use import rules_in_use
from approvals.models import Decision
from klyngeokonomi.read_only_admin import ReadOnlyAdmin


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ("voucher", "verdict", "by_person", "capacity", "at", "reason")
    list_filter = ("verdict", "capacity")
    list_select_related = ("voucher", "by_person")
    search_fields = ("voucher__number", "by_person__name")
    search_help_text = "Søg på bilagsnummer eller navn."
    date_hierarchy = None
    ordering = ("-pk",)
    fields = (
        "voucher",
        "verdict",
        "capacity",
        "by_person",
        "claimant",
        "at",
        "reason",
        "shown",
        "content_sha256",
        "version",
    )
    readonly_fields = fields

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        own = [
            path("regler/", door(rules_in_use), name="approvals_decision_rules"),
            path("skyldigt/", door(owed), name="approvals_decision_owed"),
            path("skyldigt.csv", door(owed_csv), name="approvals_decision_owed_csv"),
            path("skyldigt.xlsx", door(owed_xlsx), name="approvals_decision_owed_xlsx"),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description="bemærkninger på skærmen")
    def shown(self, decision: Decision) -> str:
        sentences = [f"{one['sentence']} {one['arithmetic']}".strip() for one in decision.findings]
        return format_html("{}", "\n".join(sentences) or "Ingen")

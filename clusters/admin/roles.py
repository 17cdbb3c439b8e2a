"""Roles: given, ended, and, when they are over all clusters, confirmed by a second secretary."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from clusters.actions.confirm_role import confirm_role, reject_role
from clusters.actions.end_role import end_role
from clusters.actions.give_role import change_role, give_role
from clusters.admin.kept import KeptAdmin, may_keep
from clusters.enums import NATIONAL_ROLES
from clusters.forms.registers import RoleForm
from clusters.models import Membership
from clusters.permissions import why_not_confirm_role
from klyngeokonomi.refused import Refused

ROLE_ACTS: dict[str, tuple[str, Callable[..., Any], str]] = {
    "end": ("afslut", end_role, "{person} har ikke længere rollen."),
    "confirm": ("bekraeft", confirm_role, "Rollen er bekræftet. {person} har den fra den dag, der står."),
    "reject": ("afvis", reject_role, "Rollen er afvist. {person} får den ikke."),
}
NATIONAL_FIELDS = ["person", "role", "valid_from", "valid_to"]


class CurrentFilter(admin.SimpleListFilter):
    """Whether the role counts today."""

    title = "gælder i dag"
    parameter_name = "nu"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("ja", "Ja"), ("nej", "Nej"), ("venter", "Venter på en andens bekræftelse")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> QuerySet[Membership]:
        active = Membership.objects.active()
        match self.value():
            case "ja":
                return queryset.filter(pk__in=active.values("pk"))
            case "nej":
                return queryset.exclude(pk__in=active.values("pk"))
            case "venter":
                return queryset.filter(pk__in=Membership.objects.awaiting_second().values("pk"))
        return queryset


@admin.register(Membership)
class MembershipAdmin(KeptAdmin):
    form = RoleForm
    change_form_template = "admin/clusters/membership/change_form.html"
    list_display = ["person", "role", "cluster", "clinic", "valid_from", "valid_to", "state"]
    list_filter = [CurrentFilter, "role", "cluster"]
    list_select_related = ["person", "cluster", "clinic"]
    search_fields = ["person__name", "person__email", "clinic__name"]
    search_help_text = "Søg på navn, mailadresse eller klinik."
    raw_id_fields = ["person", "clinic"]
    fields = ["person", "role", "cluster", "clinic", "kind", "may_endorse", "valid_from", "valid_to"]

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> list[str]:
        """Who, what, where and since when stay as they were given: end the role, and give another. Of a role
        over all clusters everything stays: two have seen it.
        """
        if obj and obj.role in NATIONAL_ROLES:
            return [*NATIONAL_FIELDS, "state", "second", "address"]
        return ["person", "role", "cluster", "valid_from", "state"] if obj else []

    def get_fields(self, request: HttpRequest, obj: Membership | None = None) -> list[str]:
        if obj and obj.role in NATIONAL_ROLES:
            return [*NATIONAL_FIELDS, "state", "second", "address"]
        return [*self.fields, "state"] if obj else self.fields

    @admin.display(description="to personer")
    def second(self, membership: Membership) -> str:
        if membership.without_second:
            return f"{membership.get_without_second_display()}: ingen har bekræftet den."
        given = f"Givet af {membership.given_by}."
        if membership.confirmed_at:
            day = timezone.localtime(membership.confirmed_at)
            return f"{given} Bekræftet af {membership.confirmed_by} {day:%d.%m.%Y kl. %H.%M}."
        return f"{given} Ikke bekræftet af en anden."

    @admin.display(description="mailadresse")
    def address(self, membership: Membership) -> str:
        """What the second person looks at: the link to a password goes there."""
        return membership.person.email or "Ingen"

    @admin.display(description="status")
    def state(self, membership: Membership) -> str:
        today = timezone.localdate()
        if membership.withdrawn_at:
            return "Trukket tilbage"
        if membership.is_awaiting_second:
            return "Venter på en andens bekræftelse"
        if membership.valid_to and membership.valid_to < today:
            return "Ophørt"
        if membership.valid_from > today:
            return "Begynder senere"
        return "Gælder i dag"

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("RoleFormHere", (form,), {"by": request.user})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"valid_from": timezone.localdate(), **super().get_changeform_initial_data(request)}

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        acts = [
            path(f"<int:pk>/{address}/", door(self._door(name)), name=f"clusters_membership_{name}")
            for name, (address, _, _) in ROLE_ACTS.items()
        ]
        return [*acts, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        role = Membership.objects.filter(pk=object_id).first() if object_id.isdigit() else None
        waits = role is not None and role.is_awaiting_second
        kwargs["extra_context"] = {
            "may": may_keep(request),
            "waits": waits,
            "why_not_confirm": waits and why_not_confirm_role(request.user, role),
        }
        return super().change_view(request, object_id, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        if change:
            change_role(obj, by=request.user)
            return
        given = give_role(by=request.user, **form.cleaned_data)
        obj.pk = given.pk

    def _door(self, name: str) -> Callable[..., HttpResponse]:
        _, action, done = ROLE_ACTS[name]

        @require_POST
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            membership = get_object_or_404(Membership, pk=pk)
            try:
                action(membership, by=request.user)
            except Refused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, done.format(person=membership.person))
            return redirect("admin:clusters_membership_change", pk)

        return view

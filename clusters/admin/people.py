"""Persons."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from clusters.actions.invite_person import invite_person
from clusters.actions.open_staff_account import open_staff_account
from clusters.actions.save_register import save_person
from clusters.admin.kept import KeptAdmin, KeptInline, may_keep
from clusters.enums import NATIONAL_ROLES
from clusters.models import Membership, Person
from klyngeokonomi.refused import Refused

PERSON_ACTS: dict[str, tuple[Callable[..., Any], str]] = {
    "invite": (invite_person, "{person} får en mail med en invitation."),
    "open_account": (open_staff_account, "{person} får en mail om at vælge en adgangskode."),
}


class RolesInline(KeptInline):
    """To read; a role has a page of its own."""

    model = Membership
    fk_name = "person"
    fields = readonly_fields = ["page", "cluster", "clinic", "kind", "valid_from", "valid_to"]
    ordering = ["-valid_from", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).select_related("cluster", "clinic", "person")

    @admin.display(description="rolle")
    def page(self, membership: Membership) -> str:
        address = reverse("admin:clusters_membership_change", args=[membership.pk])
        return format_html('<a href="{}">{}</a>', address, membership.get_role_display())

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Person)
class PersonAdmin(KeptAdmin):
    save_action = staticmethod(save_person)
    change_form_template = "admin/clusters/person/change_form.html"
    list_display = ["name", "email", "phone"]
    search_fields = ["name", "email", "=memberships__clinic__provider_numbers__number"]
    search_help_text = "Søg på navn, mailadresse eller ydernummer."
    fields = ["name", "email", "phone"]
    inlines = [RolesInline]

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        acts = [
            path(f"<int:pk>/{name}/", door(self._door(name)), name=f"clusters_person_{name}")
            for name in PERSON_ACTS
        ]
        return [*acts, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        national = Membership.objects.active().filter(role__in=NATIONAL_ROLES)
        kwargs["extra_context"] = {
            "may": may_keep(request),
            "is_staff_here": object_id.isdigit() and national.filter(person_id=int(object_id)).exists(),
        }
        return super().change_view(request, object_id, *args, **kwargs)

    def _door(self, name: str) -> Callable[..., HttpResponse]:
        action, done = PERSON_ACTS[name]

        @require_POST
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            person = get_object_or_404(Person, pk=pk)
            try:
                action(person, by=request.user)
            except Refused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, done.format(person=person))
            return redirect("admin:clusters_person_change", pk)

        return view

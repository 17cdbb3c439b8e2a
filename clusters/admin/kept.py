"""Admin pages where the secretariat keeps a register: each save goes through an action, nothing is deleted."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from clusters.permissions import why_not_run_secretariat
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused


def may_keep(request: HttpRequest) -> bool:
    """Read once for each request, since Django asks for every part of a page. The action asks again."""
    if not hasattr(request, "keeps_registers"):
        request.keeps_registers = why_not_run_secretariat(request.user) is None
    return request.keeps_registers


class KeptAdmin(ReadOnlyAdmin):
    """The auditor reads; the secretariat saves through `save_action(obj, by=user)`.

    The trace is the log of acts, so Django's own log of the admin is not written.
    """

    change_form_template = "admin/clusters/kept_form.html"
    save_action: Callable[..., Any]

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Asked on every page of the admin, for its list of rooms; the register's own page asks for the rest."""
        return {"add": False, "change": False, "delete": False, "view": True}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_keep(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_keep(request)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A refusal that the form could not foresee (another was quicker) is said on the page."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        type(self).save_action(obj, by=request.user)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        return None


class KeptInline(admin.TabularInline):
    """Rows of a register's page; added and mended, never deleted."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_keep(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_keep(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

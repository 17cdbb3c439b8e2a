"""Admin pages where the secretariat keeps a register: each save goes through an action, nothing is deleted."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from clusters.permissions import why_not_run_secretariat
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused


def may_keep(request: HttpRequest) -> bool:
    """Read once for each request, since Django asks for every part of a page. The action asks again."""
    if not hasattr(request, "keeps_registers"):
        request.keeps_registers = why_not_run_secretariat(request.user) is None
    return request.keeps_registers


DAYS = {models.DateField: {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}}
"""The browser's own choice of days, as on the product's other pages."""
ONE_BUTTON = {"show_save_and_add_another": False, "show_save_and_continue": False}


class KeptAdmin(ReadOnlyAdmin):
    """The auditor reads; the secretariat saves through `save_action(obj, by=user)`.

    The trace is the log of acts, so Django's own log of the admin is not written.
    """

    change_form_template = "admin/clusters/kept_form.html"
    formfield_overrides = DAYS
    save_action: Callable[..., Any]

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Asked on every page of the admin, for its list of rooms; the register's own page asks for the rest."""
        return {"add": False, "change": False, "delete": False, "view": True}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_keep(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_keep(request)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A choice of another row is a choice alone, without doors to that row's page."""
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        for door in ("can_add_related", "can_change_related", "can_view_related"):
            if formfield is not None and hasattr(formfield.widget, door):
                setattr(formfield.widget, door, False)
        return formfield

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A refusal that the form could not foresee (another was quicker) is said on the page."""
        try:
            return super().changeform_view(
                request, object_id, form_url, {**ONE_BUTTON, **(extra_context or {})}
            )
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

    formfield_overrides = DAYS
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

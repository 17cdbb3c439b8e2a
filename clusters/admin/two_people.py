"""Admin pages of what one enters and another answers: entered by a form, answered by buttons, never edited."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from clusters.admin.kept import KeptAdmin, may_keep
from clusters.selectors.second_person import why_not_confirm_entered
from klyngeokonomi.refused import Refused

ADDRESS = {"confirm": "bekraeft", "withdraw": "traek-tilbage"}


class TwoPeopleAdmin(KeptAdmin):
    """`acts`: for confirm and withdraw the action, the button's words, and what is said when it is done."""

    change_form_template = "admin/clusters/two_people_form.html"
    acts: ClassVar[dict[str, tuple[Callable[..., Any], str, str]]]
    shown_fields: ClassVar[list[str]]

    @admin.display(description="status")
    def state(self, row: Any) -> str:
        return row.state_shown

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return self.shown_fields if obj else list(self.fields)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return self.shown_fields if obj else []

    def get_urls(self) -> list[URLPattern]:
        door, name = self.admin_site.admin_view, self.opts.model_name
        acts = [
            path(f"<int:pk>/{ADDRESS[act]}/", door(self._door(act)), name=f"clusters_{name}_{act}")
            for act in self.acts
        ]
        return [*acts, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.model.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        waits = row is not None and row.is_waiting and may_keep(request)
        kwargs["extra_context"] = {
            "waits": waits,
            "why_not_confirm": waits and why_not_confirm_entered(request.user, row),
            "confirm_words": self.acts["confirm"][1],
            "withdraw_words": self.acts["withdraw"][1],
        }
        return super().change_view(request, object_id, *args, **kwargs)

    def _door(self, act: str) -> Callable[..., HttpResponse]:
        action, _, done = self.acts[act]

        @require_POST
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            row = get_object_or_404(self.model, pk=pk)
            try:
                action(row, by=request.user)
            except Refused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, done)
            return redirect(f"admin:clusters_{self.opts.model_name}_change", pk)

        return view

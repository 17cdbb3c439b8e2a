"""The secretariat's answers: written as drafts, published, withdrawn. What is published is replaced, not edited."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from expenses.actions.publish_answer import publish_answer, withdraw_answer
from expenses.actions.write_answer import discard_answer, write_answer
from expenses.enums import AnswerState
from expenses.forms.answer import AnswerForm
from expenses.models import Answer
from expenses.permissions import why_not_publish_answer, why_not_withdraw_answer, why_not_write_answer
from klyngeokonomi.read_only_admin import ReadOnlyAdmin
from klyngeokonomi.refused import Refused

LIST, ROW = "admin:expenses_answer_changelist", "admin:expenses_answer_change"
ACTS: dict[str, tuple[str, Callable[..., Any], str]] = {
    "publish": ("udgiv", publish_answer, "Svaret er udgivet og vises under vejledningen."),
    "withdraw": ("traek-tilbage", withdraw_answer, "Svaret er trukket tilbage."),
    "discard": ("kasser", discard_answer, "Kladden er kasseret."),
}


class StateFilter(admin.SimpleListFilter):
    title = "tilstand"
    parameter_name = "tilstand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return AnswerState.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = self.value()
        return queryset.in_state(AnswerState(chosen)) if chosen in AnswerState.values else queryset


@admin.register(Answer)
class AnswerAdmin(ReadOnlyAdmin):
    change_form_template = "admin/expenses/answer/change_form.html"
    list_display = ["question", "state_shown", "section", "published_at", "withdrawn_at"]
    list_filter = [StateFilter]
    search_fields = ["question", "answer"]
    fields = [
        "question",
        "answer",
        "section",
        "state_shown",
        "replaces",
        "created_by",
        "published_at",
        "withdrawn_at",
    ]

    @admin.display(description="tilstand")
    def state_shown(self, answer: Answer) -> str:
        return answer.state.label

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Asked on every page of the admin, for its list of rooms; the answers' own pages ask for the rest."""
        return {"add": False, "change": False, "delete": False, "view": True}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return why_not_write_answer(request.user) is None

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        acts = [
            path(f"<int:pk>/{address}/", door(_door(name)), name=f"expenses_answer_{name}")
            for name, (address, _, _) in ACTS.items()
        ]
        edit = path("<int:pk>/ret/", door(self.edit_view), name="expenses_answer_edit")
        return [edit, *acts, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        answer, user = context["original"], request.user
        context["may_edit"] = why_not_publish_answer(user, answer) is None
        context["may_withdraw"] = why_not_withdraw_answer(user, answer) is None
        return super().render_change_form(request, context, *args, **kwargs)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """`?erstatter=` is the number of a published answer that the new one is to take over from."""
        given = request.GET.get("erstatter", "")
        old = get_object_or_404(Answer.objects.published(), pk=int(given)) if given.isdecimal() else None
        return self._write(request, title="Nyt svar", replaces=old)

    def edit_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._write(request, title="Ret kladden", draft=get_object_or_404(Answer, pk=pk))

    def _write(
        self, request: HttpRequest, *, title: str, draft: Answer | None = None, replaces: Answer | None = None
    ) -> HttpResponse:
        if sentence := why_not_write_answer(request.user, draft):
            raise PermissionDenied(sentence)
        before = draft or replaces
        initial = {name: getattr(before, name) for name in AnswerForm.base_fields} if before else {}
        form = AnswerForm(request.POST if request.method == "POST" else None, initial=initial)
        if form.is_valid():
            try:
                saved = write_answer(draft, **form.cleaned_data, replaces=replaces, by=request.user)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, "Kladden er gemt. Den vises først, når den udgives.")
                return redirect(ROW, saved.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "form": form,
            "replaces": replaces,
        }
        return TemplateResponse(request, "admin/expenses/answer/form.html", context)


def _door(name: str) -> Callable[..., HttpResponse]:
    _, action, done = ACTS[name]

    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        answer = get_object_or_404(Answer, pk=pk)
        try:
            action(answer, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, done)
        return redirect(ROW, pk) if Answer.objects.filter(pk=pk).exists() else redirect(LIST)

    return view

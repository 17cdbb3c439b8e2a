"""What the bank says and nobody may guess about: the queue, and the page to answer one on."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from approvals.actions.answer_question import answer_question
from approvals.forms.bank import AnswerForm
from approvals.models import BankQuestion
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi.read_only_admin import OpensOnFilter, ReadOnlyAdmin
from klyngeokonomi.refused import Refused


class UnansweredFilter(OpensOnFilter):
    """Opens on what waits for an answer."""

    title = "status"
    parameter_name = "status"
    opens_on = "Venter på svar"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("alle", "Alle")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[BankQuestion]) -> QuerySet[BankQuestion]:
        return queryset if self.value() == "alle" else queryset.filter(answer="")


@admin.register(BankQuestion)
class BankQuestionAdmin(ReadOnlyAdmin):
    list_display = ("sentence", "kind", "raised_at", "answer", "answered_at")
    list_filter = (UnansweredFilter, "kind")

    def get_urls(self) -> list[URLPattern]:
        answering = path(
            "<int:pk>/svar/",
            self.admin_site.admin_view(require_POST(self.answer)),
            name="approvals_bankquestion_answer",
        )
        return [answering, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(request, self.fetch(request, object_id))

    def answer(self, request: HttpRequest, pk: int) -> HttpResponse:
        question = self.fetch(request, str(pk))
        form = AnswerForm(question, request.POST)
        if not form.is_valid():
            return self.show(request, question, form=form)
        given, note = form.cleaned_data["answer"], form.cleaned_data["note"]
        try:
            answer_question(question, given, by=request.user, note=note, **form.chosen())
        except Refused as refused:
            return self.show(request, question, form=form, refused=str(refused))
        messages.success(request, "Svaret er gemt.")
        return redirect("admin:approvals_bankquestion_changelist")

    def fetch(self, request: HttpRequest, pk: str) -> BankQuestion:
        """404 for an id that is none."""
        found = self.get_queryset(request).select_related(
            "line__statement", "payment__voucher", "payment__batch", "file", "answered_by__person"
        )
        question = found.defer("file__sealed").filter(pk=pk).first() if pk.isdecimal() else None
        if question is None:
            raise Http404
        return question

    def show(
        self,
        request: HttpRequest,
        question: BankQuestion,
        *,
        form: AnswerForm | None = None,
        refused: str = "",
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "Spørgsmål om banken",
            "question": question,
            "line": question.line,
            "payment": question.payment,
            "form": form or (None if question.answer else AnswerForm(question)),
            "why_not": why_not_run_secretariat(request.user),
            "refused": refused,
            "opts": self.opts,
        }
        status = 409 if refused else 200
        return TemplateResponse(request, "admin/approvals/bankquestion/answer.html", context, status=status)

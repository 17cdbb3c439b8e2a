"""What the secretariat says of the bank: a file, and the answer to a question."""

from typing import Any

from django import forms

from approvals.enums import AnswerToQuestion
from approvals.models import BankQuestion
from approvals.selectors.bank_answers import (
    MOST,
    card_vouchers_to_choose,
    may_be_unpaid,
    movements_to_choose,
    payments_to_choose,
)
from klyngeokonomi.free_text import FreeText
from klyngeokonomi.templatetags.dansk import kroner


class BankFileForm(forms.Form):
    file = forms.FileField(
        label="Fil fra banken",
        help_text="Svar på betalinger (pain.002) eller kontoudtog (camt.053, eller CSV med saldo på hver linje).",
    )


class Chosen(forms.ModelMultipleChoiceField):
    """Rows of the question's own kind, each with its amount; an id that is not among them is refused."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        if hasattr(obj, "end_to_end_id"):
            return f"{obj.end_to_end_id}, {obj.payee_name}: {kroner(obj.amount)}"
        if hasattr(obj, "gross"):
            return f"Bilag {obj.number}, {obj.cluster.name}, {obj.supplier}: {kroner(obj.gross)}"
        return f"{obj.cluster.name}, {obj.text}: {kroner(obj.amount)}"


class AnswerForm(forms.Form):
    """Only what can be said of this question is offered."""

    answer = forms.TypedChoiceField(
        label="Hvad er det?", coerce=AnswerToQuestion, choices=(), widget=forms.RadioSelect
    )
    note = FreeText(label="Forklaring", max_length=500, help_text="Det, revisor skal kunne læse om et år.")

    def __init__(self, question: BankQuestion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [AnswerToQuestion.NOT_OURS, AnswerToQuestion.SEEN]
        choices = (
            (AnswerToQuestion.PAYMENT, "payments", "Betalinger", payments_to_choose(question)),
            (AnswerToQuestion.ALLOTMENT, "movements", "Tildelinger", movements_to_choose(question)),
            (AnswerToQuestion.CARD, "vouchers", "Kortkøb", card_vouchers_to_choose(question)),
        )
        for answer, name, label, rows in choices:
            if found := list(rows.values_list("pk", flat=True)[:MOST]):
                offered.append(answer)
                chosen = rows.model.objects.filter(pk__in=found)
                chosen = chosen if name == "payments" else chosen.select_related("cluster")
                self.fields[name] = Chosen(label=label, queryset=chosen, required=False)
        if may_be_unpaid(question):
            offered.append(AnswerToQuestion.UNPAID)
        self.fields["answer"].choices = [(one.value, one.label) for one in AnswerToQuestion if one in offered]

    def chosen(self) -> dict[str, Any]:
        """What goes with the answer, and nothing of what was ticked under another."""
        kinds = {
            AnswerToQuestion.PAYMENT: "payments",
            AnswerToQuestion.ALLOTMENT: "movements",
            AnswerToQuestion.CARD: "vouchers",
        }
        name = kinds.get(self.cleaned_data["answer"])
        return {name: list(self.cleaned_data[name])} if name in self.fields else {}

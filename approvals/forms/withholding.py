"""What payroll keeps back of an A-income fee."""

from django import forms

from klyngeokonomi.amount import AmountField


class WithholdingForm(forms.Form):
    am_contribution = AmountField(label="AM-bidrag", error_messages={"required": "Skriv AM-bidraget."})
    a_tax = AmountField(
        label="A-skat", error_messages={"required": "Skriv A-skatten. Er der ingen, så skriv 0."}
    )

"""The amounts of the guide. Rows are shown; a change is proposed, and published by another."""

from django.contrib import admin

from expenses.admin.proposing import ProposingAdmin
from expenses.enums import ChangeSubject
from expenses.forms.guide_change import RateForm
from expenses.models import Rate
from klyngeokonomi.money import format_kr


@admin.register(Rate)
class RateAdmin(ProposingAdmin):
    """A limit is followed by another, and never ends without one: then nothing could be judged by it."""

    subject = ChangeSubject.RATE
    proposal_form = RateForm
    may_end = False
    list_display = ["key", "amount_shown", "unit_shown", "valid_from", "valid_to", "source"]
    fields = ["key", "amount_shown", "unit_shown", "valid_from", "valid_to", "source"]

    @admin.display(description="beløb ekskl. moms", ordering="amount")
    def amount_shown(self, rate: Rate) -> str:
        return format_kr(rate.amount)

    @admin.display(description="regnes")
    def unit_shown(self, rate: Rate) -> str:
        return rate.unit

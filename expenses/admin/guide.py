"""The words and sections of the guide. Rows are shown; a change is proposed, and published by another."""

from django.contrib import admin

from expenses.admin.proposing import ProposingAdmin
from expenses.enums import ChangeSubject
from expenses.forms.guide_change import SectionForm, TermForm
from expenses.models import Section, Term


@admin.register(Section)
class SectionAdmin(ProposingAdmin):
    subject = ChangeSubject.SECTION
    proposal_form = SectionForm
    list_display = ["title", "guide", "valid_from", "valid_to", "slug"]
    list_filter = ["guide"]
    search_fields = ["title", "says", "slug"]
    fields = ["title", "says", "guide", "valid_from", "valid_to", "slug", "position"]


@admin.register(Term)
class TermAdmin(ProposingAdmin):
    subject = ChangeSubject.TERM
    proposal_form = TermForm
    list_display = ["word", "key", "anchor", "valid_from", "valid_to", "source"]
    list_filter = ["key"]
    search_fields = ["word", "advice"]
    fields = ["word", "key", "anchor", "advice", "valid_from", "valid_to", "source"]

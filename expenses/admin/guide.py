"""The words and sections of the guide, to look at: what has begun is not edited."""

from django.contrib import admin

from expenses.models import Section, Term
from klyngeokonomi.read_only_admin import ReadOnlyAdmin


@admin.register(Section)
class SectionAdmin(ReadOnlyAdmin):
    list_display = ["title", "guide", "valid_from", "valid_to", "slug"]
    list_filter = ["guide"]
    search_fields = ["title", "says", "slug"]
    fields = ["title", "says", "guide", "valid_from", "valid_to", "slug", "position"]


@admin.register(Term)
class TermAdmin(ReadOnlyAdmin):
    list_display = ["word", "key", "anchor", "valid_from", "valid_to", "source"]
    list_filter = ["key"]
    search_fields = ["word", "advice"]
    fields = ["word", "key", "anchor", "advice", "valid_from", "valid_to", "source"]

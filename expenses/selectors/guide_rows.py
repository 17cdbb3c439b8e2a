"""The dated rows that a proposed change is about."""

from typing import Any

from django.db.models import Model, Q, QuerySet

from expenses.enums import ChangeSubject
from expenses.models import GuideChange, Rate, Section, Term

MODELS: dict[str, type[Model]] = {
    ChangeSubject.RATE: Rate,
    ChangeSubject.TERM: Term,
    ChangeSubject.SECTION: Section,
}


def rows_of(change: GuideChange) -> QuerySet[Any]:
    """Every row, past and coming, of what the change is about; the first first."""
    identity = dict(change.identity)
    word = identity.pop("word", None)
    same_word = Q(word__iexact=word) if word else Q()
    return MODELS[change.subject]._default_manager.filter(same_word, **identity).order_by("valid_from")

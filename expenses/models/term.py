"""The words of the guide that are looked for in vouchers, as dated rows the secretariat keeps."""

from django.db import models
from django.db.models import Q

from expenses.enums import TermKey
from expenses.models.dated import DatedQuerySet, ends_after_start, no_overlap, text


class Term(models.Model):
    """A word, what it is looked for as, and what is said when it is found, from one day to another (both included)."""

    key = models.CharField("slags", max_length=20, choices=TermKey.choices)
    word = models.CharField("ord", max_length=80)
    anchor = models.SlugField("afsnit i vejledningen", max_length=60, db_index=False)
    advice = models.CharField(
        "råd", max_length=300, blank=True, help_text="Hvad der siges, når ordet findes."
    )
    valid_from = models.DateField("gælder fra")
    valid_to = models.DateField("gælder til og med", null=True, blank=True)
    source = models.CharField("kilde", max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "ord"
        verbose_name_plural = "ord"
        ordering = ["key", "word", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(key__in=TermKey.values),
                name="expenses_term_key_known",
                violation_error_message="Vælg en slags fra listen.",
            ),
            models.CheckConstraint(
                condition=Q(word__regex=r"\S") & Q(anchor__regex=r"^[a-z0-9-]+$"),
                name="expenses_term_says_what",
                violation_error_message="Skriv ordet, og vælg det afsnit, det hører til.",
            ),
            ends_after_start("expenses_term_ends_after_start", "Ordet kan ikke slutte, før det begynder."),
            no_overlap(
                "expenses_term_no_overlap",
                text("key"),
                text("word"),
                sentence="Ordet står der allerede på nogle af dagene.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} fra {self.valid_from:%d.%m.%Y}"

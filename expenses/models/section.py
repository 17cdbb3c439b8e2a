"""The guide in the product's own words, one dated row for each heading."""

from django.db import models
from django.db.models import Q

from expenses.models.dated import DatedQuerySet, ends_after_start, no_overlap, text


class Section(models.Model):
    """One heading with its text, from one day to another (both included).

    `slug` is the anchor on the page and never changes: findings and decisions point at it. `guide` names the
    guide it comes from ("April 2026"); `position` is its place on the page.
    """

    slug = models.SlugField("anker", max_length=60, db_index=False)
    title = models.CharField("overskrift", max_length=200)
    says = models.TextField("tekst")
    guide = models.CharField("vejledning", max_length=80)
    position = models.PositiveSmallIntegerField("plads")
    valid_from = models.DateField("gælder fra")
    valid_to = models.DateField("gælder til og med", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "afsnit"
        verbose_name_plural = "afsnit"
        ordering = ["position", "slug", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9-]+$") & Q(title__regex=r"\S") & Q(says__regex=r"\S"),
                name="expenses_section_says_something",
                violation_error_message="Skriv anker, overskrift og tekst.",
            ),
            ends_after_start(
                "expenses_section_ends_after_start", "Afsnittet kan ikke slutte, før det begynder."
            ),
            no_overlap(
                "expenses_section_no_overlap",
                text("slug"),
                sentence="Afsnittet har allerede en tekst på nogle af dagene.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} fra {self.valid_from:%d.%m.%Y}"

"""A proposed change of the guide's amounts, words or texts, and what became of it: one proposes, another publishes."""

from django.db import models
from django.db.models import F, Q

from clusters.models import Person
from expenses.enums import ChangeStep, ChangeSubject, RateKey


class GuideChangeQuerySet(models.QuerySet["GuideChange"]):
    def waiting(self) -> "GuideChangeQuerySet":
        """Neither published nor withdrawn, the oldest first."""
        return self.filter(published_at=None, withdrawn_at=None).order_by("pk")


class GuideChange(models.Model):
    """`identity` and `values` are fields of the row it is about, as JSON (amounts as decimal strings).

    `preview` is what it would have changed: see actions/preview_change.py. The database keeps what is proposed as
    it was, lets it be answered once, and by another than who proposed it (migration 0016).
    """

    subject = models.CharField("hvad", max_length=10, choices=ChangeSubject.choices)
    step = models.CharField("ændring", max_length=10, choices=ChangeStep.choices)
    identity = models.JSONField("række")
    values = models.JSONField("nyt indhold", default=dict, blank=True)
    valid_from = models.DateField("fra og med")
    why = models.CharField("kilde eller grund", max_length=200)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="foreslået af")
    proposed_at = models.DateTimeField("foreslået", auto_now_add=True)
    preview = models.JSONField("forhåndsvisning", null=True, blank=True, editable=False)
    previewed_at = models.DateTimeField("regnet igennem", null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="offentliggjort af"
    )
    published_at = models.DateTimeField("offentliggjort", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="trukket tilbage af"
    )
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True, blank=True)

    objects = GuideChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "ændringsforslag"
        verbose_name_plural = "ændringsforslag"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False, previewed_at__isnull=False),
                name="expenses_guidechange_published_whole",
                violation_error_message="Et forslag offentliggøres af en person, når det er regnet igennem.",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("proposed_by")),
                name="expenses_guidechange_two_people",
                violation_error_message="En anden end den, der har foreslået ændringen, skal offentliggøre den.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, published_at=None),
                name="expenses_guidechange_one_answer",
                violation_error_message="Et forslag er enten offentliggjort eller trukket tilbage.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {self.about}"

    @property
    def about(self) -> str:
        """What a person calls the row."""
        if self.subject == ChangeSubject.RATE:
            return RateKey(self.identity["key"]).label
        return str(self.identity.get("word") or self.values.get("title") or self.identity.get("slug"))

    @property
    def is_waiting(self) -> bool:
        return self.published_at is None and self.withdrawn_at is None

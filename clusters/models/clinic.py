"""Clinics with their dated provider numbers and counts of group-1 patients (domain.md §7.3)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast

from clusters.models.cluster import Cluster


class DateRange(Func):
    function = "daterange"


class IntRange(Func):
    function = "int4range"


class LongRange(Func):
    function = "int8range"


BOTH = RangeBoundary(inclusive_lower=True, inclusive_upper=True)


class Clinic(models.Model):
    """A practice, keyed by our own id: provider numbers are given to others when they fall free."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="clinics", verbose_name="klynge")
    name = models.CharField("navn", max_length=200)
    closed_on = models.DateField("lukket", null=True, blank=True)

    class Meta:
        verbose_name = "klinik"
        verbose_name_plural = "klinikker"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class ProviderNumber(models.Model):
    """Six digits as text (leading zeros), held by one clinic at a time."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="provider_numbers", verbose_name="klinik")
    number = models.CharField(
        "ydernummer", max_length=6, validators=[RegexValidator(r"^\d{6}$", "Et ydernummer er seks cifre.")]
    )
    valid_from = models.DateField("gælder fra")
    valid_to = models.DateField("gælder til", null=True, blank=True)

    class Meta:
        verbose_name = "ydernummer"
        verbose_name_plural = "ydernumre"
        constraints = [
            models.CheckConstraint(
                condition=Q(number__regex=r"^\d{6}$"),
                name="clusters_providernumber_six_digits",
                violation_error_message="Et ydernummer er seks cifre.",
            ),
            ExclusionConstraint(
                name="clusters_providernumber_one_clinic_at_a_time",
                # int4range carries equality: the database has no btree_gist extension (ADR 0002).
                expressions=[
                    (
                        IntRange(
                            Cast("number", models.IntegerField()),
                            Cast("number", models.IntegerField()),
                            BOTH,
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        DateRange(
                            F("valid_from"),
                            F("valid_to"),
                            BOTH,
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Ydernummeret tilhører allerede en klinik i den periode.",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PatientCount(models.Model):
    """Group-1 patients of a clinic on a date: the basis of the region's allotment. Only ever added to.

    A count that was wrong gets a row with the next `version`; the highest one holds.
    """

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="patient_counts", verbose_name="klinik")
    counted_on = models.DateField("opgjort den")
    group1_patients = models.PositiveIntegerField("gruppe 1-patienter")
    version = models.PositiveSmallIntegerField("udgave", default=1, db_default=1, editable=False)

    class Meta:
        verbose_name = "patienttal"
        verbose_name_plural = "patienttal"
        constraints = [
            # A unique index on a table in use would stop old code; an exclusion says the same (ADR 0002).
            ExclusionConstraint(
                name="clusters_patientcount_one_version",
                expressions=[
                    (LongRange(F("clinic"), F("clinic"), BOTH), RangeOperators.OVERLAPS),
                    (DateRange(F("counted_on"), F("counted_on"), BOTH), RangeOperators.OVERLAPS),
                    (IntRange(F("version"), F("version"), BOTH), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Klinikken har allerede et patienttal for den dato.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.clinic}: {self.group1_patients} ({self.counted_on})"

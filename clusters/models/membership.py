"""Dated roles. A person may hold several; one taken away no longer counts at the next request."""

import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from clusters.enums import NATIONAL_ROLES, MemberKind, Role, WithoutSecond
from clusters.models.clinic import Clinic
from clusters.models.cluster import Cluster
from clusters.models.person import Person


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, on: datetime.date | None = None) -> "MembershipQuerySet":
        """Held on the day (today by default). A deputy counts only once the task is accepted, and while still
        of the cluster; a role over all clusters once a second person has confirmed it; what was withdrawn never.
        """
        day = on or timezone.localdate()
        of_cluster = Membership.objects.held(day).filter(
            person=OuterRef("person"), cluster=OuterRef("cluster"), role__in=(Role.MEMBER, Role.BOARD)
        )
        return self.held(day).filter(
            ~Q(role=Role.DEPUTY) | (Q(accepted_at__isnull=False) & Exists(of_cluster)),
            ~Q(role__in=NATIONAL_ROLES) | Q(confirmed_at__isnull=False) | ~Q(without_second=""),
        )

    def awaiting_second(self) -> "MembershipQuerySet":
        """Roles over all clusters that one person has given and nobody has confirmed or refused."""
        return self.national().filter(confirmed_at=None, without_second="")

    def national(self) -> "MembershipQuerySet":
        """Roles over all clusters that have not ended, whether or not they count yet."""
        today = timezone.localdate()
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=today), role__in=NATIONAL_ROLES, withdrawn_at=None
        )

    def held(self, day: datetime.date) -> "MembershipQuerySet":
        """By the dates alone."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day, withdrawn_at=None)

    def in_cluster(self, cluster: Cluster | int) -> "MembershipQuerySet":
        return self.filter(cluster=cluster)


class Membership(models.Model):
    """One role of one person from one day to another (both included).

    `withdrawn_at`: said no to by the deputy or the second secretary, or taken back before it had begun; it
    never counted. A role over all clusters is given by one and confirmed by another (ADR 0020); `without_second`
    says openly why a row has no second. A trigger keeps what was confirmed as it was.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name="person")
    cluster = models.ForeignKey(
        Cluster, models.PROTECT, related_name="memberships", verbose_name="klynge", null=True, blank=True
    )
    clinic = models.ForeignKey(
        Clinic, models.PROTECT, related_name="memberships", verbose_name="klinik", null=True, blank=True
    )
    role = models.CharField("rolle", max_length=20, choices=Role.choices)
    kind = models.CharField("medlemstype", max_length=20, choices=MemberKind.choices, blank=True)
    may_endorse = models.BooleanField(
        "må godkende koordinatorens egne bilag", default=False, help_text="Gælder bestyrelsesmedlemmer."
    )
    valid_from = models.DateField("fra")
    valid_to = models.DateField("til", null=True, blank=True)
    accepted_at = models.DateTimeField("opgaven accepteret", null=True, blank=True)
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True, blank=True)
    given_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="givet af", null=True, blank=True
    )
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="bekræftet af", null=True, blank=True
    )
    confirmed_at = models.DateTimeField("bekræftet", null=True, blank=True)
    without_second = models.CharField(
        "uden en anden", max_length=20, choices=WithoutSecond.choices, blank=True, default="", db_default=""
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "rolle"
        verbose_name_plural = "roller"
        ordering = ["cluster", "person__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="clusters_membership_ends_after_start",
                violation_error_message="Rollen kan ikke slutte, før den begynder.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(role__in=NATIONAL_ROLES, cluster=None)
                    | (~Q(role__in=NATIONAL_ROLES) & Q(cluster__isnull=False))
                ),
                name="clusters_membership_place",
                violation_error_message="Sekretariat og revisor er landsdækkende; andre roller hører til en klynge.",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.MEMBER) | ~Q(kind=""),
                name="clusters_membership_member_kind",
                violation_error_message="Vælg medlemstype for et klyngemedlem.",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.DEPUTY) | Q(valid_to__isnull=False),
                name="clusters_membership_deputy_has_end",
                violation_error_message="En stedfortræder udpeges fra en dato til en dato.",
            ),
            models.CheckConstraint(
                condition=Q(may_endorse=False) | Q(role=Role.BOARD),
                name="clusters_membership_may_endorse_board",
                violation_error_message="Kun et bestyrelsesmedlem kan få den ret.",
            ),
            models.CheckConstraint(
                condition=Q(given_by=None) | ~Q(given_by=F("person")),
                name="clusters_membership_given_by_another",
                violation_error_message="Ingen kan give sig selv en rolle.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (
                    Q(role__in=NATIONAL_ROLES, confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & Q(given_by__isnull=False, without_second="")
                    & ~Q(confirmed_by=F("given_by"))
                    & ~Q(confirmed_by=F("person"))
                ),
                name="clusters_membership_confirmed_by_a_third",
                violation_error_message="Rollen skal bekræftes af en anden end den, der gav den, og den, der får den.",
            ),
            models.UniqueConstraint(
                fields=["person", "cluster", "role", "valid_from"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                name="clusters_membership_once",
                violation_error_message="Personen har allerede den rolle fra den dato.",
            ),
            models.UniqueConstraint(
                fields=["cluster"],
                condition=Q(role=Role.COORDINATOR, valid_to=None, withdrawn_at=None),
                name="clusters_membership_one_coordinator",
                violation_error_message="Klyngen har allerede en koordinator uden slutdato.",
            ),
        ]
        indexes = [models.Index(fields=["cluster", "role"], name="clusters_membership_roles")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"

    @property
    def is_awaiting_second(self) -> bool:
        """Given over all clusters by one, and neither confirmed nor refused by another."""
        answered = self.confirmed_at or self.withdrawn_at or self.without_second
        return self.role in NATIONAL_ROLES and not answered

"""A paper and its pages. State and scan are written by receive.py, reading.py and rotate.py only."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class State(models.TextChoices):
    RECEIVED = "received", "Modtaget"
    READING = "reading", "Læses"
    READY = "ready", "Klar"
    REFUSED = "refused", "Afvist"


class Scan(models.TextChoices):
    """What the virus scanner says. Nothing is scanned where none is configured (CLAMAV_URL)."""

    NOT_SCANNED = "not_scanned", "Ikke kontrolleret for virus"
    WAITING = "waiting", "Venter på viruskontrol"
    CLEAN = "clean", "Ingen kendt virus"
    INFECTED = "infected", "I karantæne"


class ContentType(models.TextChoices):
    """The kinds of paper taken in; decided by the file's first bytes, never by its name."""

    JPEG = "image/jpeg", "JPEG-billede"
    PNG = "image/png", "PNG-billede"
    HEIC = "image/heic", "HEIC-billede"
    PDF = "application/pdf", "PDF"


class Document(models.Model):
    """One uploaded file. Its bytes lie under DOCUMENT_ROOT in a folder named by the id (storage.py)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(
        "navn", max_length=120, help_text="Det viste navn, renset for tegn der kan narre."
    )
    content_type = models.CharField("type", max_length=20, choices=ContentType.choices)
    size = models.PositiveIntegerField("størrelse", help_text="Originalens størrelse i byte.")
    sha256 = models.CharField("SHA-256", max_length=64, help_text="Originalens fingeraftryk.")
    state = models.CharField("tilstand", max_length=10, choices=State.choices, default=State.RECEIVED)
    problem = models.CharField("problem", max_length=300, blank=True, default="")
    note = models.CharField("bemærkning", max_length=300, blank=True, default="")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, verbose_name="uploadet af"
    )
    uploaded_at = models.DateTimeField("uploadet", default=timezone.now)
    pages = models.PositiveSmallIntegerField("sider", null=True, blank=True)
    pages_read = models.PositiveSmallIntegerField("sider læst", default=0)
    rotation = models.PositiveSmallIntegerField(
        "drejning", default=0, help_text="Grader med uret: 0, 90, 180, 270."
    )
    text = models.TextField(
        "tekst", null=True, blank=True, help_text="Starten af en PDF's tekst, til forslag."
    )
    copy_sha256 = models.CharField("den rensede kopis SHA-256", max_length=64, blank=True, default="")
    look = models.BigIntegerField(
        "udseende",
        null=True,
        blank=True,
        help_text="64 bit, som næsten er ens for det samme billede i anden størrelse eller kvalitet.",
    )
    version = models.PositiveSmallIntegerField(
        "version", default=0, help_text="Hvor mange gange den er læst til ende; navngiver mappen med siderne."
    )
    attempts = models.PositiveSmallIntegerField("forsøg", default=0)
    lease_until = models.DateTimeField("læses indtil", null=True, blank=True)
    scan = models.CharField(
        "viruskontrol",
        max_length=12,
        choices=Scan.choices,
        default=Scan.NOT_SCANNED,
        db_default=Scan.NOT_SCANNED,
    )
    scan_found = models.CharField(
        "fundet",
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="Hvad viruskontrollen kalder det.",
    )
    scan_again_at = models.DateTimeField("kontrolleres igen", null=True, blank=True)
    reported_at = models.DateTimeField("sekretariatet underrettet", null=True, blank=True)

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokumenter"
        constraints = [
            models.CheckConstraint(
                name="documents_document_state_known",
                condition=Q(state__in=State.values),
                violation_error_message="Ukendt tilstand.",
            ),
            models.CheckConstraint(
                name="documents_document_type_known",
                condition=Q(content_type__in=ContentType.values),
                violation_error_message="Filtypen kan ikke bruges.",
            ),
            models.CheckConstraint(
                name="documents_document_size_positive",
                condition=Q(size__gt=0),
                violation_error_message="Filen er tom.",
            ),
            models.CheckConstraint(
                name="documents_document_sha256_shape",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="Fingeraftrykket har ikke den rette form.",
            ),
            models.CheckConstraint(
                name="documents_document_refused_says_why",
                condition=(Q(state=State.REFUSED) & ~Q(problem=""))
                | (~Q(state=State.REFUSED) & Q(problem="")),
                violation_error_message="En afvist fil skal have en forklaring, og kun den.",
            ),
            models.CheckConstraint(
                name="documents_document_ready_is_read",
                condition=~Q(state=State.READY)
                | Q(pages__isnull=False, pages__gte=1, pages_read=F("pages"), version__gte=1),
                violation_error_message="En fil er først klar, når alle sider er læst.",
            ),
            models.CheckConstraint(
                name="documents_document_reading_has_lease",
                condition=Q(state=State.READING, lease_until__isnull=False)
                | (~Q(state=State.READING) & Q(lease_until__isnull=True)),
                violation_error_message="En fil, der læses, skal have en tidsfrist, og kun den.",
            ),
            models.CheckConstraint(
                name="documents_document_rotation_quarter",
                condition=Q(rotation__in=[0, 90, 180, 270]),
                violation_error_message="Et billede kan kun drejes en kvart omgang ad gangen.",
            ),
            models.CheckConstraint(
                name="documents_document_scan_known",
                condition=Q(scan__in=Scan.values),
                violation_error_message="Ukendt svar fra viruskontrollen.",
            ),
            models.CheckConstraint(
                name="documents_document_infected_is_refused",
                condition=~Q(scan=Scan.INFECTED) | (Q(state=State.REFUSED) & ~Q(scan_found="")),
                violation_error_message="En fil i karantæne er afvist, og det siges, hvad der er fundet.",
            ),
            models.CheckConstraint(
                name="documents_document_unscanned_is_not_ready",
                condition=~Q(scan=Scan.WAITING) | Q(state__in=[State.RECEIVED, State.READING]),
                violation_error_message="En fil, der venter på viruskontrol, er ikke klar.",
            ),
        ]
        indexes = [
            models.Index(
                name="documents_document_infected",
                fields=["uploaded_at"],
                condition=Q(scan=Scan.INFECTED),
            ),
            models.Index(
                name="documents_document_waiting",
                fields=["uploaded_at"],
                condition=Q(state__in=[State.RECEIVED, State.READING]),
            ),
            models.Index(name="documents_document_quota", fields=["uploaded_by", "uploaded_at"]),
            models.Index(name="documents_document_sha256", fields=["sha256"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_ready(self) -> bool:
        return self.state == State.READY

    @property
    def is_refused(self) -> bool:
        return self.state == State.REFUSED

    @property
    def is_waiting(self) -> bool:
        """Received or being read: ask again in a moment."""
        return self.state in (State.RECEIVED, State.READING)

    @property
    def is_infected(self) -> bool:
        """In quarantine: its bytes stay where they are, and nobody gets them."""
        return self.scan == Scan.INFECTED

    @property
    def awaits_scan(self) -> bool:
        """The scanner did not answer; the sweep asks again."""
        return self.scan == Scan.WAITING


class Page(models.Model):
    """One page as a picture (page-N.jpg), with its size in pixels so that a screen can reserve the room."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="page_set")
    number = models.PositiveSmallIntegerField("side")
    width = models.PositiveIntegerField("bredde")
    height = models.PositiveIntegerField("højde")
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = "side"
        verbose_name_plural = "sider"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="documents_page_number_unique",
                fields=["document", "number"],
                violation_error_message="Siden findes allerede.",
            ),
            models.CheckConstraint(
                name="documents_page_has_size",
                condition=Q(number__gte=1, width__gte=1, height__gte=1),
                violation_error_message="En side skal have et nummer og en størrelse.",
            ),
        ]

    def __str__(self) -> str:
        return f"side {self.number} af {self.document_id}"


class QuarantinedDocument(Document):
    """The papers the virus scanner stopped, as the secretariat's list shows them."""

    class Meta:
        proxy = True
        verbose_name = "fil i karantæne"
        verbose_name_plural = "filer i karantæne"

"""Words of the second floor, with their Danish labels."""

from django.db import models


class MeetingKind(models.TextChoices):
    ORDINARY = "ordinary", "Klyngemøde"
    RESIDENTIAL = "residential", "Internat"
    GENERAL = "general_assembly", "Generalforsamling"


class ParticipantKind(models.TextChoices):
    DOCTOR = "doctor", "Læge"
    STAFF = "staff", "Praksispersonale"
    SPEAKER = "speaker", "Oplægsholder"
    GUEST = "guest", "Gæst"


class Answer(models.TextChoices):
    NONE = "none", "Ikke svaret"
    YES = "yes", "Kommer"
    NO = "no", "Kommer ikke"


class Presence(models.TextChoices):
    """What the list says afterwards. A no-show's cover may still be paid, but must be named (the guide)."""

    UNKNOWN = "unknown", "Ikke afkrydset"
    ATTENDED = "attended", "Fremmødt"
    DECLINED = "declined", "Afbud"
    NO_SHOW = "no_show", "Udeblevet"

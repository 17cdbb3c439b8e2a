"""Words of the second floor, with their Danish labels."""

from django.db import models


class MeetingKind(models.TextChoices):
    ORDINARY = "ordinary", "Klyngemøde"
    RESIDENTIAL = "residential", "Internat"
    GENERAL = "general_assembly", "Generalforsamling"


class Country(models.TextChoices):
    """Where a meeting may be held; abroad each pays their own travel (the guide, "Internater")."""

    DENMARK = "DK", "Danmark"
    SWEDEN = "SE", "Sverige"
    NORWAY = "NO", "Norge"
    GERMANY = "DE", "Tyskland"
    FAROES = "FO", "Færøerne"
    GREENLAND = "GL", "Grønland"
    ICELAND = "IS", "Island"
    POLAND = "PL", "Polen"
    NETHERLANDS = "NL", "Holland"
    UNITED_KINGDOM = "GB", "Storbritannien"
    FRANCE = "FR", "Frankrig"
    ITALY = "IT", "Italien"
    SPAIN = "ES", "Spanien"


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


class MeetingPaperKind(models.TextChoices):
    PROGRAMME = "programme", "Program"
    AGENDA = "agenda", "Dagsorden"
    MINUTES = "minutes", "Referat"
    OTHER = "other", "Andet"

"""Words of the third floor, with their Danish labels."""

from django.db import models


class VoucherKind(models.TextChoices):
    OUTLAY = "outlay", "Udlæg"
    INVOICE = "invoice", "Faktura"


class CostCategory(models.TextChoices):
    """What the money bought. Sources: the guide of April 2026; domain.md §1.6."""

    LUNCH = "lunch", "Frokost"
    DINNER = "dinner", "Middag"
    ROOM = "room", "Lokale"
    CONFERENCE_PACKAGE = "conference_package", "Konferencepakke"
    ACCOMMODATION = "accommodation", "Overnatning"
    DRINKS = "drinks", "Drikkevarer"
    TRANSPORT = "transport", "Transport (taxa, tog, bro)"
    SPEAKER = "speaker", "Oplægsholder"
    CONSULTANT = "consultant", "Ekstern konsulent"
    GIFT = "gift", "Gave"
    HARDWARE = "hardware", "IT-udstyr"
    SUBSCRIPTION = "subscription", "Abonnement"
    OTHER = "other", "Andet"


CATERING = (CostCategory.LUNCH, CostCategory.DINNER, CostCategory.DRINKS)
NEEDS_LIST = (*CATERING, CostCategory.CONFERENCE_PACKAGE, CostCategory.ACCOMMODATION)


class PaperKind(models.TextChoices):
    RECEIPT = "receipt", "Kvittering"
    INVOICE = "invoice", "Faktura"
    PROGRAMME = "programme", "Program"
    PAYMENT_PROOF = "payment_proof", "Betalingsbevis"
    OTHER = "other", "Andet"


class Outcome(models.TextChoices):
    """What a finding asks for."""

    STOP = "stop", "Stop"
    REASON = "reason", "Begrund"
    NOTE = "note", "Bemærk"


class PayeeKind(models.TextChoices):
    MEMBER = "member", "Medlem"
    SUPPLIER = "supplier", "Leverandør"


class PayMethod(models.TextChoices):
    BANK = "bank", "Reg.nr. og kontonummer"
    IBAN = "iban", "IBAN"
    FIK = "fik", "Betalingslinje (FIK)"


class RateKey(models.IntegerChoices):
    """What a dated amount of the guide limits. Integers: an exclusion constraint spans them as ranges."""

    LUNCH = 1, "Frokost inkl. drikkevarer"
    DINNER = 2, "Middag inkl. drikkevarer"
    ROOM = 3, "Lokaleleje"
    ACCOMMODATION = 4, "Overnatning inkl. bespisning og drikkevarer"


class RateUnit(models.TextChoices):
    HEAD = "head", "pr. person"
    MEETING_DAY = "meeting_day", "pr. mødedag"
    HEAD_NIGHT = "head_night", "pr. person pr. døgn"


RATE_UNIT = {
    RateKey.LUNCH: RateUnit.HEAD,
    RateKey.DINNER: RateUnit.HEAD,
    RateKey.ROOM: RateUnit.MEETING_DAY,
    RateKey.ACCOMMODATION: RateUnit.HEAD_NIGHT,
}
"""What an amount is counted in follows from what it limits."""

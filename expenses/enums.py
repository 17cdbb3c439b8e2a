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

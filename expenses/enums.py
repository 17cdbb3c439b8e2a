"""Words of the third floor, with their Danish labels."""

from django.db import models


class VoucherKind(models.TextChoices):
    OUTLAY = "outlay", "Udlæg"
    INVOICE = "invoice", "Faktura"
    FEE = "fee", "Honorar"
    MILEAGE = "mileage", "Kørsel i egen bil"
    CARD = "card", "Køb med klyngens kort"
    GIFT = "gift", "Gave"


class CostCategory(models.TextChoices):
    """What the money bought. Sources: the guide of April 2026; domain.md §1.6."""

    LUNCH = "lunch", "Frokost"
    DINNER = "dinner", "Middag"
    ROOM = "room", "Lokale"
    CONFERENCE_PACKAGE = "conference_package", "Konferencepakke"
    ACCOMMODATION = "accommodation", "Overnatning"
    DRINKS = "drinks", "Drikkevarer"
    TRANSPORT = "transport", "Transport (taxa, tog, bro)"
    MILEAGE = "mileage", "Kørsel i egen bil"
    FEE = "fee", "Honorar"
    SPEAKER = "speaker", "Oplægsholder"
    CONSULTANT = "consultant", "Ekstern konsulent"
    GIFT = "gift", "Gave"
    HARDWARE = "hardware", "IT-udstyr"
    SUBSCRIPTION = "subscription", "Abonnement"
    OTHER = "other", "Andet"


CATERING = (CostCategory.LUNCH, CostCategory.DINNER, CostCategory.DRINKS)
PURCHASED = tuple(one for one in CostCategory if one not in (CostCategory.FEE, CostCategory.MILEAGE))
"""What a paper from a seller can be for; fees and mileage are asked for without one."""
NEEDS_LIST = (*CATERING, CostCategory.CONFERENCE_PACKAGE, CostCategory.ACCOMMODATION)


PAYS_PERSON = (VoucherKind.FEE, VoucherKind.MILEAGE)
"""What a person is paid for: reported to tax by their number, and the secretariat decides what income it is."""


class PaperKind(models.TextChoices):
    RECEIPT = "receipt", "Kvittering"
    INVOICE = "invoice", "Faktura"
    ORDER_CONFIRMATION = "order_confirmation", "Ordrebekræftelse"
    PRO_FORMA = "pro_forma", "Proformafaktura"
    PAYMENT_PROOF = "payment_proof", "Betalingsbevis"
    CONTRACT = "contract", "Kontrakt"
    TIMESHEET = "timesheet", "Timeregnskab"
    PRICE_EVIDENCE = "price_evidence", "Dokumentation for prisen"
    PROGRAMME = "programme", "Program"
    OTHER = "other", "Andet"


class Outcome(models.TextChoices):
    """What a finding asks for."""

    STOP = "stop", "Stop"
    REASON = "reason", "Begrund"
    NOTE = "note", "Bemærk"


class FeeWork(models.TextChoices):
    """What a fee is asked for (domain.md §1.6). Coming to a meeting is none of them."""

    COORDINATOR = "coordinator", "Arbejde som koordinator"
    BOARD = "board", "Arbejde i bestyrelsen"
    OTHER = "other", "Andet arbejde efter kontrakt"
    SPEAKER = "speaker", "Oplæg"
    FACILITATOR = "facilitator", "Facilitering"


FEE_CATEGORY = {
    FeeWork.COORDINATOR: CostCategory.FEE,
    FeeWork.BOARD: CostCategory.FEE,
    FeeWork.OTHER: CostCategory.FEE,
    FeeWork.SPEAKER: CostCategory.SPEAKER,
    FeeWork.FACILITATOR: CostCategory.CONSULTANT,
}


class PayeeKind(models.TextChoices):
    """A speaker is a person from outside who signs in nowhere; members and board members are known by name."""

    MEMBER = "member", "Medlem"
    BOARD = "board", "Bestyrelsesmedlem"
    SPEAKER = "speaker", "Oplægsholder"
    SUPPLIER = "supplier", "Leverandør"


SIGNS_IN = (PayeeKind.MEMBER, PayeeKind.BOARD)
MET_BY_CLUSTER = (PayeeKind.SPEAKER, PayeeKind.SUPPLIER)


class PayMethod(models.TextChoices):
    BANK = "bank", "Reg.nr. og kontonummer"
    IBAN = "iban", "IBAN"
    FIK = "fik", "Betalingslinje (FIK)"
    NEMKONTO = "nemkonto", "NemKonto"


class NoticeStep(models.TextChoices):
    """Nobody is paid to NemKonto before they were told, and may say no at any time (lov om Nemkonto)."""

    TOLD = "told", "Fik besked om NemKonto"
    OPTED_OUT = "opted_out", "Fravalgte NemKonto"


class TaxKind(models.TextChoices):
    """By what tax knows who is paid."""

    CPR = "cpr", "CPR-nummer"
    CVR = "cvr", "CVR-nummer"
    ABROAD = "abroad", "Fødselsdag og adresse, uden dansk CPR-nummer"


class RateKey(models.IntegerChoices):
    """What a dated amount of the guide limits. Integers: an exclusion constraint spans them as ranges."""

    LUNCH = 1, "Frokost inkl. drikkevarer"
    DINNER = 2, "Middag inkl. drikkevarer"
    ROOM = 3, "Lokaleleje"
    ACCOMMODATION = 4, "Overnatning inkl. bespisning og drikkevarer"
    SPEAKER = 5, "Oplægsholder udefra"
    CONSULTANT_HOUR = 6, "Vejledende konsulenttakst"
    GIFT = 7, "Gave af ubetydelig værdi"
    CARD_MONTH = 8, "Køb med ét kort"
    MILEAGE = 9, "Kørsel i egen bil, til 20.000 km om året"
    MILEAGE_OVER = 10, "Kørsel i egen bil, over 20.000 km om året"


class TermKey(models.TextChoices):
    """What a word in a text or a supplier's name is looked for as."""

    NEVER_PAID = "never_paid", "Kan ikke betales"
    DISCOUNT = "discount", "Rabataftale"


class AnswerState(models.TextChoices):
    """Where an answer of the secretariat stands; told by its dates."""

    DRAFT = "draft", "Kladde"
    PUBLISHED = "published", "Udgivet"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


class RateUnit(models.TextChoices):
    HEAD = "head", "pr. person"
    MEETING_DAY = "meeting_day", "pr. mødedag"
    HEAD_NIGHT = "head_night", "pr. person pr. døgn"
    TALK = "talk", "pr. oplæg"
    HOUR = "hour", "pr. time"
    GIFT = "gift", "pr. gave"
    MONTH = "month", "pr. måned, moms regnet med"
    KM = "km", "pr. km"


RATE_UNIT = {
    RateKey.LUNCH: RateUnit.HEAD,
    RateKey.DINNER: RateUnit.HEAD,
    RateKey.ROOM: RateUnit.MEETING_DAY,
    RateKey.ACCOMMODATION: RateUnit.HEAD_NIGHT,
    RateKey.SPEAKER: RateUnit.TALK,
    RateKey.CONSULTANT_HOUR: RateUnit.HOUR,
    RateKey.GIFT: RateUnit.GIFT,
    RateKey.CARD_MONTH: RateUnit.MONTH,
    RateKey.MILEAGE: RateUnit.KM,
    RateKey.MILEAGE_OVER: RateUnit.KM,
}
"""What an amount is counted in follows from what it limits."""


class ChangeSubject(models.TextChoices):
    """Which of the guide's dated rows a proposal is about."""

    RATE = "rate", "Beløbsramme"
    TERM = "term", "Ord"
    SECTION = "section", "Afsnit"


class ChangeStep(models.TextChoices):
    """What a proposal does: something new from a day, an end from a day, or taking back what has not begun."""

    FROM = "from", "Gælder fra"
    END = "end", "Ophører"
    UNDO = "undo", "Tages tilbage"

"""Words of the fourth floor, with their Danish labels."""

from dataclasses import dataclass

from django.db import models

BANK_USERNAME = "banken"
"""Whose name the bank's own answers stand under (approvals/actions/bank_user.py)."""


class Verdict(models.TextChoices):
    ENDORSE = "endorse", "Godkendt af klyngen"
    APPROVE = "approve", "Godkendt af PLO"
    RETURN = "return", "Returneret"
    SEND_BACK = "send_back", "Returneret til koordinatoren"
    REJECT = "reject", "Afvist"
    UNDO = "undo", "Godkendelsen fortrudt"


class Capacity(models.TextChoices):
    """In what capacity a decision was taken."""

    COORDINATOR = "coordinator", "Klyngekoordinator"
    DEPUTY = "deputy", "Stedfortræder for koordinatoren"
    BOARD = "board_member", "Bestyrelsesmedlem (koordinatoren er inhabil)"
    SECRETARIAT_FOR_CLUSTER = "secretariat_for_cluster", "PLO's klyngesekretariat i klyngens sted"
    SECRETARIAT = "secretariat", "PLO's klyngesekretariat"


class BankFileKind(models.TextChoices):
    PAIN002 = "pain002", "Svar på betalinger (pain.002)"
    CAMT053 = "camt053", "Kontoudtog (camt.053)"
    CSV = "csv", "Kontoudtog (CSV)"
    UNKNOWN = "unknown", "Ukendt"


class BankFileOutcome(models.TextChoices):
    WAITING = "waiting", "Ikke læst endnu"
    READ = "read", "Læst"
    REFUSED = "refused", "Afvist"


class LineOutcome(models.TextChoices):
    MATCHED = "matched", "Passer med vores betalinger"
    ASKED = "asked", "Der er stillet et spørgsmål"
    EXPLAINED = "explained", "Forklaret af en person"


class QuestionKind(models.TextChoices):
    UNKNOWN = "unknown", "Ukendt betaling"
    AMOUNT = "amount", "Beløbet er et andet"
    CURRENCY = "currency", "Anden valuta end kroner"
    LATE = "late", "Svaret kom for sent"
    TOTALS = "totals", "Antal eller kontrolsum passer ikke"
    STATUS = "status", "Svaret kan ikke tydes"
    INCOMING = "incoming", "Penge ind på kontoen"


class AnswerToQuestion(models.TextChoices):
    PAYMENT = "payment", "Det er denne betaling"
    NOT_OURS = "not_ours", "Det vedrører ikke klyngernes betalinger"
    ALLOTMENT = "allotment", "Det er regionens indbetaling, som er bogført"
    CARD = "card", "Det er klyngens kort"
    UNPAID = "unpaid", "Banken har ikke betalt den"
    SEEN = "seen", "Set og afklaret med banken"


class MadeKind(models.TextChoices):
    """What a paper that the product makes is."""

    STATEMENT = "statement", "Kontoudtog"
    ACCOUNTS = "accounts", "Årsregnskab"


class MadeForm(models.TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel"


class MadeState(models.TextChoices):
    QUEUED = "queued", "Venter"
    MAKING = "making", "Dannes"
    READY = "ready", "Klar"
    FAILED = "failed", "Mislykket"


class SendingOutcome(models.TextChoices):
    UNDER_WAY = "under_way", "Er ved at blive sendt"
    SENT = "sent", "Afleveret til banken"
    REFUSED = "refused", "Kom ikke af sted"
    UNKNOWN = "unknown", "Uvist, om banken har den"


class FeeRunState(models.TextChoices):
    ASKED = "asked", "Startet"
    COMPOSED = "composed", "Lønsedlerne er opgjort"
    DONE = "done", "Færdig"


@dataclass(frozen=True)
class FeeRunStep:
    verb: str
    label: str
    from_states: tuple[FeeRunState, ...]
    to_state: FeeRunState


FEE_RUN_STEPS = (
    FeeRunStep("compose", "Opgør", (FeeRunState.ASKED,), FeeRunState.COMPOSED),
    FeeRunStep("finish", "Afslut", (FeeRunState.COMPOSED,), FeeRunState.DONE),
)
FEE_RUN_OWNER = {FeeRunState.ASKED: "uret", FeeRunState.COMPOSED: "uret"}
"""The moves of a run; the guard in the migrations lets no other through."""


class StatementKind(models.TextChoices):
    ORDINARY = "ordinary", "Lønseddel"
    CORRECTION = "correction", "Rettelse til lønseddel"


class ReceiverKind(models.TextChoices):
    """What eIndkomst knows a receiver by (domain.md §5.3)."""

    CPR = "cpr", "CPR-nummer"
    CVR = "cvr", "CVR-nummer"
    ABROAD = "abroad", "Uden dansk CPR-nummer"


class PayLineKind(models.TextChoices):
    """What a line of a fee statement is, as tax sees it (domain.md §5.2)."""

    FEE_A = "fee_a", "Honorar, A-indkomst"
    FEE_B = "fee_b", "Honorar, B-indkomst"
    MILEAGE_TAXED = "mileage_taxed", "Kørsel, skattepligtig"
    MILEAGE_FREE = "mileage_free", "Kørsel, skattefri"


FIELD_OF_LINE = {
    PayLineKind.FEE_A: 13,
    PayLineKind.FEE_B: 36,
    PayLineKind.MILEAGE_TAXED: 38,
    PayLineKind.MILEAGE_FREE: 48,
}
"""eIndkomst's field for each."""


class IncomeType(models.TextChoices):
    """eIndkomst's indkomsttype (domain.md §5.2)."""

    EMPLOYEE = "00", "Lønmodtager"
    B_INCOME = "05", "B-indkomst"


class ReceiptKind(models.TextChoices):
    """What came from the distributor of digital post."""

    RECEIPT = "receipt", "Kvittering for en forsendelse"
    REPORT = "report", "Rapport om lønsedlerne"
    UNKNOWN = "unknown", "Ukendt"


class ReceiptOutcome(models.TextChoices):
    READ = "read", "Læst"
    ODD = "odd", "Skal ses efter"

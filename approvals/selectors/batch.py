"""One payment run as its page shows it: where it stands, totals, who did what, and what came of each payment."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from approvals.enums import SendingOutcome
from approvals.models import Batch, Payment, Sending
from approvals.selectors.ready import Total
from approvals.states import UNANSWERED, BatchState, PaymentState
from expenses.enums import PayMethod
from klyngeokonomi.audit.models import Record
from klyngeokonomi.money import ZERO
from klyngeokonomi.templatetags.dansk import antal, dato_kort, klokkeslet

DOWNLOADED = "batch_file_downloaded"


@dataclass(frozen=True, slots=True)
class Totals:
    clusters: list[Total]
    methods: list[Total]

    @property
    def withheld(self) -> Decimal:
        """DKK, kept back of A-income in the whole run."""
        return sum((one.withheld for one in self.clusters), ZERO)


def totals_of(batch: Batch) -> Totals:
    """By cluster, and by how it is paid. Two queries."""
    clusters = _summed(batch, "cluster__name")
    labels = dict(PayMethod.choices)
    methods = [Total(str(labels[label]), *rest) for label, *rest in _summed(batch, "method")]
    return Totals([Total(*one) for one in clusters], methods)


def _summed(batch: Batch, by: str) -> list[tuple[str, int, Decimal, Decimal]]:
    rows = batch.payments.order_by(by).values_list(by)
    return list(rows.annotate(count=Count("pk"), sum=Sum("amount"), kept=Sum("withheld")))


def payments_of(batch: Batch) -> QuerySet[Payment]:
    found = batch.payments.select_related("voucher", "cluster", "movement").order_by("cluster__name", "pk")
    return found.prefetch_related("bank_lines")


def standing_of(batch: Batch) -> str:
    """Where the run stands, as a sentence with a person in it."""
    built = f"Samlet af {batch.built_by.person.name} {dato_kort(batch.built_at)}."
    released = (
        f"Frigivet af {batch.released_by.person.name} {_moment(batch.released_at)}."
        if batch.released_by
        else ""
    )
    match BatchState(batch.state):
        case BatchState.BUILT:
            return f"{built} Venter på, at en anden i klyngesekretariatet frigiver den."
        case BatchState.RELEASED:
            return f"{released} {_under_way(batch)}"
        case BatchState.SENT:
            return f"{released} Sendt til banken {_moment(batch.state_since)}. {_answered(batch)}"
        case BatchState.CLOSED:
            return f"{released} Banken har svaret på alt. {_answered(batch)}"
        case BatchState.CANCELLED:
            return f"{built} Annulleret {_moment(batch.state_since)}, så intet er betalt."


def _under_way(batch: Batch) -> str:
    """How the file fares that is not known to be with the bank."""
    sending = Sending.objects.filter(batch=batch).first()
    if sending is None or sending.outcome == SendingOutcome.UNDER_WAY:
        return "Filen sendes nu til banken."
    if sending.outcome == SendingOutcome.UNKNOWN:
        return f"{sending.sentence} Banken spørges igen. Send den ikke på anden vis, før den har svaret."
    return f"{sending.sentence} Den sendes igen om lidt."


def _answered(batch: Batch) -> str:
    counts = dict(batch.payments.order_by().values_list("state").annotate(count=Count("pk")))
    words = [
        (counts.get(PaymentState.PAID, 0), "udbetalt,udbetalt"),
        (counts.get(PaymentState.BOUNCED, 0), "sendt tilbage af banken,sendt tilbage af banken"),
        (sum(counts.get(state, 0) for state in UNANSWERED), "venter på banken,venter på banken"),
    ]
    return ", ".join(antal(count, forms) for count, forms in words if count) + "."


def _moment(at: object) -> str:
    return f"{dato_kort(at)} kl. {klokkeslet(at)}"


def history_of(batch: Batch) -> list[Record]:
    """Built, released or cancelled, and every time somebody took the file; oldest first."""
    return list(_records(batch).select_related("by__person").order_by("pk"))


def downloads_of(history: list[Record]) -> list[Record]:
    return [record for record in history if record.act == DOWNLOADED]


def _records(batch: Batch) -> QuerySet[Record]:
    return Record.objects.filter(subject_type=batch._meta.label_lower, subject_id=str(batch.pk))

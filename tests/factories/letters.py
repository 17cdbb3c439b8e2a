"""Statements that wait for the post: frozen rows with a paper each, and no run behind their figures."""

import datetime
from hashlib import sha256

from django.utils import timezone

from approvals.enums import MadeState, ReceiverKind, StatementKind
from approvals.models import FeeRun, FeeStatement, StatementPaper
from expenses.enums import PayeeKind
from expenses.models import Payee
from klyngeokonomi.money import kr
from klyngeokonomi.sealed_field import Sealed
from klyngeokonomi.vault import fingerprint
from tests.people import People

OCTOBER = datetime.date(2026, 10, 1)
PDF = b"%PDF-1.7 en lille side"


def statement_to(
    people: People,
    number: int,
    *,
    cpr: str = "",
    cvr: str = "",
    month: datetime.date = OCTOBER,
    pdf: bytes | None = PDF,
) -> FeeStatement:
    """To somebody with this number; without any, to one from abroad. Without a PDF, its paper is not made yet."""
    kind = ReceiverKind.CPR if cpr else ReceiverKind.CVR if cvr else ReceiverKind.ABROAD
    run, _ = FeeRun.objects.get_or_create(month=month)
    statement = FeeStatement.objects.create(
        number=f"L2026-{number:05d}",
        run=run,
        month=month,
        kind=StatementKind.ORDINARY,
        payee=Payee.objects.create(
            kind=PayeeKind.SPEAKER, cluster=people.cluster, name=f"Prøve Modtager {number}", cvr=cvr
        ),
        receiver_kind=kind,
        cpr=Sealed.of(cpr.encode()) if cpr else None,
        fingerprint=fingerprint(cpr) if cpr else "",
        cvr=cvr,
        payee_name=f"Prøve Modtager {number}",
        gross=kr("1000.00"),
        tax_free=kr("0.00"),
        am_contribution=kr("0.00"),
        a_tax=kr("0.00"),
        net=kr("1000.00"),
        printed={},
        printed_sha256="0" * 64,
    )
    StatementPaper.objects.create(statement=statement, **({} if pdf is None else _ready(pdf)))
    return statement


def printed_by_nobody() -> None:
    """Every paper in line is ready, and a few bytes long."""
    StatementPaper.objects.filter(state=MadeState.QUEUED).update(**_ready(PDF))


def _ready(pdf: bytes) -> dict[str, object]:
    made = {"content": pdf, "sha256": sha256(pdf).hexdigest(), "size": len(pdf)}
    return {"state": MadeState.READY, "made_at": timezone.now(), **made}

"""The file for eIndkomst is handed out: the same bytes, written down every time, and again only for a reason."""

from hashlib import sha256
from typing import TYPE_CHECKING

from approvals.models import IncomeReport
from approvals.selectors.income_shown import downloads_of
from clusters.permissions import why_not_run_secretariat
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

CHANGED = "Filen er ikke den, der blev dannet, og udleveres ikke. Ring til dem, der driver systemet."
SAY_WHY = "Filen er udleveret før. Skriv, hvad kopien skal bruges til."


@act
def download_income_report(
    report: IncomeReport, *, by: "User", reason: str = ""
) -> tuple[IncomeReport, bytes]:
    """The first time without a reason. Raises Refused, also when the bytes are not those of its print."""
    report = IncomeReport.objects.select_for_update().get(pk=report.pk)
    if sentence := why_not_run_secretariat(by):
        raise Refused(sentence, on=report, tried="Hent fil")
    given_out = bool(downloads_of(report))
    if given_out and not reason.strip():
        raise Refused(SAY_WHY)
    content = report.sealed.open()
    if sha256(content).hexdigest() != report.sha256:
        raise Refused(CHANGED, on=report, tried="Hent fil")
    why = f"Kopi: {reason.strip().rstrip('.')}" if given_out else "Udleveret"
    told = f"{why}. {report.name}, {report.sha256[:16]}"
    record("income_report_downloaded", by=by, subject=report, text=told)
    return report, content

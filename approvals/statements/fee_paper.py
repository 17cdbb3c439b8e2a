"""A fee statement (lønseddel) as a PDF: `Printed` to bytes. Loads what renders, so for workers alone."""

from approvals.statements.fee_records import Printed
from approvals.statements.fee_words import worded
from approvals.statements.render import pdf_bytes

TEMPLATE = "pdf/fee_statement.html"


def fee_pdf(printed: Printed) -> bytes:
    """Equal data gives equal bytes."""
    return pdf_bytes(TEMPLATE, fee_context(printed), fingerprint=printed.fingerprint)


def fee_context(printed: Printed) -> dict[str, object]:
    said = worded(printed)
    return {"title": f"{said.title}, {printed.number}", "foot": f"Lønseddel {printed.number}", "said": said}

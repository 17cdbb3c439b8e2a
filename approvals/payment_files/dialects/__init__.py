"""One file per bank: how its pain.001 differs from the others'. Nothing here but data and their source."""

from approvals.payment_files.dialects.cgi_dk import CGI_DK
from approvals.payment_files.dialects.danske_bank import DANSKE_BANK
from approvals.payment_files.dialects.dialect import Dialect
from approvals.payment_files.dialects.nordea import NORDEA
from approvals.payment_files.lines import Unreadable

DIALECTS = {dialect.key: dialect for dialect in (CGI_DK, DANSKE_BANK, NORDEA)}


def dialect_of(key: str) -> Dialect:
    """Raises Unreadable for a bank nobody has written a dialect for."""
    if key not in DIALECTS:
        known = ", ".join(sorted(DIALECTS))
        raise Unreadable(f"Banken «{key}» kendes ikke. Vælg en af disse i indstillingerne: {known}.")
    return DIALECTS[key]

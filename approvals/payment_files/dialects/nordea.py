"""Nordea (Corporate Access Payables).

Source: its message guides for pain.001.001.03 (1.1 to 1.3, 2016-2017) and its appendix for Denmark, 24 June 2019; files
in UTF-8 with letters of ISO 8859-1 alone. As other Danish systems send it to the bank: the signer as scheme CUST, the
agreement, which is demanded, as scheme BANK on the debtor, no local instrument, no text with FIK 71, advice in one line
of 140, a FIK reference as card type, stroke, id. Not seen in the guides: how FIK and NemKonto are told.
"""

from approvals.payment_files.dialects.dialect import SEEN_IN_NO_GUIDE, Dialect

NORDEA = Dialect(
    key="nordea",
    name="Nordea",
    customer_scheme="CUST",
    agreement_scheme="BANK",
    local_instrument="",
    advice_lines=1,
    advice_length=140,
    unconfirmed=SEEN_IN_NO_GUIDE,
)

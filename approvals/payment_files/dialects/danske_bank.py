"""Danske Bank.

Source: its message guide for pain.001.001.03 (CGI, with examples of payment types, version 1.13, 15 December 2016):
files valid against the schema, UTF-8 accepted (a file signed or sealed by EDISec wants ISO 8859-1, which is not sent
here). As other Danish systems send it to the bank: the customer by CVR as scheme BANK, NURG with ONCL, advice in four
lines of 35, a FIK reference as card type, stroke, id. Not seen in the guide: how FIK and NemKonto are told.
"""

from approvals.payment_files.dialects.dialect import SEEN_IN_NO_GUIDE, Dialect

DANSKE_BANK = Dialect(key="danske_bank", name="Danske Bank", unconfirmed=SEEN_IN_NO_GUIDE)

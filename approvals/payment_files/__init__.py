"""Files to and from the bank, as bytes and records: no database, no settings, no clock.

`pain001` writes what shall be paid, `pain002` reads what the bank says to that, `camt053` and `bank_csv` read what the
bank has booked. What they take and give stands in `lines`.
"""

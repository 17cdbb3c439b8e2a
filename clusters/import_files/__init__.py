"""Pure readers of the secretariat's files: bytes in, records and row errors out.

A record is a dict of JSON values (text, whole number, true/false, None; days as YYYY-MM-DD, amounts in DKK as
"1234.50") with "row", its line in the file. An error says row (0: the file as a whole), column and what to do.
"""

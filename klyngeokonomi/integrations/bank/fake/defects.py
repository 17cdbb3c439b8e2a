"""What a bank can do wrong, one at a time and by name; a person or a test asks for it in a file beside the ledger."""

from enum import StrEnum
from pathlib import Path


class Defect(StrEnum):
    NONE = ""
    TWICE = "twice"  # the same answer and the same statement in two files
    LATE = "late"  # the statement comes before the answer
    PARTLY = "partly"  # of each block only the first line is told of
    UNKNOWN_ID = "unknown_id"  # payments that nobody ordered
    HALF_FILE = "half_file"  # every file ends in the middle
    CLOSED_BEFORE = (
        "closed_before"  # the line drops while the file is handed over, and the bank has not got it
    )
    CLOSED_AFTER = "closed_after"  # the same, and the bank has got it
    NEVER = "never"  # the order is taken and nothing is said
    FOREIGN = "foreign"  # a line in euro among the others
    WRONG_SUM = "wrong_sum"  # the closing balance is one krone too high
    OTHER_AMOUNT = "other_amount"  # each payment is booked with one øre more


def defect_in(folder: Path) -> Defect:
    """The one asked for in `defect.txt`; none when there is no such file."""
    file = folder / "defect.txt"
    return Defect(file.read_text(encoding="utf-8").strip()) if file.exists() else Defect.NONE

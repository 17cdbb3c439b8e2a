"""What a distributor can do wrong, one at a time; whoever wants it names it in `defect.txt` among its own files."""

from enum import StrEnum
from pathlib import Path

from klyngeokonomi.integrations.file_exchange import fake_server


class Defect(StrEnum):
    NONE = ""
    TWICE = "twice"  # each receipt and each report in two files
    LATE = "late"  # the report comes before the receipt
    DELAYED = "delayed"  # the receipt comes with the day's report, not at once
    NEVER = "never"  # the zip is taken, the letters delivered, and nothing is said
    LOST = "lost"  # the zip is gone, and the distributor has never had it
    HALF_FILE = "half_file"  # every file ends in the middle
    FOREIGN = "foreign"  # the report tells of a letter that nobody sent
    CONTRADICTED = "contradicted"  # the report says both of each letter
    REFUSES = "refuses"  # every zip is refused
    CLOSED_BEFORE = fake_server.CLOSED_BEFORE
    CLOSED_AFTER = fake_server.CLOSED_AFTER


def defect_in(folder: Path) -> Defect:
    """The one asked for; none when there is no such file."""
    file = folder / "defect.txt"
    return Defect(file.read_text(encoding="utf-8").strip()) if file.exists() else Defect.NONE

"""What the child tells its parent: a JSON object per line on stdout. Words, never sentences for a screen."""

import json
import sys
from enum import StrEnum


class Problem(StrEnum):
    """Why a file is not read. The parent has the Danish sentence for each (sentences.py)."""

    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    FORM_XFA = "form_xfa"
    TOO_COMPLICATED = "too_complicated"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_PIXELS = "too_many_pixels"
    PAGE_TOO_LARGE = "page_too_large"
    OUT_OF_MEMORY = "out_of_memory"
    OUT_OF_TIME = "out_of_time"
    DIED = "died"


class Note(StrEnum):
    """What was done to a file that could be read."""

    REPAIRED = "repaired"
    UNLOCKED = "unlocked"
    ACTIVE_CONTENT_REMOVED = "active_content_removed"


class Unreadable(Exception):
    """The file cannot be read, for the reason given."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def tell(**line: object) -> None:
    """Send one line to the parent at once."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()

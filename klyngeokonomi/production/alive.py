"""A file that a process touches while it does its work; the container's health check asks how old it is.

`python -m klyngeokonomi.production.alive 60` ends with 0 when it was touched within 60 seconds, else with 1. It loads
nothing of the product, so that asking every few seconds costs nothing.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any


def show(**_: Any) -> None:
    """Touch the file named by SIGN_OF_LIFE. Outside a container there is none, and nothing is done."""
    if name := os.environ.get("SIGN_OF_LIFE"):
        Path(name).touch()


def is_alive(within: float) -> bool:
    """Whether the file was touched within so many seconds."""
    with suppress(KeyError, FileNotFoundError):
        return time.time() - Path(os.environ["SIGN_OF_LIFE"]).stat().st_mtime < within
    return False


if __name__ == "__main__":
    sys.exit(0 if is_alive(float(sys.argv[1])) else 1)

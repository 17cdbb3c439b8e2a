"""A voucher as it would be with what is being written, before any of it is saved."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from expenses.models import Voucher


def with_values(voucher: Voucher, values: Mapping[str, Any]) -> Voucher:
    """A copy of the row with these values in it, by the names of edit_voucher; never to be saved."""
    said = copy(voucher)
    for name, value in values.items():
        if name != "lines":
            setattr(said, name, value)
    return said

"""The secretariat's pages of this floor; Django looks for them here."""

from clusters.admin import (
    accounts,
    allotments,
    contracts,
    imports,
    people,
    periods,
    registers,
    roles,
    transfers,
)

__all__ = [
    "accounts",
    "allotments",
    "contracts",
    "imports",
    "people",
    "periods",
    "registers",
    "roles",
    "transfers",
]

"""The secretariat's pages of this floor; Django looks for them here."""

from clusters.admin import accounts, contracts, imports, people, periods, registers, roles

__all__ = ["accounts", "contracts", "imports", "people", "periods", "registers", "roles"]

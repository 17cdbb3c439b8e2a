"""The secretariat's pages of this floor; Django looks for them here."""

from clusters.admin import accounts, imports, people, periods, registers, roles

__all__ = ["accounts", "imports", "people", "periods", "registers", "roles"]

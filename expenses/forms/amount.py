"""The amounts of this floor's forms are the house's own (klyngeokonomi/amount.py)."""

from klyngeokonomi.amount import AmountField, typed_kr

__all__ = ["AmountField", "typed_kr"]

"""What is kept back of A-income before it is paid: AM-bidrag of the whole, A-skat by the receiver's tax card."""

from decimal import Decimal

from klyngeokonomi.money import ZERO, format_kr, kr

AM_RATE = Decimal("0.08")
"""Arbejdsmarkedsbidragsloven § 1: of the fee before anything is deducted."""
ROUNDING = Decimal("1.00")
"""How far (DKK) the payroll system's own rounding may take it."""


def am_contribution(gross: Decimal) -> Decimal:
    """AM-bidrag of a fee, DKK."""
    return kr(gross * AM_RATE)


def why_not_withhold(gross: Decimal, am: Decimal, a_tax: Decimal) -> str | None:
    """A Danish sentence about AM-bidrag and A-skat (DKK) of a fee, or None."""
    if am < ZERO or a_tax < ZERO:
        return "AM-bidrag og A-skat kan ikke være under nul."
    due = am_contribution(gross)
    if abs(am - due) > ROUNDING:
        return (
            f"AM-bidraget er 8\u00a0% af hele honoraret: {format_kr(due)} "
            "Skriv det, som lønsystemet siger; det må højst være afrundet 1 kr."
        )
    if am + a_tax >= gross:
        return "AM-bidrag og A-skat skal tilsammen være mindre end honoraret."
    return None

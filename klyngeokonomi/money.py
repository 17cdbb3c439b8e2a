"""Kroner. Every amount in the product is a Decimal in DKK with two places, and is made here.

Rounding happens in `kr` alone: to the nearest øre, half away from zero, as Danish bookkeeping does.
"""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

ORE = Decimal("0.01")
ZERO = Decimal("0.00")
LARGEST = Decimal("9999999999.99")
STANDARD_VAT = Decimal("0.25")
"""Danish VAT rate (momsloven § 33)."""

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_DANISH = re.compile(r"^\d{1,3}(\.\d{3})+(,\d{1,2})?$|^\d+(,\d{1,2})?$")
_PLAIN = re.compile(r"^\d+\.\d{1,2}$")


class NotAnAmount(ValueError):
    """The text is no amount in kroner; the message is a Danish sentence for the person who typed it."""


def kr(value: Decimal | int | str) -> Decimal:
    """The amount in DKK with two places. Raises NotAnAmount for NaN, infinity, float and what is no number."""
    if isinstance(value, float):
        raise NotAnAmount("Beløb må ikke regnes med kommatal i maskinens egen form.")
    try:
        amount = Decimal(value)
        if not amount.is_finite() or abs(amount) > LARGEST:
            raise NotAnAmount("Beløbet er ikke et gyldigt beløb i kroner.")
        return amount.quantize(ORE, rounding=ROUND_HALF_UP)
    except InvalidOperation as error:
        raise NotAnAmount("Beløbet er ikke et gyldigt beløb i kroner.") from error


def parse_kr(text: str) -> Decimal:
    """The amount a person typed in Danish or plain form: 1.234,50 · 1234,5 · 1234.50 · 1 234 · kr. 20.

    Never rounds: more than two decimals raise NotAnAmount, as do signs, zero-width tricks and words.
    """
    cleaned = _SPACES.sub("", text).lower()
    cleaned = cleaned.removeprefix("kr.").removeprefix("kr").removeprefix("dkk")
    cleaned = cleaned.removesuffix("kr.").removesuffix("kr").removesuffix("dkk").removesuffix(",-")
    if not cleaned.isascii():
        raise NotAnAmount("Skriv beløbet med almindelige tal, fx 1.234,50.")
    if _DANISH.match(cleaned):
        return kr(cleaned.replace(".", "").replace(",", "."))
    if _PLAIN.match(cleaned):
        return kr(cleaned)
    raise NotAnAmount("Skriv beløbet i kroner og øre, fx 1.234,50.")


def format_kr(amount: Decimal) -> str:
    """1234.5 as 1.234,50 kr. (with a real minus sign in front when negative)."""
    text = f"{abs(kr(amount)):,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{'−' if amount < 0 else ''}{text} kr."


def vat_included(gross: Decimal) -> Decimal:
    """The VAT held in a gross amount at the standard rate: 20 % of it."""
    return kr(gross * STANDARD_VAT / (1 + STANDARD_VAT))


def split(amount: Decimal, parts: int) -> list[Decimal]:
    """The amount in equal parts that add up to it exactly; the first parts carry the odd øre."""
    if parts < 1:
        raise ValueError("parts must be at least 1")
    ore = int(kr(amount) * 100)
    base, rest = divmod(abs(ore), parts)
    sign = -1 if ore < 0 else 1
    return [kr(Decimal(sign * (base + (1 if index < rest else 0))) / 100) for index in range(parts)]


class MoneyField(models.DecimalField):
    """DKK with two places. Refuses floats, so that no amount passes through binary fractions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_digits"] = 12
        kwargs["decimal_places"] = 2
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs

    def to_python(self, value: Any) -> Decimal | None:
        if value is None:
            return None
        try:
            return kr(value)
        except NotAnAmount as error:
            raise ValidationError(str(error)) from error

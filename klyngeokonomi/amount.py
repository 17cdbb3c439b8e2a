"""An amount as a person types it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from klyngeokonomi.money import NotAnAmount, format_kr, parse_kr


class AmountField(forms.Field):
    """Danish kroner in, Decimal DKK out (None when left empty). Never rounds; the sentence says what to type."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "ko-sum"}),
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or not str(value).strip():
            return None
        try:
            return parse_kr(str(value))
        except NotAnAmount as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return typed_kr(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def typed_kr(amount: Decimal) -> str:
    """1234.5 as a person would type it: 1.234,50"""
    return format_kr(amount).removesuffix(" kr.")

"""Danish words for figures, days and ages. A template builtin: no page loads it by name.

Filters answer an empty value with an empty string, so that "not known" is never shown as zero.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django import template
from django.utils import formats, timezone

from klyngeokonomi.money import format_kr

register = template.Library()

NARROW_SPACE = "\u00a0"


@register.filter
def kroner(amount: Decimal | None) -> str:
    """1234.5 as "1.234,50 kr." with a space that does not break. Empty when the amount is not known."""
    return "" if amount is None or amount == "" else format_kr(amount).replace(" ", NARROW_SPACE)


@register.filter
def dato(value: date | datetime | None) -> str:
    """tirsdag 12. maj 2026"""
    day = _day(value)
    return formats.date_format(day, "l j. F Y").lower() if day else ""


@register.filter
def dato_kort(value: date | datetime | None) -> str:
    """12. maj 2026, where the weekday tells nothing."""
    day = _day(value)
    return formats.date_format(day, "j. F Y").lower() if day else ""


@register.filter
def kortdato(value: date | datetime | None) -> str:
    """12.05.26, for tables."""
    day = _day(value)
    return day.strftime("%d.%m.%y") if day else ""


@register.filter
def klokkeslet(value: datetime | None) -> str:
    """17.30 (Danish clock, Copenhagen time)."""
    return timezone.localtime(value).strftime("%H.%M") if value else ""


@register.filter
def siden(value: date | datetime | None) -> str:
    """How long ago: "i dag", "i går", "for 4 dage siden", "for 3 uger siden"; from 60 days on the date."""
    days = _age(value)
    if days is None:
        return ""
    if days < 0:
        return dato(value)
    if days < 2:
        return ("i dag", "i går")[days]
    if days < 21:
        return f"for {days} dage siden"
    if days < 60:
        return f"for {days // 7} uger siden"
    return dato_kort(value)


@register.filter
def venter(value: date | datetime | None) -> str:
    """The age of what lies in a queue: "kom i dag", "venter 1 dag", "venter 4 dage"."""
    days = _age(value)
    if days is None:
        return ""
    return "kom i dag" if days < 1 else f"venter {antal(days, 'dag,dage')}"


@register.filter
def antal(count: int, forms: str) -> str:
    """The number with its noun, singular and plural: {{ 1|antal:"dag,dage" }}."""
    one, many = forms.split(",")
    return f"{formats.number_format(count, force_grouping=True)}{NARROW_SPACE}{one if count == 1 else many}"


@register.filter
def stort(text: object) -> str:
    """The first letter as a capital, the rest untouched (a weekday that begins a sentence)."""
    words = str(text)
    return words[:1].upper() + words[1:]


def _day(value: date | datetime | None) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value or None


def _age(value: date | datetime | None) -> int | None:
    day = _day(value)
    return (timezone.localdate() - day) // timedelta(days=1) if day else None

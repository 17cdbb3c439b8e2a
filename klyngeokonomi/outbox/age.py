"""How far behind the outbox is: for /healthz and for the banner in the administration."""

from dataclasses import dataclass

from django.utils import timezone

from klyngeokonomi.outbox.models import Message, State, Stray

ALARM_SECONDS = 600
"""A mail that has waited this long means that sending has stopped."""


@dataclass(frozen=True)
class Lag:
    """Age of the oldest unsent message in whole seconds (0 when none waits), and whether any is given up.

    `has_strays`: whether workers have laid tasks aside that they did not understand.
    """

    oldest_seconds: int
    has_dead: bool
    has_strays: bool = False

    @property
    def is_alarming(self) -> bool:
        return self.oldest_seconds >= ALARM_SECONDS

    @property
    def sentence(self) -> str:
        """The wait in words, for a person."""
        minutes = self.oldest_seconds // 60
        age = f"{minutes} minutter" if minutes < 120 else f"{minutes // 60} timer"
        return f"Den ældste besked har ventet i {age}. Kontakt driften."


def lag() -> Lag:
    """Three short index reads, whatever the size of the table."""
    oldest = Message.objects.unsent().order_by("created_at").values_list("created_at", flat=True).first()
    seconds = int((timezone.now() - oldest).total_seconds()) if oldest else 0
    return Lag(
        max(seconds, 0),
        has_dead=Message.objects.filter(state=State.DEAD).exists(),
        has_strays=Stray.objects.exists(),
    )

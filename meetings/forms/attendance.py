"""Ticks and names as they are posted from the attendance pages."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from klyngeokonomi.free_text import FreeText
from meetings.enums import ParticipantKind, Presence

MARK = re.compile(r"^p(\d{1,18})$")
TICKS = (Presence.ATTENDED, Presence.DECLINED, Presence.NO_SHOW)

KINDS = [
    (kind, kind.label)
    for kind in (
        ParticipantKind.GUEST,
        ParticipantKind.SPEAKER,
        ParticipantKind.STAFF,
        ParticipantKind.DOCTOR,
    )
]


def marks_from(data: QueryDict) -> dict[int, Presence]:
    """Participant id to presence, of the fields p<id> that differ from what the page showed (was<id>).

    What one did not touch is not sent on, so that two who tick at once do not undo each other's ticks.
    Values that are no presence are left out.
    """
    found = {}
    for field, value in data.items():
        if (match := MARK.match(field)) and value in Presence.values and data.get(f"was{match[1]}") != value:
            found[int(match[1])] = Presence(value)
    return found


class NameForm(forms.Form):
    """A guest, a speaker or staff by name."""

    name = forms.CharField(label="Navn", max_length=200)
    kind = forms.ChoiceField(label="Slags", choices=KINDS)


class NameWithPresenceForm(NameForm):
    presence = forms.ChoiceField(label="Fremmøde", choices=[(tick, tick.label) for tick in TICKS])

    def has_changed(self) -> bool:
        """A row without a name is empty, whatever its two lists show."""
        return bool((self.data.get(self.add_prefix("name")) or "").strip())


class CorrectionForm(forms.Form):
    """The reason, which list was seen, and up to two names that were missing. Ticks: marks_from()."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = FreeText(
        label="Hvorfor rettes listen?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="PLO og klyngens medlemmer kan læse det.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [
            NameWithPresenceForm(
                self.data if self.is_bound else None,
                prefix=f"new{number}",
                empty_permitted=True,
                use_required_attribute=False,
            )
            for number in (1, 2)
        ]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(one.is_valid() for one in self.names)])

    def new_names(self) -> Iterable[dict[str, str]]:
        return [one.cleaned_data for one in self.names if one.cleaned_data.get("name")]

"""The plan of a meeting as it is typed: days and clock in Danish time."""

import datetime
import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from clusters.models import Cluster
from klyngeokonomi.free_text import FreeText
from meetings.enums import Country, MeetingKind
from meetings.models import Meeting

CLOCK = ["%H:%M", "%H.%M", "%H"]


def _day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def _clock(label: str) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, input_formats=CLOCK, widget=widget)


class PlanForm(forms.Form):
    """What a new and a changed meeting have in common. `facts()` is what the actions take."""

    kind = forms.ChoiceField(label="Slags", choices=MeetingKind.choices, widget=forms.RadioSelect)
    topic = forms.CharField(label="Emne", max_length=200)
    date = _day("Dato")
    start = _clock("Begynder kl.")
    end = _clock("Slutter kl.")
    end_date = _day(
        "Slutter en anden dag", required=False, help_text="Kun når mødet varer over midnat, fx internat."
    )
    place = forms.CharField(label="Sted", max_length=200)
    country = forms.ChoiceField(label="Land", choices=Country.choices)
    travel_self_paid = forms.BooleanField(
        label="Deltagerne betaler selv rejsen",
        required=False,
        help_text="Klyngemidler dækker ikke rejsen til et internat uden for Danmark.",
    )
    programme = FreeText(
        label="Fagligt program",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Skriv det faglige indhold. Uden det kan mad til mødet ikke betales med klyngemidler.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, start, end = (cleaned.get(name) for name in ("date", "start", "end"))
        if not (first and start and end):
            return cleaned
        cleaned["starts_at"] = self._moment("start", first, start)
        cleaned["ends_at"] = self._moment("end", cleaned.get("end_date") or first, end)
        if cleaned["starts_at"] and cleaned["ends_at"] and cleaned["ends_at"] <= cleaned["starts_at"]:
            self.add_error(
                "end", "Mødet skal slutte, efter at det begynder. Går det over midnat, så skriv slutdatoen."
            )
        return cleaned

    def _moment(self, field: str, day: datetime.date, clock: datetime.time) -> datetime.datetime | None:
        """The Danish moment; the hour that is skipped in March has none."""
        naive = datetime.datetime.combine(day, clock)
        moment = timezone.make_aware(naive)
        if timezone.make_naive(moment.astimezone(datetime.UTC)) != naive:
            self.add_error(field, "Det klokkeslæt findes ikke den nat, uret stilles frem.")
            return None
        return moment

    def facts(self) -> dict[str, Any]:
        names = ("kind", "topic", "programme", "place", "country", "travel_self_paid", "starts_at", "ends_at")
        return {name: self.cleaned_data[name] for name in names}


class NewMeetingForm(PlanForm):
    cluster = forms.ModelChoiceField(label="Klynge", queryset=Cluster.objects.none(), empty_label=None)
    invite = forms.BooleanField(
        label="Invitér klyngens medlemmer nu",
        required=False,
        initial=True,
        help_text="De får en mail med ét link, hvor de svarer ja eller nej.",
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ["cluster"]

    def __init__(self, *args: Any, clusters: QuerySet[Cluster], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = clusters
        if len(clusters) == 1:
            self.fields["cluster"].widget = forms.HiddenInput()
            self.fields["cluster"].initial = clusters[0].pk
        self.fields["form_key"].initial = uuid.uuid4()
        self.fields["kind"].initial = MeetingKind.ORDINARY


class ChangeMeetingForm(PlanForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_from(meeting: Meeting) -> dict[str, Any]:
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        same = ("kind", "topic", "programme", "place", "country", "travel_self_paid", "version")
        return {
            **{name: getattr(meeting, name) for name in same},
            "date": starts.date(),
            "start": starts.time(),
            "end": ends.time(),
            "end_date": None if meeting.one_day else ends.date(),
        }

"""Step 2: which meeting, what, when, from whom."""

import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from clusters.permissions import standing
from expenses.enums import VoucherKind
from expenses.forms.whole_later import WholeLater
from expenses.models import Voucher
from expenses.selectors.likely_meetings import likely_meetings
from klyngeokonomi.free_text import FreeText
from meetings.models import Meeting
from meetings.models.meeting import MeetingQuerySet

if TYPE_CHECKING:
    from clusters.models import User

OTHER, NONE = "andet", "intet"
FIRST_DAY = datetime.date(2020, 1, 1)
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%y", "%d-%m-%y", "%d/%m/%y"]


class DayInput(forms.DateInput):
    """The browser's own calendar; it wants and gives ISO days."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class DetailsForm(WholeLater):
    """Kept as far as it can be read, whether or not all of it is there. `meeting` is a pk, OTHER or NONE."""

    REQUIRED = {
        "meeting": "Vælg det møde, bilaget hører til, eller «Intet møde».",
        "supplier": "Skriv, hvem der har solgt det.",
        "voucher_date": "Skriv datoen på papiret.",
    }

    meeting = forms.ChoiceField(label="Hvilket møde hører det til?", required=False, widget=forms.RadioSelect)
    other_meeting = forms.ModelChoiceField(
        label="Vælg mødet", queryset=Meeting.objects.none(), required=False, empty_label="Vælg et møde"
    )
    no_meeting_reason = FreeText(label="Hvorfor hører det ikke til et møde?", max_length=500, required=False)
    supplier = FreeText(label="Leverandør", max_length=200, required=False)
    invoice_number = forms.CharField(label="Fakturanummer", max_length=60, required=False)
    voucher_date = forms.DateField(
        label="Dato på papiret",
        input_formats=DATE_FORMATS,
        required=False,
        widget=DayInput,
        error_messages={"invalid": "Skriv datoen som dag, måned og år, fx 12.05.2026."},
    )
    text = FreeText(label="Bemærkning til bilaget", max_length=500, required=False)
    reason = FreeText(
        label="Begrundelse", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, voucher: Voucher, user: "User") -> None:
        sees = standing(user).sees(voucher.cluster_id)
        meetings = Meeting.objects.filter(cluster=voucher.cluster_id) if sees else Meeting.objects.none()
        self.likely = likely_meetings(
            voucher.cluster,
            voucher.voucher_date,
            keep=voucher.meeting,
            are_seen=sees,
        )
        self._keep_chosen(data, meetings)
        super().__init__(data, initial=_initial(voucher))
        if voucher.kind != VoucherKind.INVOICE:
            del self.fields["invoice_number"]
        self.fields["meeting"].choices = [
            *((str(one.pk), one.topic) for one in self.likely),
            (OTHER, "Et andet møde"),
            (NONE, "Intet møde"),
        ]
        other = self.fields["other_meeting"]
        other.queryset = meetings.order_by("-starts_at", "-pk")
        other.label_from_instance = _meeting_label

    def _show_required(self, on: bool) -> None:
        """The reason shows only when it is asked for, and then it is not left out."""
        super()._show_required(on)
        self.fields["reason"].required = on

    def _keep_chosen(self, data: Any, meetings: MeetingQuerySet) -> None:
        """The card that was chosen stays on offer, also when the nearest meetings have changed since."""
        chosen = (data or {}).get("meeting", "")
        if chosen.isascii() and chosen.isdigit() and chosen not in {str(one.pk) for one in self.likely}:
            self.likely += meetings.filter(pk=int(chosen[:18]))

    def clean_voucher_date(self) -> datetime.date | None:
        day = self.cleaned_data["voucher_date"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Datoen ligger ude i fremtiden. Skriv den dato, der står på papiret.")
        if day and day < FIRST_DAY:
            raise forms.ValidationError("Se efter, om årstallet er rigtigt.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = data.get("meeting")
        if chosen == OTHER and data.get("other_meeting") is None and "other_meeting" not in self.errors:
            self.add_error("other_meeting", "Vælg mødet på listen.")
        if chosen == NONE and not data.get("no_meeting_reason"):
            self.add_error("no_meeting_reason", "Skriv kort, hvad udgiften så har med klyngen at gøre.")
        return data

    def values(self) -> dict[str, Any]:
        """What could be read, by the names of edit_voucher; what could not is left out."""
        data = self.cleaned_data
        names = ("supplier", "invoice_number", "text", "reason", "voucher_date")
        kept = {name: data[name] for name in names if name in data}
        return kept | self._meeting_values()

    def _meeting_values(self) -> dict[str, Any]:
        data = self.cleaned_data
        chosen = data.get("meeting")
        if chosen == NONE:
            return {"meeting": None, "no_meeting_reason": data.get("no_meeting_reason", "")}
        if chosen == OTHER:
            meeting = data.get("other_meeting")
        else:
            meeting = next((one for one in self.likely if str(one.pk) == chosen), None)
        return {"meeting": meeting, "no_meeting_reason": ""} if meeting else {}


def _meeting_label(meeting: Meeting) -> str:
    return f"{date_format(timezone.localtime(meeting.starts_at), 'j. F Y').lower()}: {meeting.topic}"


def _initial(voucher: Voucher) -> dict[str, Any]:
    names = ("no_meeting_reason", "supplier", "invoice_number", "voucher_date", "text", "reason")
    initial = {name: getattr(voucher, name) for name in names}
    if voucher.meeting_id:
        initial["meeting"] = str(voucher.meeting_id)
    elif voucher.no_meeting_reason:
        initial["meeting"] = NONE
    return initial

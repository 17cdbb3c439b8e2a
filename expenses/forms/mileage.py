"""Step 2 of a request for mileage: the contract, the car, and the trip log."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from clusters.models import Contract
from expenses.actions.edit_mileage import DRIVEN_AHEAD, MileageInput, TripInput
from expenses.forms.fee import Days, day_field, told_contract
from expenses.forms.whole_later import WholeLater
from expenses.models import Trip
from expenses.selectors.mileage import MileageFacts
from expenses.selectors.missing_mileage import NO_CAR, NO_CONTRACT
from klyngeokonomi.free_text import FreeText
from meetings.models import Meeting

ROWS, MOST_ROWS, FARTHEST = 3, 40, 2000
PLACES = {"list": "steder", "autocomplete": "off"}


class MileageForm(WholeLater):
    """`contracts` are the claimant's own that pay mileage; with one of them there is nothing to choose."""

    REQUIRED = {"contract": NO_CONTRACT}

    contract = forms.ChoiceField(label="Kontrakt", required=False)
    own_car = forms.BooleanField(label="Jeg har kørt i min egen eller min ægtefælles bil", required=False)
    registration = FreeText(label="Bilens nummerplade", max_length=10, required=False)

    def __init__(
        self, data: Any = None, *, facts: MileageFacts | None, contracts: Sequence[Contract]
    ) -> None:
        self.contracts = {str(one.pk): one for one in contracts}
        one = facts.mileage if facts else None
        initial = (
            {"contract": str(one.contract_id or ""), "own_car": one.own_car, "registration": one.registration}
            if one
            else {}
        )
        super().__init__(data, initial=initial)
        if len(self.contracts) < 2:
            del self.fields["contract"]
        else:
            choices = [(pk, told_contract(one)) for pk, one in self.contracts.items()]
            self.fields["contract"].choices = [("", "Vælg kontrakten"), *choices]

    @property
    def only(self) -> Contract | None:
        """The one there is, when there is one."""
        return next(iter(self.contracts.values())) if len(self.contracts) == 1 else None

    def require_whole(self) -> None:
        super().require_whole()
        if not self.cleaned_data.get("own_car"):
            self.add_error("own_car", NO_CAR)

    def values(self) -> MileageInput:
        """Of a form without errors."""
        data = self.cleaned_data
        return MileageInput(
            contract=self.contracts.get(data.get("contract", "")) or self.only,
            own_car=data["own_car"],
            registration=data["registration"].upper(),
        )


class TripForm(Days, WholeLater):
    """One trip. Without a day or a purpose it is to the meeting; without a place and kilometres it is passed over."""

    AHEAD = DRIVEN_AHEAD
    REQUIRED = {
        "day": "Skriv dagen, eller vælg det møde, turen var til.",
        "from_place": "Skriv, hvor du kørte fra.",
        "to_place": "Skriv, hvor du kørte til.",
        "purpose": "Skriv, hvad turen var til.",
        "km": "Skriv, hvor mange kilometer der er hver vej.",
    }

    day = day_field("Dag")
    from_place = FreeText(label="Fra", max_length=100, required=False, widget=forms.TextInput(attrs=PLACES))
    to_place = FreeText(label="Til", max_length=100, required=False, widget=forms.TextInput(attrs=PLACES))
    purpose = FreeText(label="Formål", max_length=200, required=False)
    km = forms.DecimalField(
        label="Km hver vej",
        required=False,
        min_value=Decimal("0.1"),
        max_value=FARTHEST,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "ko-sum"}),
        error_messages={
            "invalid": "Skriv kilometerne som et tal, fx 12,5.",
            "max_decimal_places": "Skriv højst én decimal, fx 12,5.",
            "max_value": "En tur kan højst være 2.000 km hver vej.",
            "min_value": "Skriv, hvor mange kilometer der er hver vej.",
        },
    )
    there_and_back = forms.BooleanField(label="Tur/retur", required=False)

    @property
    def is_written(self) -> bool:
        """Whether there is a trip in it, right or wrong."""
        return any(self[name].value() not in (None, "") for name in ("from_place", "km"))

    def complete(self, meeting: Meeting | None) -> None:
        """Fill in what the meeting tells, and say what is lacking still."""
        data = self.cleaned_data
        if meeting is not None:
            day = timezone.localdate(meeting.starts_at)
            if data.get("day") is None and "day" not in self.errors and day <= timezone.localdate():
                data["day"] = day
            if not data.get("purpose") and "purpose" not in self.errors:
                data["purpose"] = meeting.topic[:200]
        self.require_whole()


class BaseLog(forms.BaseFormSet):
    @property
    def written(self) -> list[TripForm]:
        return [form for form in self.forms if form.is_written]

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in self.written)

    def complete(self, meeting: Meeting | None) -> None:
        for form in self.written:
            form.complete(meeting)

    def rows(self) -> list[TripInput]:
        """Those with a trip in them; of a log without errors."""
        names = ("day", "from_place", "to_place", "purpose", "km", "there_and_back")
        return [TripInput(*(form.cleaned_data[name] for name in names)) for form in self.written]

    def readable(self, meeting: Meeting | None) -> list[tuple[int, dt.date, Decimal]]:
        """Place, day and kilometres in all, of what can be reckoned while it is written."""
        met = timezone.localdate(meeting.starts_at) if meeting else None
        found = []
        for place, form in enumerate(self.forms, start=1):
            km, day = form.cleaned_data.get("km"), form.cleaned_data.get("day") or met
            if km and day:
                found.append((place, day, km * 2 if form.cleaned_data.get("there_and_back") else km))
        return found


_Log = forms.formset_factory(TripForm, formset=BaseLog, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def bound_log(data: Any) -> BaseLog:
    return _Log(data, prefix="tur")


def log_of(
    trips: Sequence[Trip], meeting: Meeting | None, *, copied: Trip | None = None, more: bool = False
) -> BaseLog:
    """The saved trips, the copied one without its day, and a few empty rows; the first trip begins with the meeting."""
    saved = [_initial(one) for one in trips]
    if copied is not None:
        saved.append(_initial(copied) | {"day": None})
    if not saved and meeting is not None and meeting.starts_at <= timezone.now():
        day = timezone.localdate(meeting.starts_at)
        saved = [{"day": day, "to_place": meeting.place[:100], "purpose": meeting.topic[:200]}]
    empty = ROWS if more or not saved else 1
    return _Log(initial=[*saved, *({} for _ in range(empty))][:MOST_ROWS], prefix="tur")


def _initial(one: Trip) -> dict[str, Any]:
    names = ("day", "from_place", "to_place", "purpose", "there_and_back")
    return {name: getattr(one, name) for name in names} | {"km": one.km / 2 if one.there_and_back else one.km}

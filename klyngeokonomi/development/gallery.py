"""Every shared part of a screen on one page, with made-up contents: to look at, and for axe to check."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe


class Example(forms.Form):
    """One field of each kind."""

    amount = forms.CharField(label="Beløb inkl. moms", help_text="Som på kvitteringen.")
    day = forms.DateField(label="Dato", widget=forms.DateInput(attrs={"type": "date"}))
    category = forms.ChoiceField(
        label="Hvad er der betalt for?", choices=[("dinner", "Middag"), ("room", "Lokale")]
    )
    payee = forms.ChoiceField(
        label="Hvem skal have pengene?",
        widget=forms.RadioSelect,
        choices=[("me", "Jeg har lagt ud"), ("supplier", "Leverandøren")],
    )
    papers = forms.MultipleChoiceField(
        label="Papirer",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("receipt", "Kvittering"), ("programme", "Fagligt program")],
    )
    note = forms.CharField(label="Besked", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.FileField(label="Papir", required=False)
    account = forms.CharField(label="Kontonummer")
    own = forms.BooleanField(label="Kontoen er min egen")


FINDINGS = [
    {
        "outcome": "stop",
        "sentence": "Middagen koster mere pr. person, end vejledningen tillader. Ret beløbet.",
        "arithmetic": "14.000,00 kr. inkl. moms → 11.200,00 kr. ÷ 12 = 933,33 kr. > 800,00 kr.",
        "heading": "Rammer ved mødeafholdelse og mødelokale",
        "anchor": "rammer",
    },
    {"outcome": "reason", "sentence": "Bilaget er ikke knyttet til et møde. Skriv hvorfor."},
    {"outcome": "note", "sentence": "Deltagerlisten er sendt til PLO."},
]
FIGURES = [
    {"label": "Til rådighed", "amount": Decimal("182450.50"), "url": "#bevaegelser"},
    {"label": "Reserveret", "amount": Decimal("4350"), "note": "godkendt, ikke udbetalt"},
    {"label": "Afventer koordinator", "amount": Decimal("0")},
    {"label": "Udbetalt i år", "amount": None, "unknown": "bekræftes ultimo april"},
]
STEPS = [
    {"title": "Papiret", "url": "#papiret", "state": "done"},
    {"title": "Hvad og hvornår", "url": "#hvad", "state": "current"},
    {"title": "Hvem skal have pengene", "state": ""},
]


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """`?fejl` shows the form with its errors. Open to anyone where DEVELOPMENT_PAGES is on."""
    now = timezone.now()
    messages.success(request, "Bilag 2026-0417 er godkendt.")
    context = {
        "form": Example({}) if "fejl" in request.GET else Example(),
        "findings": FINDINGS,
        "figures": FIGURES,
        "steps": STEPS,
        "rows": [
            {"at": now - timedelta(days=days), "who": "Anne Prøve", "amount": Decimal("1234.50")}
            for days in (0, 1, 4)
        ],
        "events": [
            {"at": now - timedelta(days=4), "sentence": "Anne Prøve sendte bilaget."},
            {"at": now, "sentence": "Bo Eksempel returnerede bilaget.", "note": "Hvor er programmet?"},
        ],
        "day": now,
    }
    return render(request, "development/gallery.html", context)

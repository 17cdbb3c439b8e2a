"""The shared parts: a field is bound to its words, a table has a name, an icon is one that exists."""

import datetime
import re

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template

TEMPLATES = settings.BASE_DIR / "templates"
SPRITE = settings.BASE_DIR / "static" / "node_modules" / "dkfds" / "dist" / "img" / "all-svg-icons.svg"


class Claim(forms.Form):
    amount = forms.CharField(label="Beløb", help_text="Som på kvitteringen.")
    kind = forms.ChoiceField(
        label="Slags", widget=forms.RadioSelect, choices=[("a", "Udlæg"), ("b", "Faktura")]
    )
    papers = forms.MultipleChoiceField(
        label="Papirer", required=False, widget=forms.CheckboxSelectMultiple, choices=[("a", "Kvittering")]
    )
    own = forms.BooleanField(label="Kontoen er min egen")
    key = forms.CharField(widget=forms.HiddenInput)


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_help_who_sees_it_and_the_error_are_tied_to_the_field():
    page = render('{% field form.amount seen_by="Kun PLO ser det." %}', form=Claim({}))
    described_by = re.search(r'<input[^>]*aria-describedby="([^"]+)"', page)[1].split()
    assert described_by == ["id_amount-hint", "id_amount-seen", "id_amount-error"]
    assert all(f'id="{name}"' in page for name in described_by)
    assert 'aria-invalid="true"' in page
    assert '<label class="form-label" for="id_amount">Beløb</label>' in page


def test_a_field_without_help_or_error_points_at_nothing():
    page = render("{% field form.own %}", form=Claim())
    assert "aria-describedby" not in page
    assert 'class="form-checkbox"' in page


def test_a_hint_given_on_the_page_replaces_the_forms_own():
    page = render('{% field form.amount hint="Med øre." %}', form=Claim())
    assert "Med øre." in page
    assert "Som på kvitteringen." not in page


def test_choices_are_a_fieldset_with_a_legend_and_keep_what_was_chosen():
    page = render("{% field form.kind %}{% field form.papers %}", form=Claim({"kind": "b", "papers": ["a"]}))
    assert page.count("<fieldset") == 2
    assert re.findall(r'type="(\w+)"[^>]*value="(\w)"[^>]*checked', page) == [
        ("radio", "b"),
        ("checkbox", "a"),
    ]


def test_a_hidden_field_has_no_label():
    page = render("{% field form.key %}", form=Claim())
    assert "<label" not in page
    assert 'type="hidden"' in page


def test_what_is_typed_is_escaped():
    page = render("{% field form.amount %}", form=Claim({"amount": '"><script>'}))
    assert "<script>" not in page


def test_a_table_names_its_scrolling_region_and_stacks_only_when_its_cells_carry_headings():
    page = render("{% table name %}<tbody><tr><td>1</td></tr></tbody>{% endtable %}", name="Bilag & papirer")
    assert 'role="region" tabindex="0" aria-label="Bilag &amp; papirer"' in page
    assert '<caption class="sr-only">Bilag &amp; papirer</caption>' in page
    assert "ko-stacked" not in page
    stacked = render('{% table "Bilag" %}<tbody><tr><td data-title="Nr.">1</td></tr></tbody>{% endtable %}')
    assert 'class="table ko-stacked"' in stacked


def test_an_amount_that_is_not_known_is_said_in_words_and_never_as_zero():
    page = render('{% include "components/money.html" with amount=amount %}', amount=None)
    assert "ikke kendt endnu" in page
    assert "0,00" not in page


def test_a_finding_has_icon_and_word_sum_and_its_heading_of_the_guide():
    found = {
        "outcome": "stop",
        "sentence": "For dyr.",
        "arithmetic": "9 > 8",
        "heading": "Rammer",
        "anchor": "r",
    }
    page = render('{% include "components/findings.html" with guide_url="/vejledning/" %}', findings=[found])
    assert "#error" in page
    assert " Stop" in page
    assert "9 > 8" in page or "9 &gt; 8" in page
    assert '<a href="/vejledning/#r">Rammer</a>' in page
    page = render(
        '{% include "components/findings.html" with guide_url="/vejledning/" guide_day=day %}',
        findings=[found],
        day=datetime.date(2026, 5, 12),
    )
    assert '<a href="/vejledning/?dato=2026-05-12#r">Rammer</a>' in page


def test_the_error_summary_leads_to_each_field_and_is_silent_when_all_is_well():
    page = render('{% include "components/error_summary.html" %}', form=Claim({"kind": "b"}))
    assert 'href="#id_amount"' in page
    assert render('{% include "components/error_summary.html" %}', form=Claim()).strip() == ""


@pytest.mark.skipif(not SPRITE.exists(), reason="the design system is not installed")
def test_every_icon_that_a_template_names_exists():
    drawn = set(re.findall(r'id="([\w-]+)"', SPRITE.read_text()))
    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'\{% icon "([\w-]+)"', path.read_text())
    }
    assert "check" in named
    assert named - drawn == set()

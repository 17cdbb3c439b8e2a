"""The shared parts of a screen that need more than an include. A template builtin: no page loads it by name.

What needs no computing lies as plain includes in `templates/components/`; each says its inputs at its top.
"""

from django import forms, template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

CONTROL_CLASSES = {
    forms.Textarea: "form-input",
    forms.Select: "form-select",
    forms.CheckboxInput: "form-checkbox",
    forms.FileInput: "form-input ko-file",
}


@register.simple_tag
def icon(name: str, label: str = "", classes: str = "") -> SafeString:
    """One of the design system's icons (`{% icon "check" %}`), silent unless `label` says what it means."""
    meaning = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon-svg{}" focusable="false" {}><use href="{}#{}"></use></svg>',
        f" {classes}" if classes else "",
        meaning,
        static("dkfds/img/all-svg-icons.svg"),
        name,
    )


@register.simple_tag
def field(
    bound: BoundField, hint: str = "", seen_by: str = "", prefix: str = "", suffix: str = ""
) -> SafeString:
    """A labelled form field with its help, who can see it and why, and its error.

    `hint` replaces the field's own help text. `seen_by` is the sentence about who sees what is typed.
    `prefix`/`suffix` stand inside the frame ("kr."). Works for every Django widget; radio buttons and several
    checkboxes become a fieldset with a legend.
    """
    widget = bound.field.widget
    if bound.is_hidden:
        return bound.as_widget()
    hint = hint or bound.help_text
    described = [f"{bound.auto_id}-hint"] if hint else []
    described += [f"{bound.auto_id}-seen"] if seen_by else []
    described += [f"{bound.auto_id}-error"] if bound.errors else []
    context = {
        "field": bound,
        "hint": hint,
        "seen_by": seen_by,
        "prefix": prefix,
        "suffix": suffix,
        "described_by": " ".join(described),
        "is_choices": isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple),
        "is_checkbox": isinstance(widget, forms.CheckboxInput),
        "is_radio": isinstance(widget, forms.RadioSelect) and not widget.allow_multiple_selected,
    }
    if not context["is_choices"]:
        context["control"] = bound.as_widget(attrs=_attributes(bound, described))
    return render_to_string("components/field.html", context)


def _attributes(bound: BoundField, described: list[str]) -> dict[str, object]:
    widget = bound.field.widget
    found = next((name for kind, name in CONTROL_CLASSES.items() if isinstance(widget, kind)), "form-input")
    attributes: dict[str, object] = {"class": f"{found} {widget.attrs.get('class', '')}".strip()}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return attributes


@register.simple_block_tag
def table(content: SafeString, caption: str, classes: str = "", show_caption: bool = False) -> SafeString:
    """A table that scrolls sideways on a narrow screen; write thead and tbody inside.

    `{% table "Bevægelser i maj" %} <thead>…</thead> <tbody>…</tbody> {% endtable %}`. The caption is read
    aloud and names the scrolling region; it is drawn only with `show_caption`. Cells with amounts take the
    class "ko-amount". With data-title on every cell (its column's name) the rows are stacked on a phone instead.
    """
    if "data-title=" in content:
        classes = f"{classes} ko-stacked".strip()
    return format_html(
        '<div class="table--responsive-scroll ko-table" role="region" tabindex="0" aria-label="{}">'
        '<table class="table {}"><caption{}>{}</caption>{}</table></div>',
        caption,
        classes,
        SafeString("") if show_caption else SafeString(' class="sr-only"'),
        caption,
        content,
    )

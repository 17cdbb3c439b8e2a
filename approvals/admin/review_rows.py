"""The table of the secretariat's queue as Django's own makes it, with each row put together in one go.

Django looks up how to show every cell anew, which took more than a fourth of the page.
"""

from typing import Any

from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.views.main import ChangeList
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

CELLS = (
    '<th class="field-number"><a href="{}{}{}{}">{}</a></th>'
    '<td class="field-cluster nowrap">{}</td>'
    '<td class="field-claimant nowrap">{}</td>'
    '<td class="field-supplier">{}</td>'
    '<td class="field-amount">{}</td>'
    '<td class="field-remarks">{}</td>'
    '<td class="field-age">{}</td>'
)
"""In the order of VoucherReviewAdmin.list_display."""


def table_of(changes: ChangeList) -> dict[str, Any]:
    """What Django's template of the table takes (admin/change_list_results.html)."""
    headers = list(result_headers(changes))
    return {
        "result_headers": headers,
        "num_sorted_fields": sum(1 for one in headers if one["sortable"] and one["sorted"]),
        "results": _rows(changes),
    }


def _rows(changes: ChangeList) -> list[list[SafeString]]:
    """Each row as one piece. The links keep how the list was narrowed."""
    desk = changes.model_admin
    before, _, after = reverse("admin:approvals_voucherreview_change", args=["pk"]).rpartition("pk")
    kept = f"?{changes.preserved_filters}" if changes.preserved_filters else ""
    boxed = "action_checkbox" in changes.list_display
    rows = []
    for one in changes.result_list:
        cells = format_html(
            CELLS,
            before, one.pk, after, kept, one.number,
            one.cluster, one.claimant, one.supplier.strip() or desk.get_empty_value_display(),
            desk.amount(one), desk.remarks(one), desk.age(one),
        )  # fmt: skip
        box = [format_html('<td class="action-checkbox">{}</td>', desk.action_checkbox(one))] if boxed else []
        rows.append([*box, cells])
    return rows

"""Admin pages that show and never edit: what may change is changed by buttons that call actions."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from klyngeokonomi.money import MoneyField, format_kr

MOST_COUNTED = 1000


class CappedPaginator(Paginator):
    """Counts no further than MOST_COUNTED rows, so that a list costs the same however much it holds."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[:MOST_COUNTED].count()


class OpensOnFilter(admin.SimpleListFilter):
    """A list that opens on what waits: `opens_on` names it, and asking for nothing chooses it."""

    opens_on: str

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        for value, label in [(None, self.opens_on), *self.lookup_choices]:
            changes = {self.parameter_name: value} if value else {}
            removed = [] if value else [self.parameter_name]
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string(changes, removed),
                "display": label,
            }


def _shown(field: Any) -> Any:
    """An amount on a page as everywhere else: 2.250,00 kr."""
    if not isinstance(field, MoneyField):
        return field.name

    @admin.display(description=field.verbose_name, empty_value="–")
    def amount(obj: Model) -> str | None:
        value = getattr(obj, field.name)
        return None if value is None else format_kr(value)

    return amount


class ReadOnlyAdmin(admin.ModelAdmin):
    """Open to everyone whom the site lets in; adds, changes and deletes nothing."""

    actions_on_bottom = False
    change_form_template = "admin/read_only_form.html"
    list_per_page = 25
    paginator = CappedPaginator
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False

    @admin.display(description=mark_safe('<input type="checkbox" id="action-toggle">'))  # nosec B308 B703
    def action_checkbox(self, obj: Model) -> str:
        """As Django's own, but without a widget and its template for each row: they were a fourth of the page."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="Vælg {}">',
            admin.helpers.ACTION_CHECKBOX_NAME,
            obj.pk,
            obj,
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        known = {field.name: field for field in self.opts.fields}
        return [
            _shown(known[name]) if isinstance(name, str) and name in known else name
            for name in super().get_fields(request, obj)
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

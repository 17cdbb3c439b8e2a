"""My vouchers and the cluster's."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from expenses.forms.filters import VoucherFilterForm
from expenses.selectors.vouchers import voucher_page
from klyngeokonomi.htmx import page_or_part


@require_safe
def voucher_list(request: HttpRequest) -> HttpResponse:
    """`efter` is the key of the row before the page. The fragment is the rows with the link to the next."""
    form = VoucherFilterForm(request.GET, user=request.user)
    after = request.GET.get("efter", "")
    chosen = form.chosen()
    page = voucher_page(request.user, chosen, after=int(after) if _is_key(after) else None)
    following = request.GET.copy()
    following["efter"] = str(page.after or "")
    context = {
        "form": form,
        "show_who": not chosen.mine,
        "rows": page.rows,
        "next_url": f"?{following.urlencode()}" if page.after else "",
        "narrowed": bool(chosen.state or chosen.year or chosen.meeting or after),
    }
    return page_or_part(request, "expenses/voucher_list.html", "expenses/_voucher_rows.html", context)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19

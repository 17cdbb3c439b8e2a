"""AM-bidrag and A-skat of a fee on the secretariat's desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from approvals.actions.enter_withholding import enter_withholding
from approvals.admin import review
from approvals.forms.withholding import WithholdingForm
from klyngeokonomi.money import format_kr
from klyngeokonomi.refused import Refused


@require_POST
def withhold(request: HttpRequest, pk: int) -> HttpResponse:
    """The fee stays where it is, now ready to be paid when it is approved."""
    voucher = review.fetch(request, pk)
    form = WithholdingForm(request.POST)
    if not form.is_valid():
        return review.show(request, voucher, withholding_form=form)
    try:
        entered = enter_withholding(voucher, by=request.user, **form.cleaned_data)
    except Refused as refused:
        again = review.fetch(request, pk)
        return review.show(request, again, refused=str(refused), withholding_form=form)
    messages.success(request, f"Gemt. Der bliver sendt {format_kr(entered.net)} til modtageren.")
    return redirect("admin:approvals_voucherreview_change", voucher.pk)


VERBS = [("skat", "withhold", withhold)]

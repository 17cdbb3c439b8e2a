"""Where one is paid, for the one who is; and the way out of NemKonto."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from expenses.actions.save_nemkonto import opt_out
from expenses.models import PayeeAccount
from expenses.selectors.pay_to import own_number
from expenses.selectors.payee_shown import accounts_shown


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    accounts = accounts_shown(PayeeAccount.objects.visible_to(request.user))
    context = {"accounts": accounts, "number": own_number(request.user.person)}
    return render(request, "expenses/own_accounts.html", context)


@require_POST
def leave_nemkonto(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(PayeeAccount.objects.visible_to(request.user), pk=pk)
    opt_out(account, by=request.user)
    messages.success(request, "NemKonto er valgt fra. Vælg en anden konto næste gang, du sender et bilag.")
    return redirect("expenses:own_accounts")

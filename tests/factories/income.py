"""Months that can be reported to Skat: paid by the bank, told on fee statements, the run done."""

import datetime as dt

from approvals.actions.run_fees import finish_run
from approvals.enums import MadeState
from approvals.models import FeeRun, Payment, StatementPaper
from expenses.actions.keep_fee_abroad import Abroad, keep_fee_abroad
from expenses.models import Payee
from tests.factories.fees import issued, paid_fee, speakers_fee
from tests.people import People

KNOWN = "6201010007"
"""Sixty is added to the day: it is nobody's."""
MALMO = Abroad(dt.date(1970, 1, 10), "Provgatan 1", "211 00", "Malmö", "SE")


def run_done(people: People, month: dt.date | None = None) -> FeeRun:
    """Last month's unless told. Its papers are given up: no worker prints here."""
    run = issued(people, month)
    waiting = StatementPaper.objects.filter(statement__run=run, state=MadeState.QUEUED)
    waiting.update(state=MadeState.FAILED, problem="Prøve.")
    return finish_run(run.pk)


def paid_abroad(people: People) -> Payment:
    """To Astrid, who has no CPR number."""
    voucher = speakers_fee(people, outsider="Astrid Abroad", cpr="")
    keep_fee_abroad(voucher, MALMO, by=people.mette)
    return paid_fee(people, voucher)


def paid_company(people: People) -> Payment:
    """To a company that tax knows by its CVR number."""
    voucher = speakers_fee(people, outsider="Prøveby Oplæg ApS", cpr="")
    Payee.objects.filter(pk=voucher.payee_id).update(cvr="00000000")
    voucher.refresh_from_db()
    return paid_fee(people, voucher)

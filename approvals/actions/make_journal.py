"""A locked month's journal for PLO's finance system, and the accounts it is written by."""

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from django.utils import formats

from approvals.journal_files.journal import MissingAccounts, write_journal
from approvals.models import JournalAccounts, JournalExport
from approvals.selectors.journal import KEYS, accounts_for, booked_total, journal_lines
from clusters.permissions import why_not_run_secretariat
from clusters.selectors.periods import was_locked
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.insert import insert_unless_there
from klyngeokonomi.money import format_kr
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def make_journal(month: date, *, by: "User") -> JournalExport:
    """`month` is its first day. Made once: asked for again it is the file that was made. Raises Refused."""
    if sentence := why_not_run_secretariat(by):
        raise Refused(sentence)
    if made := JournalExport.objects.filter(month=month).first():
        return made
    told = formats.date_format(month, "F Y").lower()
    if not was_locked(month):
        raise Refused(f"Lås {told}, før journalen dannes: derefter kan der ikke komme mere til.")
    lines = journal_lines(month)
    try:
        file = write_journal(lines, accounts_for(lines))
    except MissingAccounts as missing:
        raise Refused(str(missing)) from missing
    if file.total != booked_total(month):
        raise Refused(
            f"Journalen for {told} giver {format_kr(file.total)}, og bevægelserne noget andet. Den dannes ikke."
        )
    export = JournalExport(
        month=month,
        content=file.content,
        sha256=hashlib.sha256(file.content).hexdigest(),
        rows=file.rows,
        total=file.total,
        made_by=by,
    )
    if not insert_unless_there(export):
        return JournalExport.objects.get(month=month)
    record("journal_made", by=by, subject=export, text=f"{told}: {file.rows} linjer, {format_kr(file.total)}")
    return export


@act
def set_journal_accounts(
    key: str, *, account: str, counter_account: str, valid_from: date, by: "User"
) -> JournalAccounts:
    """From a day on. Files that are made stay as they are. Raises Refused."""
    if sentence := why_not_run_secretariat(by):
        raise Refused(sentence)
    if key not in KEYS:
        raise Refused("Vælg fra listen, hvad kontoen gælder for.")
    if account == counter_account:
        raise Refused("Konto og modkonto skal være to forskellige.")
    row = JournalAccounts.objects.create(
        key=key, account=account, counter_account=counter_account, valid_from=valid_from, by=by
    )
    record("journal_accounts_set", by=by, subject=row, text=f"{KEYS[key]}: {account} / {counter_account}")
    return row

"""A file from the bank: kept as it came, once for each content, then read. Sent again, it has its first outcome."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from approvals import emails
from approvals.actions.read_statement import read_statement
from approvals.actions.record_bank_answer import record_bank_answer
from approvals.enums import BankFileKind, BankFileOutcome
from approvals.models import BankAccount, BankFile
from approvals.payment_files import bank_csv, camt053, pain002
from approvals.payment_files.lines import Unreadable
from approvals.permissions import why_not_answer_for_bank
from klyngeokonomi import faults
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.danish.cpr_in_text import mask_cpr
from klyngeokonomi.insert import insert_unless_there
from klyngeokonomi.integrations.file_exchange.port import LARGEST_FILE, digest
from klyngeokonomi.refused import Refused
from klyngeokonomi.sealed_field import Sealed

if TYPE_CHECKING:
    from clusters.models import User

logger = logging.getLogger(__name__)
OUR_FAULT = "Filen kunne ikke læses på grund af en fejl hos os. Den prøves igen."
BLANK = b"\xef\xbb\xbf \t\r\n"


def receive_bank_file(name: str, content: bytes, *, by: "User") -> BankFile:
    """Kept and read; two transactions, so that what cannot be read is kept all the same. Raises Refused."""
    file = keep_bank_file(name, content, by=by)
    faults.point("bank_file.kept")
    return read_bank_file(file, by=by)


@act
def keep_bank_file(name: str, content: bytes, *, by: "User") -> BankFile:
    """The one row of these bytes. Raises Refused for who may not, and for an empty or endless file."""
    if sentence := why_not_answer_for_bank(by):
        raise Refused(sentence)
    if not content or len(content) > LARGEST_FILE:
        raise Refused("Filen er tom eller for stor.")
    row = BankFile(
        name=mask_cpr(name)[:200],
        kind=kind_of(content),
        sealed=Sealed.of(content),
        sha256=digest(content),
        size=len(content),
        received_by=by,
    )
    if insert_unless_there(row):
        record("bank_file_received", by=by, subject=row, text=f"{row.name}: {row.get_kind_display()}")
        return row
    return BankFile.objects.get(sha256=row.sha256)


def read_bank_file(file: BankFile, *, by: "User") -> BankFile:
    """What waits is read; what was read or refused before stays as it is.

    A file that can never be read is refused with its sentence; one that cannot be read yet goes on waiting with its.
    """
    try:
        return _read(file, by=by)
    except Unreadable as error:
        return _keep(file, BankFileOutcome.REFUSED, str(error))
    except Refused as refused:
        return _keep(file, BankFileOutcome.WAITING, str(refused))
    except Exception:  # whatever is wrong with this file, the next one is read
        logger.exception("File %s from the bank", file.pk)
        return _keep(file, BankFileOutcome.WAITING, OUR_FAULT)


def read_waiting(*, by: "User") -> int:
    """Files that waited, oldest first, as long as one of them could be read; how many were."""
    done = 0
    while True:
        waiting = list(BankFile.objects.filter(outcome=BankFileOutcome.WAITING).order_by("pk"))
        read = sum(read_bank_file(one, by=by).outcome != BankFileOutcome.WAITING for one in waiting)
        done += read
        if not read:
            return done


@act
def _read(file: BankFile, *, by: "User") -> BankFile:
    file = BankFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if file.outcome != BankFileOutcome.WAITING:
        return file
    sentence = READERS[BankFileKind(file.kind)](file, by)
    faults.point("bank_file.read")
    file.outcome, file.sentence = BankFileOutcome.READ, mask_cpr(sentence)[:500]
    file.save(update_fields=["outcome", "sentence"])
    return file


@act
def _keep(file: BankFile, outcome: BankFileOutcome, sentence: str) -> BankFile:
    """The outcome of a reading that came to nothing, unless another process has read it meanwhile."""
    sentence = mask_cpr(sentence)
    file = BankFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    before = BankFileOutcome.WAITING, file.sentence
    if file.outcome == BankFileOutcome.WAITING and before != (outcome, sentence[:500]):
        file.outcome, file.sentence = outcome, sentence[:500]
        file.save(update_fields=["outcome", "sentence"])
        emails.bank_file_trouble(file)
    return file


def kind_of(content: bytes) -> BankFileKind:
    """By its first lines; whether it is what it claims is found when it is read."""
    head = content[:2000]
    if b"pain.002" in head:
        return BankFileKind.PAIN002
    if b"camt.053" in head:
        return BankFileKind.CAMT053
    return BankFileKind.UNKNOWN if head.lstrip(BLANK).startswith(b"<") else BankFileKind.CSV


def _answer(file: BankFile, by: "User") -> str:
    return record_bank_answer(file, pain002.read(file.sealed.open()), by=by)


def _statements(file: BankFile, by: "User") -> str:
    return " ".join(read_statement(file, one, by=by) for one in camt053.read(file.sealed.open()))


def _table(file: BankFile, by: "User") -> str:
    """A table does not say whose it is: it is the paying account's, or its balances do not follow what was read."""
    account = BankAccount.objects.filter(is_default=True).first()
    if account is None:
        raise Unreadable(
            "Der er ingen konto, kontoudtoget kan være for. Driften skal først oprette PLO's bankkonto."
        )
    return read_statement(file, bank_csv.read(file.sealed.open(), account=account.iban), by=by)


def _neither(file: BankFile, by: "User") -> str:
    raise Unreadable("Filen er hverken bankens svar (pain.002) eller et kontoudtog (camt.053 eller CSV).")


READERS: dict[BankFileKind, Callable[[BankFile, "User"], str]] = {
    BankFileKind.PAIN002: _answer,
    BankFileKind.CAMT053: _statements,
    BankFileKind.CSV: _table,
    BankFileKind.UNKNOWN: _neither,
}

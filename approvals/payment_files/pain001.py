"""A batch as pain.001.001.03 in the bank's dialect: the same facts give the same bytes, valid against the schema."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from decimal import Decimal

from approvals.payment_files.dialects import Dialect
from approvals.payment_files.letters import bank_text
from approvals.payment_files.lines import BatchFacts, Debtor, PaymentLine, PaymentMethod
from approvals.payment_files.order import refuse_unpayable
from approvals.payment_files.payment_tag import transaction
from approvals.payment_files.schema import NAME, validate
from approvals.payment_files.tags import amount, tag
from klyngeokonomi.money import ZERO

BLOCK_CODES = {
    PaymentMethod.BANK: "BANK",
    PaymentMethod.IBAN: "IBAN",
    PaymentMethod.FIK: "FIK",
    PaymentMethod.NEMKONTO_CPR: "NKCPR",
    PaymentMethod.NEMKONTO_CVR: "NKCVR",
}


def block_id(message_id: str, method: PaymentMethod) -> str:
    """The PmtInfId of the payments paid by this method: what the bank answers and books a block by."""
    return f"{message_id}-{BLOCK_CODES[method]}"


def write(batch: BatchFacts, dialect: Dialect) -> bytes:
    """The file. Raises Unreadable when a payment cannot be written for this bank, or the schema refuses the whole."""
    refuse_unpayable(batch, needs_agreement=bool(dialect.agreement_scheme))
    content = "".join(_document(batch, dialect)).encode()
    validate(content)
    return content


def _document(batch: BatchFacts, dialect: Dialect) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{NAME}"><CstmrCdtTrfInitn>\n'
    yield _group(batch, dialect)
    for method in PaymentMethod:
        lines = [line for line in batch.lines if line.method is method]
        if lines:
            yield from _block(batch, method, lines, dialect)
    yield "</CstmrCdtTrfInitn></Document>\n"


def _group(batch: BatchFacts, dialect: Dialect) -> str:
    created = batch.created_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    debtor = batch.debtor
    initiator = tag("Nm", bank_text(debtor.name, dialect.letters)[: dialect.name_length])
    initiator += _organisation(debtor.customer_id or debtor.cvr, dialect.customer_scheme)
    return (
        f"<GrpHdr>{tag('MsgId', batch.message_id)}<CreDtTm>{created.isoformat()}Z</CreDtTm>"
        f"{_counted(batch.lines)}<InitgPty>{initiator}</InitgPty></GrpHdr>\n"
    )


def _block(
    batch: BatchFacts, method: PaymentMethod, lines: list[PaymentLine], dialect: Dialect
) -> Iterator[str]:
    yield f"<PmtInf>{tag('PmtInfId', block_id(batch.message_id, method))}<PmtMtd>TRF</PmtMtd>"
    if dialect.batch_booking is not None:
        yield tag("BtchBookg", "true" if dialect.batch_booking else "false")
    yield _counted(lines) + _payment_type(method, dialect)
    yield tag("ReqdExctnDt", batch.execution_date.isoformat()) + _debtor(batch.debtor, dialect)
    yield tag("ChrgBr", dialect.charges) + "\n"
    for line in lines:
        yield transaction(line, dialect)
    yield "</PmtInf>\n"


def _counted(lines: Iterable[PaymentLine]) -> str:
    amounts: list[Decimal] = [line.amount for line in lines]
    return tag("NbOfTxs", str(len(amounts))) + tag("CtrlSum", amount(sum(amounts, ZERO)))


def _payment_type(method: PaymentMethod, dialect: Dialect) -> str:
    """An IBAN may lead abroad, where no local instrument is known."""
    if method in (PaymentMethod.NEMKONTO_CPR, PaymentMethod.NEMKONTO_CVR):
        local = tag("Prtry", dialect.nemkonto)
    else:
        local = "" if method is PaymentMethod.IBAN else tag("Cd", dialect.local_instrument)
    instrument = f"<LclInstrm>{local}</LclInstrm>" if local else ""
    return (
        f"<PmtTpInf><SvcLvl>{tag('Cd', dialect.service_level)}</SvcLvl>{instrument}"
        f"<CtgyPurp>{tag('Cd', dialect.purpose)}</CtgyPurp></PmtTpInf>"
    )


def _debtor(debtor: Debtor, dialect: Dialect) -> str:
    name = tag("Nm", bank_text(debtor.name, dialect.letters)[: dialect.name_length])
    agreement = (
        _organisation(debtor.agreement_id, dialect.agreement_scheme) if dialect.agreement_scheme else ""
    )
    if debtor.iban:
        number = tag("IBAN", debtor.iban)
    else:
        account = debtor.reg_number + debtor.account_number.zfill(10)
        number = f"<Othr>{tag('Id', account)}<SchmeNm>{tag('Cd', dialect.account_scheme)}</SchmeNm></Othr>"
    bank = tag("BIC", debtor.bic) or "<Othr><Id>NOTPROVIDED</Id></Othr>"
    return (
        f"<Dbtr>{name}{agreement}</Dbtr><DbtrAcct><Id>{number}</Id><Ccy>DKK</Ccy></DbtrAcct>"
        f"<DbtrAgt><FinInstnId>{bank}</FinInstnId></DbtrAgt>"
    )


def _organisation(number: str, scheme: str) -> str:
    return f"<Id><OrgId><Othr>{tag('Id', number)}<SchmeNm>{tag('Cd', scheme)}</SchmeNm></Othr></OrgId></Id>"

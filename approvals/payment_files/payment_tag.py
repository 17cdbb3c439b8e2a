"""One payment in a pain.001: who, how much, to where, and what the creditor is told."""

from approvals.payment_files.dialects import Dialect
from approvals.payment_files.letters import bank_text, says_something
from approvals.payment_files.lines import PaymentLine, PaymentMethod
from approvals.payment_files.tags import amount, tag
from klyngeokonomi.danish.bank_account import parse_bank_account
from klyngeokonomi.danish.fik import parse_fik
from klyngeokonomi.danish.iban import parse_iban


def transaction(line: PaymentLine, dialect: Dialect) -> str:
    """A payment that holds (order.why_not_payable)."""
    ids = tag("InstrId", line.voucher_number) + tag("EndToEndId", line.end_to_end_id)
    bank = tag("BIC", line.bic) if line.method is PaymentMethod.IBAN else ""
    agent = f"<CdtrAgt><FinInstnId>{bank}</FinInstnId></CdtrAgt>" if bank else ""
    name = tag("Nm", bank_text(line.name, dialect.letters)[: dialect.name_length].rstrip())
    account = _account(line, dialect)
    return (
        f"<CdtTrfTxInf><PmtId>{ids}</PmtId>"
        f'<Amt><InstdAmt Ccy="DKK">{amount(line.amount)}</InstdAmt></Amt>{agent}'
        f"<Cdtr>{name}{_creditor_id(line, dialect)}</Cdtr>"
        f"{f'<CdtrAcct><Id>{account}</Id></CdtrAcct>' if account else ''}{_told(line, dialect)}</CdtTrfTxInf>\n"
    )


def _account(line: PaymentLine, dialect: Dialect) -> str:
    """Nothing for NemKonto: the bank finds the account by the creditor's number."""
    if line.method is PaymentMethod.BANK:
        account = parse_bank_account(line.reg_number, line.account_number)
        return _other(account.reg_number + account.account_number, "Cd", dialect.account_scheme)
    if line.method is PaymentMethod.IBAN:
        iban = parse_iban(line.iban)
        if dialect.danish_iban_as_account and iban.startswith("DK"):
            return _other(iban[4:], "Cd", dialect.account_scheme)
        return tag("IBAN", iban)
    if line.method is PaymentMethod.FIK:
        return _other(line.fik_creditor, "Prtry", dialect.slip_scheme)
    return ""


def _other(number: str, kind: str, scheme: str) -> str:
    return f"<Othr>{tag('Id', number)}<SchmeNm>{tag(kind, scheme)}</SchmeNm></Othr>"


def _creditor_id(line: PaymentLine, dialect: Dialect) -> str:
    if line.method is PaymentMethod.NEMKONTO_CPR:
        return f"<Id><PrvtId>{_other(line.cpr, 'Cd', dialect.cpr_scheme)}</PrvtId></Id>"
    if line.method is PaymentMethod.NEMKONTO_CVR:
        return f"<Id><OrgId>{_other(line.cvr, 'Cd', dialect.cvr_scheme)}</OrgId></Id>"
    return ""


def _told(line: PaymentLine, dialect: Dialect) -> str:
    """What stands on the creditor's statement (Purp), the whole text when it is longer, and the id of a slip."""
    text = bank_text(line.text, dialect.letters)
    if not says_something(text):
        text = ""
    if line.method is PaymentMethod.FIK:
        return _slip(line, text, dialect)
    short = text[: dialect.statement_text].strip()
    purpose = f"<Purp>{tag('Prtry', short)}</Purp>" if short else ""
    advice = _advice(text, dialect) if len(text) > dialect.statement_text else ""
    return purpose + (f"<RmtInf>{advice}</RmtInf>" if advice else "")


def _slip(line: PaymentLine, text: str, dialect: Dialect) -> str:
    slip = parse_fik(f"+{line.fik_type}<{line.fik_id}+{line.fik_creditor}<")
    advice = _advice(text, dialect) if slip.card_type in dialect.slips_with_text else ""
    reference = dialect.slip_reference.format(type=slip.card_type, id=slip.payment_id)
    return (
        f"<RmtInf>{advice}<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp>"
        f"{tag('Ref', reference)}</CdtrRefInf></Strd></RmtInf>"
    )


def _advice(text: str, dialect: Dialect) -> str:
    """In the lines the bank prints, cut where they end; what does not fit is left out."""
    length = dialect.advice_length
    lines = [text[begun : begun + length].strip() for begun in range(0, len(text), length)]
    return "".join(tag("Ustrd", line) for line in lines[: dialect.advice_lines])

"""Files such as a bank sends, put together from their parts; all of it fictitious."""

from collections.abc import Sequence

ISO = "urn:iso:std:iso:20022:tech:xsd:"


def report(*parts: str, version: str = "03") -> bytes:
    """A pain.002 with these parts after its header."""
    inside = f"<GrpHdr><MsgId>SVAR-1</MsgId><CreDtTm>2026-11-24T08:00:00</CreDtTm></GrpHdr>{''.join(parts)}"
    return _document(f"pain.002.001.{version}", "CstmrPmtStsRpt", inside)


def group(status: str = "PART", reason: str = "", counted: str = "3", summed: str = "600.00") -> str:
    return (
        "<OrgnlGrpInfAndSts><OrgnlMsgId>KLYNGE-K2026-0001</OrgnlMsgId>"
        "<OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId>"
        f"<OrgnlNbOfTxs>{counted}</OrgnlNbOfTxs><OrgnlCtrlSum>{summed}</OrgnlCtrlSum>"
        f"{_maybe('GrpSts', status)}{reason}</OrgnlGrpInfAndSts>"
    )


def block(*lines: str, status: str = "PART", reason: str = "") -> str:
    return (
        "<OrgnlPmtInfAndSts><OrgnlPmtInfId>KLYNGE-K2026-0001-BANK</OrgnlPmtInfId>"
        f"{_maybe('PmtInfSts', status)}{reason}{''.join(lines)}</OrgnlPmtInfAndSts>"
    )


def line(number: int, status: str, reason: str = "", paid: str = "100.00") -> str:
    return (
        f"<TxInfAndSts><OrgnlEndToEndId>2026-{number:05d}-1</OrgnlEndToEndId>{_maybe('TxSts', status)}{reason}"
        f'<OrgnlTxRef><Amt><InstdAmt Ccy="DKK">{paid}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>'
    )


def why(code: str, *words: str) -> str:
    said = "".join(f"<AddtlInf>{one}</AddtlInf>" for one in words)
    return f"<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn>{said}</StsRsnInf>"


def statements(*found: str, version: str = "02") -> bytes:
    """A camt.053 with these statements."""
    head = "<GrpHdr><MsgId>UDTOG</MsgId><CreDtTm>2026-11-24T20:00:00</CreDtTm></GrpHdr>"
    return _document(f"camt.053.001.{version}", "BkToCstmrStmt", head + "".join(found))


def statement(*entries: str, opening: str = "1000.00", closing: str = "1000.00", number: int = 1) -> str:
    return (
        f"<Stmt><Id>UDTOG-{number}</Id><CreDtTm>2026-11-24T20:00:00</CreDtTm>"
        "<FrToDt><FrDtTm>2026-11-24T00:00:00</FrDtTm><ToDtTm>2026-11-24T23:59:59</ToDtTm></FrToDt>"
        "<Acct><Id><Othr><Id>00010000001234</Id></Othr></Id><Ccy>DKK</Ccy></Acct>"
        f"{balance('OPBD', opening)}{balance('CLBD', closing)}{''.join(entries)}</Stmt>"
    )


def balance(code: str, value: str, currency: str = "DKK") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{money(value, currency)}"
        "<Dt><Dt>2026-11-24</Dt></Dt></Bal>"
    )


def money(value: str, currency: str = "DKK") -> str:
    """A signed value as amount and direction."""
    way = "DBIT" if value.startswith("-") else "CRDT"
    return f'<Amt Ccy="{currency}">{value.lstrip("-")}</Amt><CdtDbtInd>{way}</CdtDbtInd>'


def entry(
    value: str,
    *details: str,
    reference: str = "",
    number: str = "",
    status: str = "BOOK",
    currency: str = "DKK",
    more: str = "",
) -> str:
    return (
        f"<Ntry>{_maybe('NtryRef', number)}{money(value, currency)}{more}<Sts>{status}</Sts>"
        "<BookgDt><Dt>2026-11-24</Dt></BookgDt><ValDt><Dt>2026-11-25</Dt></ValDt>"
        f"{_maybe('AcctSvcrRef', reference)}<NtryDtls>{''.join(details)}</NtryDtls></Ntry>"
    )


def detail(end_to_end_id: str, value: str = "", *more: str, name: str = "", currency: str = "DKK") -> str:
    worth = f'<AmtDtls><TxAmt><Amt Ccy="{currency}">{value}</Amt></TxAmt></AmtDtls>' if value else ""
    party = f"<RltdPties><Cdtr><Nm>{name}</Nm></Cdtr></RltdPties>" if name else ""
    refs = f"<Refs>{_maybe('EndToEndId', end_to_end_id)}</Refs>"
    return f"<TxDtls>{refs}{worth}{party}{''.join(more)}</TxDtls>"


def returned(code: str, words: str = "") -> str:
    return f"<RtrInf><Rsn><Cd>{code}</Cd></Rsn>{_maybe('AddtlInf', words)}</RtrInf>"


def table(*rows: Sequence[str], head: str = "Dato;Tekst;Beløb;Saldo", encoding: str = "iso-8859-1") -> bytes:
    """A bank's CSV."""
    return "\r\n".join([head, *(";".join(row) for row in rows), ""]).encode(encoding)


def _maybe(name: str, text: str) -> str:
    return f"<{name}>{text}</{name}>" if text else ""


def _document(kind: str, name: str, inside: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{ISO}{kind}"><{name}>{inside}</{name}></Document>'
    ).encode()

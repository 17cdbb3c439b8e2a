"""A payment order as the bank's guide has it, written out here so that the bank is tested without our own writer."""

LINE = """
<CdtTrfTxInf><PmtId><InstrId>{id}</InstrId><EndToEndId>{id}</EndToEndId></PmtId>
<Amt><InstdAmt Ccy="DKK">{amount}</InstdAmt></Amt><Cdtr><Nm>{name}</Nm></Cdtr>
<CdtrAcct><Id><Othr><Id>{account}</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr></Id></CdtrAcct></CdtTrfTxInf>"""
ORDER = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"><CstmrCdtTrfInitn>
<GrpHdr><MsgId>{message}</MsgId><CreDtTm>2026-11-22T10:00:00</CreDtTm><NbOfTxs>{count}</NbOfTxs>
<CtrlSum>{total}</CtrlSum><InitgPty><Nm>PLO</Nm></InitgPty></GrpHdr>
<PmtInf><PmtInfId>{message}-1</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>{as_one}</BtchBookg>
<ReqdExctnDt>2026-11-23</ReqdExctnDt><Dbtr><Nm>PLO</Nm></Dbtr>
<DbtrAcct><Id><Othr><Id>12340001234567</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr></Id></DbtrAcct>
<DbtrAgt><FinInstnId><ClrSysMmbId><MmbId>1234</MmbId></ClrSysMmbId></FinInstnId></DbtrAgt>{lines}
</PmtInf></CstmrCdtTrfInitn></Document>"""
GOOD = "12340007654321"


def order(
    *lines: tuple[str, str, str, str], message: str = "K2026-0001", total: str = "", as_one: bool = False
) -> bytes:
    """Lines of (id, amount, name, account). `total` is the control sum when it is to be wrong."""
    ore = sum(int(amount.replace(".", "")) for _, amount, _, _ in lines)
    return ORDER.format(
        message=message,
        count=len(lines),
        total=total or f"{ore // 100}.{ore % 100:02d}",
        as_one=str(as_one).lower(),
        lines="".join(
            LINE.format(id=name, amount=amount, name=who, account=account)
            for name, amount, who, account in lines
        ),
    ).encode()

"""pain.002.001.03: what the bank says of an order, line by line."""

from collections.abc import Mapping, Sequence

from klyngeokonomi.integrations.bank.fake.orders import Block, Line, Order
from klyngeokonomi.integrations.bank.fake.xml import Part, document

KIND = "pain.002.001.03"


def status_report(
    order: Order, reasons: Mapping[str, str], *, message_id: str, moment: str, only: int | None = None
) -> bytes:
    """Accepted (ACCP) but for the lines in `reasons`, by EndToEndId. `only`: no more than so many lines are told of."""
    refused = len(reasons)
    status = "ACCP" if not refused else "RJCT" if refused == len(order.lines) else "PART"
    blocks = [_block(block, reasons, only) for block in order.blocks]
    return _report(order, message_id, moment, status, blocks, [])


def refused_whole(order: Order, reason: str, *, message_id: str, moment: str) -> bytes:
    """The order is not read at all, as when its number was used before."""
    return _report(order, message_id, moment, "RJCT", [], _reason(reason))


def _report(
    order: Order, message_id: str, moment: str, status: str, blocks: Sequence[Part], reason: Sequence[Part]
) -> bytes:
    return document(
        KIND,
        [
            (
                "CstmrPmtStsRpt",
                [
                    ("GrpHdr", [("MsgId", message_id), ("CreDtTm", moment)]),
                    (
                        "OrgnlGrpInfAndSts",
                        [
                            ("OrgnlMsgId", order.message_id),
                            ("OrgnlMsgNmId", order.kind),
                            ("OrgnlNbOfTxs", str(order.count)),
                            ("OrgnlCtrlSum", f"{order.control_sum:.2f}"),
                            ("GrpSts", status),
                            *reason,
                        ],
                    ),
                    *blocks,
                ],
            )
        ],
    )


def _block(block: Block, reasons: Mapping[str, str], only: int | None) -> Part:
    refused = sum(line.end_to_end_id in reasons for line in block.lines)
    status = "ACCP" if not refused else "RJCT" if refused == len(block.lines) else "PART"
    return (
        "OrgnlPmtInfAndSts",
        [
            ("OrgnlPmtInfId", block.payment_id),
            ("OrgnlNbOfTxs", str(len(block.lines))),
            ("OrgnlCtrlSum", f"{sum(line.amount for line in block.lines):.2f}"),
            ("PmtInfSts", status if only is None else "PART"),
            *(_line(line, reasons.get(line.end_to_end_id)) for line in block.lines[:only]),
        ],
    )


def _line(line: Line, reason: str | None) -> Part:
    return (
        "TxInfAndSts",
        [
            ("OrgnlInstrId", line.instruction_id or line.end_to_end_id),
            ("OrgnlEndToEndId", line.end_to_end_id),
            ("TxSts", "RJCT" if reason else "ACCP"),
            *(_reason(reason) if reason else []),
            (
                "OrgnlTxRef",
                [("Amt", [("InstdAmt", f"{line.amount:.2f}", {"Ccy": line.currency})])],
            ),
        ],
    )


def _reason(code: str) -> list[Part]:
    return [("StsRsnInf", [("Rsn", [("Cd", code)])])]

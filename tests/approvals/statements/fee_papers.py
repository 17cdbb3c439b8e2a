"""Fee statements as data, for what prints and shows them: nobody's numbers, amounts that can be followed by hand."""

import datetime as dt
from decimal import Decimal

from approvals.enums import FIELD_OF_LINE, PayLineKind, ReceiverKind, StatementKind
from approvals.statements.fee_records import Payer, PayLine, Printed, Receiver, Reported, Totals

OCTOBER = dt.date(2026, 10, 1)
PAYER = Payer("Prøvebyernes klyngesekretariat", "12345674")
OTTO = Receiver("Otto Oplæg", ReceiverKind.CPR, "700101-XXXX")
LABELS = {
    13: "A-indkomst, hvoraf der betales AM-bidrag",
    15: "A-skat",
    16: "AM-bidrag",
    36: "B-indkomst, hvoraf der betales AM-bidrag",
    38: "B-indkomst, hvoraf der ikke betales AM-bidrag",
    48: "Skattefri rejse- og befordringsgodtgørelse",
}


def line(kind: PayLineKind, amount: str, *, number: int = 1, **fields: object) -> PayLine:
    given = {
        "voucher": f"2026-{number:05d}",
        "voucher_id": number,
        "payment": f"2026-{number:05d}-1",
        "movement": f"902-{number}",
        "cluster": "Klynge Prøveby",
        "paid_on": OCTOBER.replace(day=7),
        "text": "Arbejde som koordinator i september",
        "detail": "12,5 timer à 1.072,02 kr.",
    }
    return PayLine(kind=kind, field=FIELD_OF_LINE[kind], amount=Decimal(amount), **(given | fields))


def printed(*lines: PayLine, year: Totals | None = None, **fields: object) -> Printed:
    """The totals and what is reported follow from the lines."""
    totals = sum((_of(one) for one in lines), Totals())
    told: dict[int, Decimal] = {}
    for one in lines:
        for field, amount in ((one.field, one.amount), (15, one.a_tax), (16, one.am_contribution)):
            told[field] = told.get(field, Decimal("0.00")) + amount
    given = {
        "number": "L2026-00012",
        "kind": StatementKind.ORDINARY,
        "month": OCTOBER,
        "issued_on": dt.date(2026, 11, 2),
        "payer": PAYER,
        "receiver": OTTO,
        "lines": lines,
        "totals": totals,
        "year": year or totals,
        "reported": tuple(Reported(one, LABELS[one], told[one]) for one in sorted(told) if told[one]),
    }
    return Printed(**(given | fields))


def _of(one: PayLine) -> Totals:
    free = one.kind == PayLineKind.MILEAGE_FREE
    nil = Decimal("0.00")
    return Totals(nil if free else one.amount, one.amount if free else nil, one.am_contribution, one.a_tax)


TALK = {
    "text": "Oplæg om medicingennemgang",
    "detail": "Fast honorar",
    "number": 41,
    "cluster": "Klynge Nørre Øby",
}
ORDINARY = printed(
    line(PayLineKind.FEE_B, "13400.25", number=17),
    line(PayLineKind.FEE_B, "6000.00", paid_on=OCTOBER.replace(day=21), **TALK),
    year=Totals(Decimal("61240.50")),
)
WITHHELD = printed(
    line(
        PayLineKind.FEE_A,
        "6000.00",
        text="Arbejde i bestyrelsen, 3. kvartal",
        detail="6 timer à 1.000,00 kr.",
        am_contribution=Decimal("480.00"),
        a_tax=Decimal("2208.00"),
    ),
    line(
        PayLineKind.MILEAGE_FREE,
        "299.44",
        number=2,
        text="Kørsel til bestyrelsesmøder",
        detail="76 km à 3,94 kr.",
    ),
    year=Totals(*map(Decimal, ("18000.00", "898.32", "1440.00", "6624.00"))),
)
CORRECTION = printed(
    line(PayLineKind.FEE_B, "-6000.00", reverses="L2026-00012", **TALK),
    line(PayLineKind.FEE_B, "4500.00", paid_on=OCTOBER.replace(day=28), **(TALK | {"number": 52})),
    number="L2026-00031",
    kind=StatementKind.CORRECTION,
    corrects="L2026-00012",
    issued_on=dt.date(2026, 12, 1),
    year=Totals(Decimal("59740.50")),
)
LONG = printed(
    *(
        line(
            PayLineKind.FEE_B,
            "1072.02",
            number=number,
            text=f"Facilitering af gruppe {number} om polyfarmaci og medicingennemgang hos ældre patienter",
            detail="1 time à 1.072,02 kr.",
        )
        for number in range(1, 13)
    ),
    number="L2026-00013",
)

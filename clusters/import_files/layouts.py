"""The columns of each kind of file: Danish headings, other names they go by, and what their cells hold."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from clusters.enums import ImportKind, MemberKind, Region, Role
from clusters.import_files import cells

NAME_LENGTH = 200


@dataclass(frozen=True)
class Column:
    """`key` names the value in the record. A column that is not `needed` may be missing or have empty cells."""

    key: str
    heading: str
    read: Callable[[str], Any]
    needed: bool = False
    aliases: tuple[str, ...] = ()
    empty: Any = None


def _labels(*choices: Any, **more: Any) -> dict[str, Any]:
    return {choice.label.lower(): choice.value for choice in choices} | more


REGIONS = _labels(*Region)
REGIONS |= {label.removeprefix("region "): value for label, value in REGIONS.items()}
ROLES = _labels(
    Role.MEMBER,
    Role.COORDINATOR,
    Role.BOARD,
    medlem=Role.MEMBER.value,
    koordinator=Role.COORDINATOR.value,
    bestyrelse=Role.BOARD.value,
)
KINDS = _labels(
    *MemberKind,
    ejer=MemberKind.OWNER.value,
    ansat=MemberKind.EMPLOYED.value,
    uddannelse=MemberKind.TRAINEE.value,
    personale=MemberKind.STAFF.value,
)

CLUSTER = Column(
    "cluster", "klyngenummer", cells.cluster_number, True, ("klynge nr", "klyngenr", "klynge", "nummer")
)
FROM = ("fra", "gyldig fra", "gælder fra", "startdato", "start", "aktiv fra")
TO = ("til", "gyldig til", "gælder til", "slutdato", "slut", "aktiv til")

LAYOUTS: dict[str, list[Column]] = {
    ImportKind.CLUSTERS: [
        Column("number", "nummer", cells.cluster_number, True, ("klyngenummer", "klyngenr", "klynge nr")),
        Column("name", "navn", cells.words(120), True, ("klyngenavn", "klynge")),
        Column(
            "region",
            "region",
            cells.one_of(REGIONS, "Skriv regionens navn, fx Region Syddanmark."),
            True,
        ),
        Column("active_from", "aktiv fra", cells.day, True, FROM),
        Column("active_to", "aktiv til", cells.day, aliases=TO),
    ],
    ImportKind.CLINICS: [
        CLUSTER,
        Column("name", "klinik", cells.words(NAME_LENGTH), True, ("kliniknavn", "praksis", "navn")),
        Column(
            "provider_number", "ydernummer", cells.provider_number, True, ("ydernr", "yder nr", "ydernumre")
        ),
        Column("valid_from", "gælder fra", cells.day, aliases=FROM),
        Column("valid_to", "gælder til", cells.day, aliases=TO),
        Column(
            "patients",
            "gruppe 1-patienter",
            cells.count,
            aliases=("gruppe 1 patienter", "gruppe1-patienter", "patienter", "antal patienter"),
        ),
        Column("counted_on", "opgjort den", cells.day, aliases=("opgjort", "opgørelsesdato", "optalt")),
    ],
    ImportKind.MEMBERS: [
        CLUSTER,
        Column("name", "navn", cells.words(NAME_LENGTH), True, ("fulde navn",)),
        Column("email", "mail", cells.mail, aliases=("e-mail", "email", "mailadresse"), empty=""),
        Column("phone", "telefon", cells.phone, aliases=("tlf", "tlf.", "mobil", "telefonnummer"), empty=""),
        Column("provider_number", "ydernummer", cells.provider_number, aliases=("ydernr", "yder nr")),
        Column(
            "role",
            "rolle",
            cells.one_of(
                ROLES,
                "Skriv medlem, koordinator eller bestyrelsesmedlem. Stedfortrædere udpeger koordinatoren, "
                "og landsdækkende roller gives én ad gangen under Roller.",
            ),
            True,
        ),
        Column(
            "kind",
            "medlemstype",
            cells.one_of(KINDS, "Skriv ejerlæge, ansat læge, uddannelseslæge eller praksispersonale."),
            aliases=("type", "stilling"),
            empty="",
        ),
        Column("valid_from", "fra", cells.day, aliases=FROM),
        Column("valid_to", "til", cells.day, aliases=TO),
        Column("may_endorse", "må godkende", cells.yes_or_no, aliases=("godkender",), empty=False),
    ],
    ImportKind.COUNTS: [
        Column(
            "provider_number", "ydernummer", cells.provider_number, True, ("ydernr", "yder nr", "ydernumre")
        ),
        Column(
            "patients",
            "gruppe 1-patienter",
            cells.count,
            True,
            ("gruppe 1 patienter", "gruppe1-patienter", "patienter", "antal patienter", "antal"),
        ),
        Column("counted_on", "opgjort den", cells.day, True, ("opgjort", "opgørelsesdato", "optalt", "dato")),
    ],
    ImportKind.OPENINGS: [
        CLUSTER,
        Column(
            "amount",
            "saldo",
            cells.balance,
            True,
            ("åbningssaldo", "beløb", "primo", "kr", "kr.", "overført"),
        ),
    ],
    ImportKind.ALLOTMENTS: [
        CLUSTER,
        Column("amount", "beløb", cells.amount, True, ("beløb i kr.", "kr", "kr.", "tildeling")),
        Column("payment", "indbetaling", cells.words(60), True, ("betaling", "år", "periode")),
    ],
}

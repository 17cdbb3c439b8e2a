"""The amounts and words of the guide of April 2026, excl. VAT, to begin with; the secretariat keeps them from there.

The guide gives ranges (room 2000–5000, dinner 400–800, lunch 200–450, night 2000–3000); the upper end is the
limit. It calls the frames "fortsat gældende", so they are in force from 1 April 2023, when the funds came
under PLO's rules.
"""

import datetime as dt

from expenses.enums import RateKey, TermKey
from expenses.policy.headings import DISCOUNTS, GUILDS, MEDIBOX
from expenses.policy.limits import Limit, LimitTable, Term
from klyngeokonomi.money import kr

IN_FORCE_FROM = dt.date(2023, 4, 1)
SOURCE = "Vejledning om administration, økonomi og refusion af klyngemidler, april 2026"

GUIDE_LIMITS: tuple[Limit, ...] = (
    Limit(RateKey.LUNCH, kr(450), IN_FORCE_FROM),
    Limit(RateKey.DINNER, kr(800), IN_FORCE_FROM),
    Limit(RateKey.ROOM, kr(5000), IN_FORCE_FROM),
    Limit(RateKey.ACCOMMODATION, kr(3000), IN_FORCE_FROM),
)

OTHER_LIMITS: tuple[tuple[Limit, str], ...] = (
    (Limit(RateKey.SPEAKER, kr(10000), IN_FORCE_FROM), SOURCE),
    (Limit(RateKey.CARD_MONTH, kr(50000), IN_FORCE_FROM), SOURCE),
    (
        Limit(RateKey.CONSULTANT_HOUR, kr("1072.02"), dt.date(2024, 10, 1)),
        "Plejehjemstaksten 2.144,03 kr. for 2 timer fra 1. oktober 2024",
    ),
    (
        Limit(RateKey.GIFT, kr(1300), IN_FORCE_FROM),
        "Skats grænse for mindre personalegoder; vejledningen nævner intet beløb",
    ),
)
"""Those that came later, each with where it stands. A gift of "relativ ubetydelig værdi" has no figure in the guide."""

NEW_YEAR_2024, NEW_YEAR_2025, NEW_YEAR_2026 = (dt.date(year, 1, 1) for year in (2024, 2025, 2026))
MILEAGE_LIMITS: tuple[Limit, ...] = (
    Limit(RateKey.MILEAGE, kr("3.79"), NEW_YEAR_2024, dt.date(2024, 12, 31)),
    Limit(RateKey.MILEAGE_OVER, kr("2.23"), NEW_YEAR_2024, dt.date(2024, 12, 31)),
    Limit(RateKey.MILEAGE, kr("3.81"), NEW_YEAR_2025, dt.date(2025, 12, 31)),
    Limit(RateKey.MILEAGE_OVER, kr("2.23"), NEW_YEAR_2025, dt.date(2025, 12, 31)),
    Limit(RateKey.MILEAGE, kr("3.94"), NEW_YEAR_2026),
    Limit(RateKey.MILEAGE_OVER, kr("2.28"), NEW_YEAR_2026),
)
"""The state's rates for driving in one's own car (Skatterådets satser), DKK per km; no VAT is in them."""

GUIDE_TERMS: tuple[Term, ...] = (
    Term(
        TermKey.NEVER_PAID,
        "Medibox",
        MEDIBOX.slug,
        dt.date(2026, 1, 1),
        advice="Et abonnement på Medibox kan fra 2026 ikke betales med klyngens penge.",
    ),
    Term(
        TermKey.NEVER_PAID,
        "lægelaug",
        GUILDS.slug,
        IN_FORCE_FROM,
        advice="Udgifter, der hører til et lægelaug, kan ikke betales med klyngens penge.",
    ),
    Term(TermKey.DISCOUNT, "Comwell", DISCOUNTS.slug, IN_FORCE_FROM, advice="Book på telefon 70 274 274."),
    Term(
        TermKey.DISCOUNT,
        "Scandic",
        DISCOUNTS.slug,
        IN_FORCE_FROM,
        advice="Oplys aftalenummer D 000004557.",
    ),
)
GUIDE_TABLE = LimitTable.of(
    (*GUIDE_LIMITS, *(limit for limit, _ in OTHER_LIMITS), *MILEAGE_LIMITS), GUIDE_TERMS
)

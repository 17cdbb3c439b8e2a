"""The amounts of the guide of April 2026, excl. VAT, to begin with; the secretariat keeps them from there.

The guide gives ranges (room 2000–5000, dinner 400–800, lunch 200–450, night 2000–3000); the upper end is the
limit. It calls the frames "fortsat gældende", so they are in force from 1 April 2023, when the funds came
under PLO's rules.
"""

import datetime as dt

from expenses.enums import RateKey
from expenses.policy.limits import Limit, LimitTable
from klyngeokonomi.money import kr

IN_FORCE_FROM = dt.date(2023, 4, 1)
SOURCE = "Vejledning om administration, økonomi og refusion af klyngemidler, april 2026"

GUIDE_LIMITS: tuple[Limit, ...] = (
    Limit(RateKey.LUNCH, kr(450), IN_FORCE_FROM),
    Limit(RateKey.DINNER, kr(800), IN_FORCE_FROM),
    Limit(RateKey.ROOM, kr(5000), IN_FORCE_FROM),
    Limit(RateKey.ACCOMMODATION, kr(3000), IN_FORCE_FROM),
)
GUIDE_TABLE = LimitTable.of(GUIDE_LIMITS)

"""Facts go to JSON and back without a change, so that a voucher is judged alike on the screen and in a file."""

import dataclasses
import datetime as dt
import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from expenses.enums import CostCategory, PaperKind, VoucherKind
from expenses.policy.claim_json import claim_from
from expenses.policy.claim_written import claim_as_json
from expenses.policy.facts import (
    CardFacts,
    CateringHabit,
    Claim,
    LineFacts,
    MeetingFacts,
    MeetingKind,
    PaperFacts,
    ParticipantFacts,
    ParticipantKind,
    ParticipantStatus,
    PayeeFacts,
    Relation,
)

AMOUNTS = st.decimals(Decimal("0.00"), Decimal("90000.00"), places=2)
MAYBE = st.none() | AMOUNTS
COUNTS = st.decimals(Decimal("0.01"), Decimal(500), places=2)
DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2027, 12, 31))
WORDS = st.text('aæøåÅ é"\\\n«–ß\u202e\U0001f9fe', max_size=12)


@st.composite
def lines(draw):
    gross = draw(AMOUNTS)
    vat = draw(st.none() | st.decimals(Decimal("0.00"), gross, places=2))
    return LineFacts(draw(st.sampled_from(CostCategory)), gross, vat, draw(WORDS))


@st.composite
def meetings(draw):
    start = draw(st.datetimes(dt.datetime(2023, 1, 1), dt.datetime(2027, 12, 31)))
    people = st.builds(
        ParticipantFacts, WORDS, st.sampled_from(ParticipantKind), st.sampled_from(ParticipantStatus)
    )
    return MeetingFacts(
        start,
        start + draw(st.timedeltas(dt.timedelta(0), dt.timedelta(days=3))),
        draw(st.sampled_from(MeetingKind)),
        draw(st.sampled_from(["DK", "SE", "GL"])),
        programme=draw(st.booleans()),
        travel_self_paid=draw(st.booleans()),
        participants=tuple(draw(st.lists(people, max_size=4))),
        closed=draw(st.booleans()),
    )


CLAIMS = st.builds(
    Claim,
    id=st.text("0123456789-", min_size=1, max_size=9),
    kind=st.sampled_from(VoucherKind),
    lines=st.lists(lines(), min_size=1, max_size=3).map(tuple),
    date=st.none() | DAYS,
    supplier=WORDS,
    text=WORDS,
    reason=WORDS,
    papers=st.lists(st.builds(PaperFacts, st.sampled_from(PaperKind)), max_size=3).map(tuple),
    meeting=st.none() | meetings(),
    similar=st.sampled_from(["", "2026-00001"]),
    lookalike=st.sampled_from(["", "2026-00002", "et andet bilag"]),
    payee=st.none()
    | st.builds(
        PayeeFacts, WORDS, st.sampled_from(Relation), st.booleans(), st.booleans(), st.none() | st.booleans()
    ),
    recipient=st.none() | WORDS,
    occasion=st.none() | WORDS,
    hours=st.none() | COUNTS,
    hours_listed=st.booleans(),
    kilometres=st.none() | COUNTS,
    same_trip=st.sampled_from(["", "2026-00003"]),
    prior_agreement=st.none() | st.booleans(),
    card=st.none() | st.builds(CardFacts, st.booleans(), AMOUNTS),
    available=MAYBE,
    is_endorsing=st.booleans(),
    habit=st.none() | st.builds(CateringHabit, st.integers(0, 99), COUNTS, st.none() | st.integers(0, 99)),
)


@given(CLAIMS.filter(lambda claim: claim.event_date is not None))
def test_written_and_read_it_is_the_same_claim(claim):
    text = json.dumps(claim_as_json(claim))
    assert claim_from(json.loads(text, parse_float=Decimal)) == claim


def test_no_fact_is_forgotten():
    """A fact that is added is drawn above, and so must be written and read."""
    drawn = {field.name for field in dataclasses.fields(Claim)}
    assert drawn == set(CLAIMS.wrapped_strategy.kwargs)

"""The tables of states of payments and of digital post are whole, and the database lets through exactly their pairs."""

import re
from importlib import import_module

import pytest

from approvals.states import (
    BATCH_OWNER,
    BATCH_PAIRS,
    BATCH_STEPS,
    PAYMENT_OWNER,
    PAYMENT_PAIRS,
    PAYMENT_STEPS,
    POST_OWNER,
    POST_PAIRS,
    POST_STEPS,
    SHIPMENT_OWNER,
    SHIPMENT_PAIRS,
    SHIPMENT_STEPS,
    BatchState,
    PaymentState,
    PostState,
    ShipmentState,
)

TABLES = [
    (BatchState, BATCH_OWNER, BATCH_STEPS, BATCH_PAIRS),
    (PaymentState, PAYMENT_OWNER, PAYMENT_STEPS, PAYMENT_PAIRS),
    (ShipmentState, SHIPMENT_OWNER, SHIPMENT_STEPS, SHIPMENT_PAIRS),
    (PostState, POST_OWNER, POST_STEPS, POST_PAIRS),
]
AGAIN = {ShipmentState.PACKED, PostState.QUEUED}
"""Where it begins, and may come back to."""


@pytest.mark.parametrize(("states", "owner", "steps", "pairs"), TABLES)
def test_every_state_is_reached_and_has_a_way_out_or_is_final(states, owner, steps, pairs):
    assert {new for _, new in pairs} - AGAIN == set(states) - {next(iter(states))}
    assert {old for old, _ in pairs} == set(owner)
    assert len({step.verb for step in steps}) == len(steps)


def test_the_guards_carry_the_same_pairs():
    for name, pairs in (
        ("0006_payment_guards", BATCH_PAIRS + PAYMENT_PAIRS),
        ("0017_post_guards", SHIPMENT_PAIRS + POST_PAIRS),
    ):
        guards = import_module(f"approvals.migrations.{name}").GUARDS
        found = sorted(tuple(one.split(">")) for one in re.findall(r"'(\w+>\w+)'", guards))
        assert found == sorted(pairs)

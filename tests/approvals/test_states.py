"""The tables of a payment run's and a payment's states are whole, and the database lets through exactly their pairs."""

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
    BatchState,
    PaymentState,
)

TABLES = [
    (BatchState, BATCH_OWNER, BATCH_STEPS, BATCH_PAIRS),
    (PaymentState, PAYMENT_OWNER, PAYMENT_STEPS, PAYMENT_PAIRS),
]


@pytest.mark.parametrize(("states", "owner", "steps", "pairs"), TABLES)
def test_every_state_is_reached_and_has_a_way_out_or_is_final(states, owner, steps, pairs):
    assert {new for _, new in pairs} == set(states) - {next(iter(states))}
    assert {old for old, _ in pairs} == set(owner)
    assert len({step.verb for step in steps}) == len(steps)


def test_the_guards_carry_the_same_pairs():
    guards = import_module("approvals.migrations.0006_payment_guards").GUARDS
    found = sorted(tuple(one.split(">")) for one in re.findall(r"'(\w+>\w+)'", guards))
    assert found == sorted(BATCH_PAIRS + PAYMENT_PAIRS)

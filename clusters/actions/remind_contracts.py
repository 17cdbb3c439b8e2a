"""Remind the coordinator that a contract ends: 60 days before, and 14 days before."""

import datetime

from django.db import transaction
from django.utils import timezone

from clusters import emails
from clusters.selectors.contracts import coordinators_of, ending_between

DISTANCES = (14, 60)
"""Days before the last day, nearest first. A clock that stood still tells late rather than not at all."""


@transaction.atomic
def remind_contracts() -> int:
    """How many mails are new. The same contract, last day and distance is told of once."""
    today = timezone.localdate()
    found = ending_between(today, today + datetime.timedelta(days=DISTANCES[-1]))
    people = coordinators_of({held.contract.cluster_id for held in found})
    told = 0
    for held in found:
        left = (held.last - today).days
        distance = next(one for one in DISTANCES if left <= one)
        told += emails.contract_ends(
            held.contract, held.last, distance, people.get(held.contract.cluster_id, [])
        )
    return told

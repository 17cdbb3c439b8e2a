"""Whatever was judged is bound: a change of any of it is another fingerprint, and the next approver reads of it."""

import datetime as dt
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from approvals.actions.approve_voucher import VOID, approve_voucher
from approvals.models import Decision
from approvals.selectors.differences import differences
from expenses.actions.edit_voucher import EDITABLE_FIELDS
from expenses.enums import VoucherKind
from expenses.models import Line, Payee, PayeeAccount, Voucher
from expenses.selectors.content import FIELD_LABELS, content_of, fingerprint
from expenses.states import VoucherState
from klyngeokonomi.refused import Refused
from meetings.actions.correct_attendance import correct_attendance
from meetings.enums import Presence
from meetings.models import Meeting
from tests.factories.expenses import voucher_at
from tests.factories.meetings import held_meeting
from tests.people import People, make_people

NEVER_CHANGED = {"cluster", "claimant"}
"""Nothing edits them, and the database refuses it once the voucher is sent."""

CONTENT: dict[str, Any] = {
    "kind": "outlay",
    "cluster": 1,
    "claimant": 2,
    "meeting": {
        "id": 3,
        "state": "closed",
        "kind": "ordinary",
        "topic": "KOL",
        "place": "Prøveby Kro",
        "country": "DK",
        "travel_self_paid": False,
        "start": "2026-05-12T17:30:00+02:00",
        "end": "2026-05-12T21:30:00+02:00",
        "list_version": 1,
        "list_sha256": "ab",
    },
    "programme": "Nye inhalatorer",
    "participants": [{"name": "Anne Prøve", "kind": "doctor", "status": "attended"}],
    "no_meeting_reason": "",
    "date": "2026-05-12",
    "supplier": "Prøveby Kro",
    "invoice_number": "17",
    "text": "Middag",
    "reason": "Aftalt",
    "gross": "250.00",
    "lines": [{"category": "dinner", "gross": "250.00", "vat": "50.00", "text": "Menu"}],
    "papers": [{"name": "kvittering.jpg", "kind": "receipt", "sha256": "cd"}],
    "payee": "Mette Medlem",
    "pay_to": "0000 0000001234",
    "fee": {
        "work": "coordinator",
        "for_outsider": False,
        "from": "2026-05-01",
        "to": "2026-05-31",
        "hours": "2.5",
        "rate": "1072.02",
        "fixed_sum": None,
        "contract": 4,
        "income_kind": "a",
        "sheet": [{"day": "2026-05-12", "what": "Planlægning", "hours": "2.5"}],
    },
    "mileage": {
        "contract": 4,
        "income_kind": "a",
        "own_car": True,
        "registration": "AB 12 345",
        "trips": [
            {
                "day": "2026-05-12",
                "from": "Skolegade 1",
                "to": "Lægehuset",
                "purpose": "Klyngemøde",
                "km": "25.0",
                "there_and_back": True,
                "km_first": "24.0",
                "rate_first": "3.94",
                "rate_over": "2.28",
                "amount": "96.84",
            }
        ],
    },
    "prior_agreement": True,
    "gift_recipient": "Anne Prøve",
    "gift_occasion": "Fødselsdag",
    "card_holder_is_claimant": True,
    "card_month_total_before": "100.00",
}
OTHER = {
    "coordinator": "board",
    "2026-05-01": "2026-05-02",
    "2026-05-12": "2026-05-13",
    "2026-05-31": "2026-05-30",
    "2.5": "3.5",
    "1072.02": "1072.03",
    None: "900.00",
    "a": "b",
    "outlay": "invoice",
    "ordinary": "residential",
    "closed": "cancelled",
    "2026-05-12T17:30:00+02:00": "2026-05-13T17:30:00+02:00",
    "2026-05-12T21:30:00+02:00": "2026-05-13T21:30:00+02:00",
    "doctor": "guest",
    "attended": "no_show",
    "dinner": "lunch",
    "receipt": "invoice",
    "250.00": "250.01",
    "50.00": "50.01",
    "100.00": "100.01",
    "25.0": "26.0",
    "24.0": "23.0",
    "3.94": "3.95",
    "2.28": "2.29",
    "96.84": "96.85",
}
"""Words of a list become other words of it, amounts an øre more; any other text gets another letter."""


OF_FEE = {
    "work": "Honorar for",
    "for_outsider": "Til",
    "from": "Arbejdet er gjort",
    "to": "Arbejdet er gjort",
    "hours": "Timer og sats",
    "rate": "Timer og sats",
    "fixed_sum": "Timer og sats",
    "contract": "Kontrakt",
    "income_kind": "Indkomst",
    "sheet": "Timeregnskab",
}
"""A fee is told part by part."""


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    else:
        yield path


def changed_at(path: tuple[Any, ...]) -> dict[str, Any]:
    content = deepcopy(CONTENT)
    place = content
    for key in path[:-1]:
        place = place[key]
    old = place[path[-1]]
    if isinstance(old, bool):
        place[path[-1]] = not old
    elif isinstance(old, int):
        place[path[-1]] = old + 1
    else:
        place[path[-1]] = OTHER.get(old, f"{old}x")
    return content


@pytest.mark.django_db
@pytest.mark.parametrize("path", list(leaves(CONTENT)), ids=str)
def test_every_leaf_is_bound_and_told_of(path: tuple[Any, ...]) -> None:
    now = changed_at(path)
    assert fingerprint(now) != fingerprint(CONTENT)
    told = [one.label for one in differences(Decision(content=CONTENT), now)]
    label = OF_FEE[path[1]] if path[0] == "fee" else FIELD_LABELS.get(path[0])
    assert told == ([] if path[0] in NEVER_CHANGED else [label])


@pytest.mark.parametrize("key", ["participants", "lines", "papers"])
def test_one_more_and_one_less_are_told_of(key: str) -> None:
    for rows in ([], CONTENT[key] * 2):
        now = CONTENT | {key: rows}
        assert fingerprint(now) != fingerprint(CONTENT)
        assert [one.label for one in differences(Decision(content=CONTENT), now)] == [FIELD_LABELS[key]]


OTHER_FIELDS: dict[str, Any] = {
    "kind": VoucherKind.INVOICE,
    "meeting": None,
    "no_meeting_reason": "Aflyst.",
    "voucher_date": dt.date(2026, 5, 13),
    "supplier": "Andenby Taxa",
    "invoice_number": "18",
    "text": "En anden tekst",
    "reason": "En anden grund",
    "payee": Payee(name="Bo Bestyrelse"),
    "payee_account": PayeeAccount(method="bank", reg_number="0000", account_number="0000009999"),
    "prior_agreement": False,
    "gift_recipient": "Anne Prøve",
    "gift_occasion": "Fødselsdag",
    "card_holder_is_claimant": True,
    "card_month_total_before": Decimal("1.00"),
}


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def test_everything_a_member_can_edit_is_in_the_content(people: People) -> None:
    meeting = held_meeting(people)
    voucher = voucher_at(VoucherState.SUBMITTED, people, category="dinner", meeting=meeting)
    before = content_of(voucher)
    assert set(before) <= set(FIELD_LABELS) | NEVER_CHANGED
    assert set(CONTENT) == set(FIELD_LABELS) | NEVER_CHANGED
    assert set(OTHER_FIELDS) == EDITABLE_FIELDS
    for name, value in OTHER_FIELDS.items():
        other = Voucher.objects.select_related("payee", "payee_account").get(pk=voucher.pk)
        setattr(other, name, value)
        assert fingerprint(content_of(other)) != fingerprint(before), name
    assert {"category", "gross", "vat", "text"} == set(before["lines"][0])
    assert {field.name for field in Line._meta.fields} == {*before["lines"][0], "id", "voucher", "position"}


def test_a_corrected_list_voids_the_endorsement(people: People) -> None:
    meeting: Meeting = held_meeting(people)
    dinner = {"category": "dinner", "meeting": meeting, "no_meeting_reason": ""}
    voucher = voucher_at(VoucherState.ENDORSED, people, **dinner)
    row = meeting.participants.get(person=people.dorte.person)
    came = {row.pk: Presence.ATTENDED}
    correct_attendance(meeting, by=people.karen, version=1, marks=came, reason="Dorte kom senere.")
    with pytest.raises(Refused, match=VOID):
        approve_voucher(voucher, by=people.sara)
    told = differences(Decision.objects.get(), content_of(voucher))
    assert [one.label for one in told] == ["Møde og deltagerliste", "Deltagere"]
    name = people.dorte.person.name
    assert f"{name} (udeblevet)" in told[1].before
    assert f"{name} (udeblevet)" not in told[1].after

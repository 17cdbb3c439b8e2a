"""What is known about vouchers, as the rules of the guide want it: one Claim for each.

The number of queries is the same for one voucher and for many. Everything is read afresh, whatever the
caller has prefetched, for decisions rest on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from expenses.enums import CostCategory, PaperKind, VoucherKind
from expenses.models import Attachment, Voucher
from expenses.policy.facts import Claim, LineFacts, PaperFacts
from expenses.selectors.beside import beside
from expenses.selectors.contract_facts import contracted
from expenses.selectors.driven_facts import driven_facts
from expenses.selectors.duplicates import file_mark, used_elsewhere
from expenses.selectors.fees import fees_of
from expenses.selectors.habit import catering_habits
from expenses.selectors.lookalikes import lookalikes
from expenses.selectors.meeting_facts import meeting_facts
from expenses.selectors.mileage import mileages_of
from expenses.selectors.parts import Parts, parts_of
from expenses.selectors.stated_facts import known_of, stated_facts
from expenses.selectors.unsaved import with_values
from klyngeokonomi.documents.models import State


def facts_for(
    vouchers: Iterable[Voucher], parts: Parts | None = None, *, endorsing: bool = False
) -> dict[int, Claim]:
    """The claims by voucher id, in the order given. `parts` are those an act has read under its lock.

    `endorsing` where the money is about to be reserved, and on the page where that is asked.
    """
    vouchers = list(vouchers)
    parts = parts or parts_of(vouchers)
    shown = _shown(parts)
    papers, others, alike = _papers(shown), beside(vouchers), lookalikes(vouchers, shown)
    meetings = meeting_facts({voucher.meeting_id for voucher in vouchers if voucher.meeting_id})
    claims = {
        voucher.pk: Claim(
            id=str(voucher.pk),
            kind=VoucherKind(voucher.kind),
            lines=tuple(_line(line) for line in parts.lines[voucher.pk]),
            date=voucher.voucher_date,
            supplier=voucher.supplier,
            text=voucher.text,
            reason=_reason(voucher.meeting_id is not None, voucher.no_meeting_reason, voucher.reason),
            papers=papers[voucher.pk],
            meeting=meetings.get(voucher.meeting_id),
            similar=others[voucher.pk].similar,
            lookalike=alike.get(voucher.pk, ""),
            available=others[voucher.pk].available,
            is_endorsing=endorsing,
        )
        for voucher in vouchers
    }
    known = known_of(vouchers, {pk: claim.event_date for pk, claim in claims.items()})
    habits, fees, mileages = catering_habits(vouchers, claims), fees_of(vouchers), mileages_of(vouchers)
    held, driven = contracted(vouchers, claims, fees, mileages), driven_facts(vouchers, mileages)
    return {
        pk: replace(claims[pk], habit=habits.get(pk), **driven.get(pk, {}), **stated)
        for pk, stated in (
            (one.pk, stated_facts(one, known[one.pk], claims[one.pk], held.get(one.pk), fees.get(one.pk)))
            for one in vouchers
        )
    }


def facts_with(voucher: Voucher, values: Mapping[str, Any]) -> Claim:
    """The claim as it would be with these unsaved values in place of the saved ones.

    Keys are those of edit_voucher: its EDITABLE_FIELDS, and `lines` (objects with category, gross, vat, text; gross
    or vat may be None). A key that is left out keeps what is saved; papers are always the saved ones.
    """
    said = with_values(voucher, values)
    parts = parts_of([voucher])
    if "lines" in values:
        parts = replace(parts, lines={voucher.pk: list(values["lines"])})
    return facts_for([said], parts)[voucher.pk]


def _reason(has_meeting: bool, no_meeting_reason: str, reason: str) -> str:
    """Without a meeting, what counts is why there is none; the other reason answers other findings."""
    return reason if has_meeting else no_meeting_reason


def _line(line: Any) -> LineFacts:
    return LineFacts(CostCategory(line.category), line.gross, line.vat, line.text)


def _shown(parts: Parts) -> list[Attachment]:
    """The papers that can be read or still may be; a refused file shows nothing."""
    return [
        paper for papers in parts.papers.values() for paper in papers if paper.document.state != State.REFUSED
    ]


def _papers(shown: list[Attachment]) -> dict[int, tuple[PaperFacts, ...]]:
    used = used_elsewhere(shown)
    found: dict[int, tuple[PaperFacts, ...]] = defaultdict(tuple)
    for paper in shown:
        found[paper.voucher_id] += (PaperFacts(PaperKind(paper.kind), paper.pk in used, file_mark(paper)),)
    return found

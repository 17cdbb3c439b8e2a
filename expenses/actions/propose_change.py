"""One of the secretariat proposes a change of the guide's amounts, words or texts."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from expenses import emails
from expenses.actions.guide_rows import why_not_apply
from expenses.enums import ChangeStep, ChangeSubject
from expenses.models import GuideChange
from expenses.permissions import why_not_propose_change
from expenses.selectors.guide_rows import MODELS
from klyngeokonomi import kick
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User

PREVIEW_TASK = "expenses.preview_change"


@act
def propose_change(
    subject: ChangeSubject,
    identity: Mapping[str, Any],
    values: Mapping[str, Any],
    *,
    valid_from: dt.date,
    why: str,
    by: "User",
    step: ChangeStep = ChangeStep.FROM,
) -> GuideChange:
    """The proposal, and a worker told to judge last year's vouchers by it. Nothing in force is changed.

    `identity` names the row (`key`; `key` and `word`; `slug`), `values` its new content (`amount` as a decimal string;
    `anchor`, `advice`; `title`, `says`, `guide`, `position`). Raises Refused.
    """
    if sentence := why_not_propose_change(by):
        raise Refused(sentence)
    change = GuideChange(
        subject=subject,
        step=step,
        identity=dict(identity),
        values=dict(values),
        valid_from=valid_from,
        why=why.strip(),
        proposed_by=by.person,
    )
    if (
        sentence := why_not_apply(change, timezone.localdate())
        or _why_not_whole(change)
        or _why_again(change)
    ):
        raise Refused(sentence)
    change.save()
    record(
        "change_proposed", by=by, subject=change, text=f"{change}, fra {valid_from:%d.%m.%Y}. {change.why}"
    )
    emails.change_proposed(change)
    kick.on_commit(PREVIEW_TASK, change.pk)
    return change


def _why_not_whole(change: GuideChange) -> str | None:
    """What the row itself would be refused for, told before another person has looked at it."""
    if not change.why:
        return "Skriv, hvor ændringen kommer fra."
    if change.step != ChangeStep.FROM:
        return None
    row = MODELS[change.subject](
        **change.identity, **change.values, valid_from=change.valid_from, **_source(change)
    )
    try:
        row.full_clean(validate_constraints=False)
        for constraint in row._meta.constraints:
            if "overlap" not in constraint.name:
                constraint.validate(type(row), row)
    except ValidationError as error:
        return " ".join(error.messages)
    return None


def _source(change: GuideChange) -> dict[str, str]:
    return {} if change.subject == ChangeSubject.SECTION else {"source": change.why}


def _why_again(change: GuideChange) -> str | None:
    """Two proposals about one row would each be judged as if the other were not there."""
    same = GuideChange.objects.waiting().filter(subject=change.subject, identity=change.identity)
    if same.exists():
        return "Der venter allerede et forslag om det samme. Få det besvaret først."
    return None

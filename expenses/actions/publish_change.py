"""Another of the secretariat publishes a proposed change, or takes it off the table."""

from typing import TYPE_CHECKING

from django.utils import timezone

from expenses.actions.guide_rows import apply_change
from expenses.models import GuideChange
from expenses.permissions import why_not_publish_change, why_not_withdraw_change
from klyngeokonomi.act import act
from klyngeokonomi.audit.record import record
from klyngeokonomi.refused import Refused

if TYPE_CHECKING:
    from clusters.models import User


@act
def publish_change(change: GuideChange, *, by: "User") -> GuideChange:
    """From its day on it is in force. What is decided already is never judged anew: decisions keep their findings.

    Raises Refused to the one who proposed it, before it is judged by last year's vouchers, and for a day that is past.
    """
    change = _locked(change)
    if sentence := why_not_publish_change(by, change):
        raise Refused(sentence, on=change, tried="Offentliggør")
    apply_change(change, timezone.localdate())
    change.published_by, change.published_at = by.person, timezone.now()
    change.save(update_fields=["published_by", "published_at"])
    text = f"{change}, fra {change.valid_from:%d.%m.%Y}, foreslået af {change.proposed_by}"
    record("change_published", by=by, subject=change, text=text)
    return change


@act
def withdraw_change(change: GuideChange, *, by: "User") -> GuideChange:
    """Off the table; the row stays as a trace. Raises Refused once it is answered."""
    change = _locked(change)
    if sentence := why_not_withdraw_change(by, change):
        raise Refused(sentence, on=change, tried="Træk forslaget tilbage")
    change.withdrawn_by, change.withdrawn_at = by.person, timezone.now()
    change.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record("change_withdrawn", by=by, subject=change, text=str(change))
    return change


def _locked(change: GuideChange) -> GuideChange:
    return GuideChange.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=change.pk)

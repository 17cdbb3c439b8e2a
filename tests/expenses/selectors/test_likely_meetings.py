import datetime

from django.utils import timezone

from expenses.selectors.likely_meetings import likely_meetings
from meetings.actions.cancel_meeting import cancel_meeting
from tests.factories.meetings import plan


def day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def test_the_three_nearest_on_either_side_nearest_first(people):
    far_back, back, near, ahead, far_ahead = (
        plan(people, days=days, topic=f"Om {days} dage") for days in (-60, -20, -2, 5, 70)
    )
    assert likely_meetings(people.cluster, day(0)) == [near, ahead, back]
    assert likely_meetings(people.cluster, day(70)) == [far_ahead, ahead, near]
    assert likely_meetings(people.cluster, None) == [near, ahead, back]
    assert likely_meetings(people.cluster, day(0), keep=far_back) == [far_back, near, ahead]
    assert likely_meetings(people.cluster, day(0), keep=near) == [near, ahead, back]


def test_cancelled_and_other_clusters_meetings_are_not_offered(people):
    cancel_meeting(plan(people, days=1), by=people.karen, reason="Sygdom")
    plan(people, by=people.sara, cluster=people.other_cluster)
    assert likely_meetings(people.cluster, None) == []

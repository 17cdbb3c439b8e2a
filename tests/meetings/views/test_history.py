from tests.factories.meetings import held_meeting
from tests.people import People


def test_versions_and_acts(people: People, client) -> None:
    meeting = held_meeting(people)
    client.force_login(people.rikke)
    shown = client.get(f"/moeder/{meeting.pk}/historik/").content.decode()
    assert f'<a href="/moeder/{meeting.pk}/liste/1/">Udgave 1</a>' in shown
    assert "Deltagerliste lukket og sendt til PLO af Karen Koordinator" in shown


def test_a_list_as_it_was_sent(people: People, client) -> None:
    meeting = held_meeting(people)
    client.force_login(people.sara)
    shown = client.get(f"/moeder/{meeting.pk}/liste/1/").content.decode()
    assert "2 fremmødt, 1 udeblevet, 1 afbud" in shown
    assert meeting.lists.get().sha256 in shown
    assert "svarer ikke til sit aftryk" not in shown

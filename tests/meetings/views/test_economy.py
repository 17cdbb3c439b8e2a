from tests.factories.meetings import held_meeting, invited_meeting, ticked_meeting
from tests.people import People


def test_heads_as_they_are_known(people: People, client) -> None:
    client.force_login(people.mette)

    def shown(meeting) -> str:
        return client.get(f"/moeder/{meeting.pk}/oekonomi/").content.decode().replace("\u00a0", " ")

    assert "1 tilmeldt indtil nu" in shown(invited_meeting(people))
    assert "3 kuverter indtil nu: 2 fremmødt og 1 udeblevet" in shown(ticked_meeting(people))
    assert "4 kuverter: 3 fremmødt og 1 udeblevet på den sendte" in shown(held_meeting(people, guests=1))

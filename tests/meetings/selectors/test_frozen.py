import copy

from meetings.selectors.frozen import changes_between, fingerprint, is_intact, names_of, shown
from tests.factories.meetings import held_meeting
from tests.people import People


def name(text: str, presence: str = "attended", kind: str = "doctor") -> dict[str, str]:
    return {"name": text, "kind": kind, "presence": presence}


def test_fingerprint_is_of_canonical_json() -> None:
    facts = {"topic": "Ældre", "place": "Kro"}
    turned = {"place": "Kro", "topic": "Ældre"}
    # sha256sum of {"changes":[],"facts":{"place":"Kro","topic":"Ældre"},"names":[],"version":1}
    expected = "da5295ed95b80eecdefd7e0bdeaaf553a527e0800441ead6b6809a396d8dc21f"
    assert fingerprint(1, facts, [], []) == fingerprint(1, turned, [], []) == expected


def test_each_part_counts() -> None:
    whole = (1, {"topic": "A"}, [name("Mette")], ["x"])
    others = [
        (2, *whole[1:]),
        (1, {"topic": "B"}, *whole[2:]),
        (1, {"topic": "A"}, [name("Mette", "no_show")], ["x"]),
        (1, {"topic": "A"}, [name("Mette")], []),
    ]
    assert len({fingerprint(*parts) for parts in [whole, *others]}) == 5


def test_a_touched_list_is_no_longer_intact(people: People) -> None:
    frozen = held_meeting(people).lists.get()
    assert is_intact(frozen)
    touched = copy.deepcopy(frozen)
    touched.names[0]["presence"] = "attended"
    assert not is_intact(touched)


def test_changes_between_namesakes() -> None:
    before = [name("Jens Prøve"), name("Jens Prøve", "declined")]
    after = [name("Jens Prøve"), name("Jens Prøve", "no_show")]
    assert changes_between(before, after) == ["Jens Prøve er rettet fra afbud til udeblevet."]
    assert changes_between(before, before) == []


def test_names_leave_out_who_neither_answered_nor_came(people: People) -> None:
    meeting = held_meeting(people)
    meeting.participants.filter(person=people.bo.person).update(presence="unknown")
    assert [one["name"] for one in names_of(meeting.participants.all())] == [
        "Dorte Deputy",
        "Karen Koordinator",
        "Mette Medlem",
    ]


def test_shown_reads_its_own_facts_and_not_the_tables(people: People, django_assert_num_queries) -> None:
    frozen = held_meeting(people, country="SE", place="Malmø").lists.get()
    people.cluster.name = "Klynge Nytnavn"
    people.cluster.save()
    with django_assert_num_queries(0):
        page = shown(frozen)
    assert (page.cluster, page.place, page.kind) == ("Klynge Prøveby", "Malmø, Sverige", "Klyngemøde")
    assert (page.attended, page.no_show, page.declined, page.one_day) == (2, 1, 1, True)
    assert page.rows[0] == {"name": "Bo Bestyrelse", "kind": "Læge", "presence": "Afbud"}
    assert (page.starts_at.hour, page.ends_at.hour) == (18, 21)

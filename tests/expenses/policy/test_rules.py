import ast
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from expenses import policy
from expenses.enums import CostCategory, PaperKind, VoucherKind
from expenses.policy.facts import LineFacts, PaperFacts, Relation
from expenses.policy.guide_limits import GUIDE_TABLE
from expenses.policy.headings import HEADINGS
from expenses.policy.rules import RULES, judge
from klyngeokonomi.money import kr
from tests.expenses.policy.claims import claim, meeting, payee, people

ROOM = Path(policy.__file__).parent

amount = st.none() | st.integers(0, 10_000_000).map(lambda ore: kr(ore) / 100)
lines = st.builds(LineFacts, category=st.sampled_from(CostCategory), gross=amount, vat=amount)
papers = st.builds(PaperFacts, kind=st.sampled_from(PaperKind), used_elsewhere=st.booleans())
lists = st.builds(people, *[st.integers(0, 4)] * 5)
meetings = st.none() | st.builds(meeting, lists, programme=st.booleans(), closed=st.booleans())
payees = st.none() | st.builds(payee, st.sampled_from(Relation), contract=st.booleans())
claims = st.builds(
    lambda some, paper, **facts: claim(*some, papers=tuple(paper), **facts),
    st.lists(lines, max_size=4),
    st.lists(papers, max_size=3),
    kind=st.sampled_from(VoucherKind),
    meeting=meetings,
    reason=st.sampled_from(["", "Fordi"]),
    payee=payees,
    recipient=st.sampled_from([None, "", "Anne Prøve"]),
    hours=st.none() | st.decimals(-1, 100, places=2),
    prior_agreement=st.sampled_from([None, False, True]),
)


@given(claims)
def test_judging_is_a_pure_function(one):
    first = judge(one, GUIDE_TABLE)
    assert judge(one, GUIDE_TABLE) == first
    headings = {heading.slug: heading.title for heading in HEADINGS}
    for finding in first:
        assert finding.sentence.endswith(".")
        assert headings[finding.anchor] == finding.heading
        assert finding.rule in dict(RULES)


@given(claims)
def test_the_gravest_stand_first(one):
    order = [("stop", "reason", "note").index(finding.outcome.value) for finding in judge(one, GUIDE_TABLE)]
    assert order == sorted(order)


def test_every_rule_of_the_room_is_on_the_list():
    files = {path.stem for path in ROOM.glob("*.py") if "\nRULE = " in path.read_text(encoding="utf-8")}
    assert files == {name for name, _ in RULES}


def test_every_rule_has_its_test_file():
    here = Path(__file__).parent
    assert [name for name, _ in RULES if not (here / f"test_{name}.py").exists()] == []


def test_the_room_knows_no_database_no_settings_and_no_clock():
    """Imports stay within the room, enums and money; nothing asks what time it is."""
    allowed = ("expenses.policy", "expenses.enums", "klyngeokonomi.money", "klyngeokonomi.danish")
    standard = {"collections.abc", "dataclasses", "datetime", "decimal", "enum", "functools", "re", "typing"}
    standard |= {"contextlib", "hashlib", "json", "math", "unicodedata", "zoneinfo"}
    for path in ROOM.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                assert node.module in standard or node.module.startswith(allowed), (path.name, node.module)
            if isinstance(node, ast.Import):
                assert {name.name for name in node.names} <= standard, path.name
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"now", "today"}, path.name


def test_slugs_of_headings_are_unique():
    assert len({heading.slug for heading in HEADINGS}) == len(HEADINGS)

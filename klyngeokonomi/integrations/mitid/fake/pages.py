"""The two pages of the fake broker, in Danish, with a style sheet of their own: it is another site."""

from html import escape
from pathlib import Path
from string import Template

from klyngeokonomi.integrations.mitid.fake.broker import LEVELS
from klyngeokonomi.integrations.mitid.fake.defects import DEFECTS
from klyngeokonomi.integrations.mitid.fake.people import FakePerson
from klyngeokonomi.integrations.mitid.fake.sign_in import SignIn

HERE = Path(__file__).parent
STYLE = (HERE / "page.css").read_bytes()
CHOOSE = Template((HERE / "choose.html").read_text(encoding="utf-8"))
WRONG = Template((HERE / "wrong.html").read_text(encoding="utf-8"))
LEVEL_WORDS = {"Low": "Lav", "Substantial": "Betydelig", "High": "Høj"}


def choose_page(name: str, sign_in: SignIn, people: list[FakePerson]) -> bytes:
    """Everybody one can be, and under a fold how the answer may be weaker or wrong."""
    rows = "".join(_person(person) for person in people) or '<li class="none">Ingen demopersoner endnu.</li>'
    levels = "".join(
        f'<option value="{level}"{" selected" if level == sign_in.asked_level else ""}>'
        f"{LEVEL_WORDS[level]}</option>"
        for level in LEVELS
    )
    wrongs = "".join(f'<option value="{key}">{escape(text)}</option>' for key, text in DEFECTS.items())
    return CHOOSE.substitute(name=escape(name), people=rows, levels=levels, defects=wrongs).encode()


def wrong_page(reason: str) -> bytes:
    return WRONG.substitute(reason=escape(reason)).encode()


def _person(person: FakePerson) -> str:
    note = f'<span class="note">{escape(person.note)}</span>' if person.note else ""
    return (
        f'<li><button name="subject" value="{escape(person.subject)}">'
        f'<span class="name">{escape(person.name)}</span>{note}</button></li>'
    )

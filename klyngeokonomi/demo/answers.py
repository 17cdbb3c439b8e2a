"""What the fictitious secretariat has answered, so that the guide's page shows how answers stand beside it."""

from collections.abc import Iterator

from clusters.models import User
from expenses.actions.publish_answer import publish_answer
from expenses.actions.write_answer import write_answer
from klyngeokonomi.demo.clock import days_ago
from klyngeokonomi.demo.vouchers import Step

ANSWERS = [
    (
        190,
        "Må vi købe vin til middagen?",
        "Ja. Maden og drikkevarerne regnes sammen og skal holde sig under det højeste beløb pr. person. Det, I "
        "bestiller ud over pakken, betaler I selv på en regning for sig.",
        "forplejning",
    ),
    (
        150,
        "Må vi holde internat i Malmø?",
        "Ja, når det varer mindst to dage, har fagligt indhold, og hver deltager selv betaler rejsen.",
        "internater",
    ),
    (
        60,
        "Må klyngen købe en tablet?",
        "Spørg os først. En bærbar til koordinatoren kan være i orden, når den er købt til klyngens arbejde.",
        "hardware",
    ),
]


def answers(secretary: User) -> Iterator[Step]:
    for days, question, answer, section in ANSWERS:
        yield days_ago(days), lambda text=(question, answer, section): _publish(*text, by=secretary)


def _publish(question: str, answer: str, section: str, *, by: User) -> None:
    publish_answer(write_answer(question=question, answer=answer, section=section, by=by), by=by)

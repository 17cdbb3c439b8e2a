"""Why nothing may be paid to an account now. Facts in, a Danish sentence out."""

from dataclasses import dataclass

from expenses.enums import NoticeStep

REFUSED = "PLO har afvist kontoen. Modtageren skal oplyse en anden."
NOT_CONFIRMED = "Kontoen er ny og skal bekræftes af en anden i PLO, før der betales til den."
CHANGE_WAITS = "Modtageren har fået en ny konto, som PLO skal svare på, før der betales."
NO_NUMBER = "Modtageren mangler et CPR- eller CVR-nummer til NemKonto."
NOT_TOLD = "Modtageren har ikke fået besked om betaling til NemKonto."
OPTED_OUT = "Modtageren har fravalgt NemKonto. Vælg en anden konto."


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """`changed`: it came instead of a trusted one. `answer`: the second person's, None while there is none.

    `change_waits`: some account of the payee's has no answer yet. `notice` is the newest about NemKonto.
    """

    changed: bool
    answer: bool | None
    change_waits: bool
    is_nemkonto: bool = False
    has_number: bool = True
    notice: str | None = None


def why_not_pay(facts: AccountFacts) -> str | None:
    """The first thing that stands in the way, None when there is nothing."""
    if facts.answer is False:
        return REFUSED
    if facts.is_nemkonto and facts.notice == NoticeStep.OPTED_OUT:
        return OPTED_OUT
    if facts.changed and facts.answer is None:
        return NOT_CONFIRMED
    if facts.is_nemkonto and (sentence := _why_not_nemkonto(facts)):
        return sentence
    return CHANGE_WAITS if facts.change_waits else None


def _why_not_nemkonto(facts: AccountFacts) -> str | None:
    if not facts.has_number:
        return NO_NUMBER
    return None if facts.notice == NoticeStep.TOLD else NOT_TOLD

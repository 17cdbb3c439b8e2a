"""The Danish sentences for what the child reports in words. The child never writes text for a screen."""

from django.conf import settings

from klyngeokonomi.documents.child.report import Note, Problem

_PROBLEMS = {
    Problem.DAMAGED: (
        "Filen er beskadiget eller ikke hentet helt ned. Tag billedet igen, eller hent filen på ny."
    ),
    Problem.ENCRYPTED: (
        "PDF'en er låst med adgangskode. Åbn den, vælg Udskriv og Gem som PDF, og upload den nye fil."
    ),
    Problem.FORM_XFA: (
        "PDF'en er en formular (XFA), som ikke kan vises sikkert. Åbn den i Adobe Reader, vælg Udskriv og "
        "Gem som PDF, og upload den nye fil."
    ),
    Problem.TOO_COMPLICATED: (
        "PDF'en er for indviklet til at blive læst. Åbn den, vælg Udskriv og Gem som PDF, og upload den "
        "nye fil."
    ),
    Problem.TOO_MANY_PAGES: "PDF'en har over {pages} sider. Upload kun de sider, der hører til bilaget.",
    Problem.TOO_MANY_PIXELS: (
        "Billedet er større end {megapixels} megapixel. Gem det i en mindre størrelse, og upload det igen."
    ),
    Problem.PAGE_TOO_LARGE: "PDF'en har en side på over 2,5 meter. Gem den i A4-format, og upload den igen.",
    Problem.OUT_OF_MEMORY: (
        "Filen kræver for meget hukommelse at læse. Gem den i en mindre udgave, og upload den igen."
    ),
    Problem.OUT_OF_TIME: "Filen tog for lang tid at læse. Gem den i en mindre udgave, og upload den igen.",
    Problem.DIED: "Filen kunne ikke læses. Gem den på ny som PDF eller JPEG, og upload den igen.",
}
INFECTED = (
    "Filen er standset af viruskontrollen og kan hverken åbnes eller sendes videre. Tag et nyt billede af "
    "bilaget, eller bed leverandøren om det igen, og læg det op i stedet."
)
AWAITS_SCAN = "Papiret venter på viruskontrol"
_NOTES = {
    Note.REPAIRED: "PDF'en var beskadiget og er rettet op. Se efter, at alle sider er med.",
    Note.UNLOCKED: "PDF'en var spærret for ændringer; kopien her kan læses frit.",
    Note.ACTIVE_CONTENT_REMOVED: "Scripts eller vedhæftede filer i PDF'en er fjernet fra kopien her.",
}


def problem(code: Problem) -> str:
    return _PROBLEMS[code].format(
        pages=settings.DOCUMENT_MAX_PAGES, megapixels=settings.DOCUMENT_MAX_PIXELS // 1_000_000
    )


def notes(codes: list[Note]) -> str:
    """The sentences one after another, each once."""
    return " ".join(_NOTES[code] for code in dict.fromkeys(codes))

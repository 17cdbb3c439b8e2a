"""The headings of the guide, which every finding points at.

Titles stand as in "Vejledning om administration, økonomi og refusion af klyngemidler", April 2026; the
explanations are our own words. A title is data of the guide, so it keeps the guide's own spelling.
"""

from dataclasses import dataclass

GUIDE = "April 2026"


@dataclass(frozen=True, slots=True)
class GuideHeading:
    """`slug` is the anchor on the page /vejledning/ and must never change: decisions keep it."""

    slug: str
    title: str
    says: str
    guide: str = GUIDE


MODULE = GuideHeading(
    "oekonomimodul",
    "Nyt økonomimodul pr 1. april 2026",
    "Fra april 2026 går alle udlæg og fakturaer gennem økonomimodulet, også udgifter fra marts 2026 og "
    "før, som ikke er indberettet endnu. Alle i klyngen kan se kontoen og lægge bilag op. Koordinatoren "
    "godkender først, derefter PLO.",
)
USE = GuideHeading(
    "anvendelse",
    "Sådan anvendes det nye økonomimodul?",
    "Hvert bilag skal så vidt muligt høre til et klyngemøde. Hører det ikke til et møde, så skriv hvorfor.",
)
ATTENDANCE = GuideHeading(
    "deltagerliste",
    "Deltagerliste indsendes via klyngeplatform",
    "Når der er betalt for mad, skal der være en deltagerliste med navn på alle. Den, der var tilmeldt "
    "og ikke kom, skal også stå på listen. Listen går til PLO af sig selv, når mødet lukkes.",
)
FEE_STATEMENT = GuideHeading(
    "loenseddel",
    "Hvor kan jeg se, om mit honorar er udbetalt?",
    "Honorar opgøres hver måned på en lønseddel fra Lægeforeningen, som kommer i e-Boks.",
)
CARD = GuideHeading(
    "kreditkort",
    "Kreditkort – max 50.000 kr pr måned",
    "Et kreditkort er personligt og kan bruges for op til 50.000 kr. om måneden; større beløb betales "
    "efter faktura. Et gebyr på omkring 1,5 % for at betale med kortet er i orden.",
)
FRAMES = GuideHeading(
    "rammer",
    "Rammer ved mødeafholdelse og mødelokale",
    "Frokost, middag, lokale og overnatning har hver en højeste pris. Beløbene er uden moms, og "
    "drikkevarer til maden er regnet med. De gældende beløb står øverst på siden.",
)
PUBLIC_FUNDS = GuideHeading(
    "offentlige-midler",
    "Klyngemidler er offentlige midler – hvad betyder det?",
    "Klyngen bestemmer selv over sine midler inden for reglerne for offentlige penge. PLO fører "
    "regnskab, får det revideret og indberetter honorar til skat. Derfor skal hvert bilag vise, hvad "
    "der er købt, og det kan kun bruges én gang.",
)
PURPOSE = GuideHeading(
    "formaal",
    "Hvad kan klyngemidler bruges til?",
    "Møder, lokaler, mad til møderne, honorar til koordinatoren og købt hjælp. Honorar skal passe til "
    "den tid, der er brugt, og der skal ligge et timeregnskab eller en kontrakt ved.",
)
CATERING = GuideHeading(
    "forplejning",
    "Forplejning",
    "Mad kan betales, når mødet først og fremmest er fagligt. Pris og hyppighed skal være rimelig. Den, "
    "der var tilmeldt maden og ikke kom, må klyngen gerne betale for. Drikkevarer ud over pakken "
    "betaler deltagerne selv på en regning for sig. Praksispersonale må være med, men ikke uden læger.",
)
NO_COMPENSATION = GuideHeading(
    "ingen-honorering",
    "Ingen honorering eller compensation for klyngens medlemmer",
    "Medlemmer får ikke løn eller erstatning for tabt arbejdstid for at komme til møderne.",
)
RESIDENTIAL = GuideHeading(
    "internater",
    "Internater",
    "Et internat varer mindst to dage og har fagligt indhold. Klyngen betaler overnatning og mad; "
    "resten betaler deltagerne selv. Uden for Danmark kun, når hver enkelt selv betaler rejsen.",
)
DISCOUNTS = GuideHeading(
    "rabatordninger",
    "Rabatordninger",
    "Brug PLO's rabataftaler, når I bestiller: Comwell på telefon 70 274 274, Scandic med aftalenummer "
    "D 000004557. PLO's klyngesekretariat tager gerne imod forslag til flere.",
)
GUILDS = GuideHeading(
    "laegelaug",
    "Lægelaug og klynger skal ikke sammenblandes",
    "Penge, der hører til et lægelaug, kan ikke gå gennem klyngens konto.",
)
MEDIBOX = GuideHeading(
    "medibox",
    "Medibox kan ikke betales med klyngemidler",
    "Fra og med 2026 kan et abonnement på Medibox ikke betales med klyngemidler.",
)
SPEAKERS = GuideHeading(
    "oplaegsholdere-og-gaver",
    "Oplægsholdere og gaver",
    "En oplægsholder udefra kan få for eksempel 5.000–10.000 kr. alt efter omfang, eller en pris, I kan "
    "vise er den normale. En mindre gave som tak kan gives i stedet, når koordinatoren er enig. Gaver "
    "er i princippet skattepligtige for den, der får dem, og må ikke være løn i anden form.",
)
CONSULTANTS = GuideHeading(
    "konsulenter",
    "Brug af eksterne konsulenter, fx facilitatorer",
    "Klyngen kan købe hjælp til at forberede og lede møder. Konsulenten sender en faktura, og et medlem "
    "lægger den op her.",
)
TRANSPORT = GuideHeading(
    "transport",
    "Transportudgifter",
    "Taxa, tog, bus og bro betales efter regning, når det er aftalt med koordinatoren først. Kørsel i "
    "egen bil betales kun til den, der har kontrakt med klyngen.",
)
HARDWARE = GuideHeading(
    "hardware",
    "Køb af IT – Hardware",
    "Kun udstyr, der er købt til klyngens arbejde, for eksempel en bærbar til koordinatoren eller en "
    "projektor til møderne. Spørg PLO's klyngesekretariat, hvis I er i tvivl.",
)
HELP = GuideHeading(
    "hjaelp",
    "Hjælp og rådgivning",
    "PLO's klyngesekretariat svarer på spørgsmål om klyngens økonomi.",
)

HEADINGS: tuple[GuideHeading, ...] = (
    MODULE, USE, ATTENDANCE, FEE_STATEMENT, CARD, FRAMES, PUBLIC_FUNDS, PURPOSE, CATERING, NO_COMPENSATION,
    RESIDENTIAL, DISCOUNTS, GUILDS, MEDIBOX, SPEAKERS, CONSULTANTS, TRANSPORT, HARDWARE, HELP,
)  # fmt: skip
"""In the order of the guide."""

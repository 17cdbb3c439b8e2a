"""What a rule is called in a list. What it says of a claim stands in its findings."""

NAMES: dict[str, str] = {
    "document_kind": "Kvittering eller faktura mangler",
    "fee_documentation": "Honorar uden timeregnskab eller kontrakt",
    "duplicate_file": "Samme fil på et andet bilag",
    "duplicate_claim": "Ligner et andet bilag",
    "meeting_missing": "Intet møde og ingen grund",
    "attendance_list": "Deltagerliste",
    "doctor_present": "Ingen læge blandt deltagerne",
    "professional_purpose": "Intet fagligt program",
    "residential_length": "Internat under to dage",
    "residential_abroad": "Internat i udlandet",
    "never_paid": "Ord for noget, der aldrig betales",
    "extra_drinks": "Drikkevarer ud over pakken",
    "hardware_purpose": "IT-udstyr",
    "transport_agreement": "Transport uden aftale",
    "mileage_contract": "Kørsel uden kontrakt",
    "trip_twice": "Samme tur på et andet bilag",
    "member_compensation": "Honorar til medlem uden kontrakt",
    "card_personal": "Kort brugt af en anden",
    "meal_ceiling": "Mad over rammen",
    "room_ceiling": "Lokale over rammen",
    "accommodation_ceiling": "Overnatning eller pakke over rammen",
    "fee_rate": "Over den vejledende konsulenttakst",
    "fee_contract": "Over kontraktens løn eller timer",
    "speaker_fee": "Oplægsholder over beløbet",
    "gift": "Gave",
    "vat_unknown": "Moms ikke oplyst",
    "limit_missing": "Intet beløb for dagen",
    "card_month": "Kort over månedens beløb",
    "insufficient_funds": "Ikke penge nok",
    "discount_agreement": "Rabataftale",
    "meal_frequency": "Mad oftere end andre",
}


def name_of(rule: str) -> str:
    """The code itself for a rule that is no longer there, in what was decided before."""
    return NAMES.get(rule, rule)

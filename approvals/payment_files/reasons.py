"""Why a bank refuses a payment or sends it back, in Danish: the ISO 20022 codes a Danish payment can meet.

Each says what is wrong and, where someone here can mend it, what to do.
"""

from klyngeokonomi.danish.cpr_in_text import mask_cpr

REASONS = {
    "AC01": "Kontonummeret er forkert. Ret modtagerens konto.",
    "AC02": "Kontoen, der betales fra, er forkert. Ret PLO's bankkonto.",
    "AC03": "Modtagerens kontonummer er forkert. Ret modtagerens konto.",
    "AC04": "Kontoen er lukket. Bed modtageren om en ny.",
    "AC05": "Kontoen, der betales fra, er lukket.",
    "AC06": "Kontoen er spærret. Kontakt modtageren.",
    "AC07": "Modtagerens konto er lukket. Bed modtageren om en ny.",
    "AC13": "Kontoen er af en type, der ikke kan betales til.",
    "AC14": "Modtagerens konto er af en type, der ikke kan betales til.",
    "AG01": "Banken tillader ikke betalingen fra denne konto.",
    "AG02": "Banken kender ikke denne slags betaling.",
    "AG07": "Betalingen kunne ikke gennemføres.",
    "AM01": "Beløbet er nul.",
    "AM02": "Beløbet er større end banken tillader.",
    "AM03": "Banken handler ikke valutaen.",
    "AM04": "Der er ikke penge nok på kontoen. Sæt penge ind, og send betalingen igen.",
    "AM05": "Betalingen er sendt før. Se efter, om den allerede er betalt.",
    "AM06": "Beløbet er mindre end banken tillader.",
    "AM07": "Beløbet er spærret.",
    "AM09": "Beløbet er et andet end aftalt.",
    "AM10": "Betalingerne giver ikke den sum, som filen siger.",
    "AM12": "Beløbet er ugyldigt.",
    "AM14": "Beløbet er over grænsen i aftalen med banken.",
    "AM18": "Antallet af betalinger er et andet, end filen siger.",
    "AM19": "Antallet af betalinger i en blok er et andet, end filen siger.",
    "BE01": "Navn og konto hører ikke sammen. Ret modtageren.",
    "BE04": "Modtagerens adresse mangler eller er forkert.",
    "BE05": "Banken kender ikke afsenderen. Ret kundenummeret på PLO's bankkonto.",
    "BE06": "Modtageren kendes ikke i banken. Ret modtageren.",
    "BE07": "Afsenderens adresse mangler eller er forkert.",
    "BE16": "Afsenderens nummer er forkert. Ret kundenummeret på PLO's bankkonto.",
    "BE17": "Modtagerens nummer er forkert. Ret CPR- eller CVR-nummeret hos modtageren.",
    "BE22": "Modtagerens navn mangler.",
    "CH03": "Betalingsdagen er for langt ude i fremtiden. Vælg en tidligere.",
    "CH11": "Modtagerens nummer er forkert. Ret CPR- eller CVR-nummeret hos modtageren.",
    "CURR": "Valutaen er forkert.",
    "CUST": "Betalingen er stoppet af den, der sendte den.",
    "DS02": "Betalingen er annulleret af en bruger i netbanken.",
    "DS04": "Banken har afvist betalingen.",
    "DS0H": "Underskriveren må ikke betale fra denne konto.",
    "DT01": "Datoen er ugyldig. Vælg en anden betalingsdag.",
    "DU01": "Filens nummer er brugt før. Filen er sendt til banken allerede.",
    "DU02": "Blokkens nummer er brugt før. Filen er sendt til banken allerede.",
    "DU04": "Betalings-id'et er brugt før. Se efter, om den allerede er betalt.",
    "DUPL": "Betalingen er sendt før. Se efter, om den allerede er betalt.",
    "ED05": "Afregningen mislykkedes.",
    "FF01": "Filen er ikke, som banken vil have den. Se, om den rigtige bank er valgt.",
    "FOCR": "Pengene er sendt tilbage efter jeres eget ønske.",
    "FR01": "Betalingen er stoppet på mistanke om svindel. Kontakt banken.",
    "MD07": "Modtageren er død.",
    "MS02": "Modtageren har afvist betalingen uden at sige hvorfor.",
    "MS03": "Banken har afvist betalingen uden at sige hvorfor. Spørg banken.",
    "NARR": "Banken har skrevet grunden.",
    "NOAS": "Modtageren svarer ikke banken.",
    "RC01": "BIC eller registreringsnummer er forkert. Ret modtagerens konto.",
    "RC04": "Modtagerens registreringsnummer er forkert. Ret modtagerens konto.",
    "RC07": "Modtagerens BIC er forkert. Ret modtagerens konto.",
    "RF01": "Referencen er brugt før.",
    "RR03": "Modtagerens navn eller adresse mangler.",
    "RR04": "Banken må ikke gennemføre betalingen efter loven. Kontakt banken.",
    "SL11": "Banken må ikke betale til denne modtager efter aftalen.",
    "TECH": "Der er en teknisk fejl hos banken. Spørg banken.",
    "TM01": "Filen kom for sent den dag. Vælg en senere betalingsdag.",
}
UNKNOWN = "Banken giver grunden «{code}». Spørg banken, hvad den betyder."
SILENT = "Banken har ikke sagt hvorfor. Spørg banken."
_MOST = 300


def reason(code: str, words: str = "") -> str:
    """A Danish sentence, and then the bank's own words when it gave any, without a CPR number."""
    if code in REASONS:
        sentence = REASONS[code]
    else:
        sentence = UNKNOWN.format(code=code[:35]) if code else SILENT
    if not words:
        return sentence
    quoted = f"Banken skriver: «{mask_cpr(words)[:_MOST]}»"
    return quoted if code == "NARR" or not code else f"{sentence} {quoted}"

"""What each act code is called on screens. A house test finds codes in use without a line here."""

LABELS: dict[str, str] = {
    "signed_in": "Logget ind",
    "sign_in_refused": "Login afvist",
    "signed_out": "Logget ud",
    "identity_linked": "MitID knyttet til person",
    "person_invited": "Person inviteret",
    "staff_account_opened": "Adgang som medarbejder åbnet",
    "role_given": "Rolle givet",
    "role_ended": "Rolle afsluttet",
    "deputy_appointed": "Stedfortræder udpeget",
    "deputy_accepted": "Stedfortræder har sagt ja",
    "deputy_declined": "Stedfortræder har sagt nej",
    "role_changed": "Rolle ændret",
    "person_changed": "Person ændret",
    "import_read": "Importfil indsendt",
    "payee_changed": "Udbetalingskonto ændret",
    "cpr_shown": "CPR-nummer vist",
    "document_downloaded": "Papir hentet",
    "original_downloaded": "Original hentet",
    "document_quarantined": "Fil sat i karantæne",
    "cluster_changed": "Klynge ændret",
    "membership_changed": "Medlemskab ændret",
    "clinic_changed": "Praksis ændret",
    "rate_changed": "Sats ændret",
    "import_done": "Import gennemført",
    "allotment_recorded": "Tildeling bogført",
    "opening_balance_entered": "Åbningssaldo indtastet",
    "opening_balance_confirmed": "Åbningssaldo bekræftet",
    "meeting_planned": "Møde planlagt",
    "meeting_changed": "Møde ændret",
    "meeting_invited": "Medlemmer inviteret til møde",
    "meeting_cancelled": "Møde aflyst",
    "meeting_paper_added": "Papir lagt ved møde",
    "participant_added": "Navn føjet til deltagerlisten",
    "participant_removed": "Navn taget af deltagerlisten",
    "list_sent": "Deltagerliste lukket og sendt til PLO",
    "list_corrected": "Deltagerliste rettet",
    "message_retried": "Besked sendes igen",
    "task_dropped": "Opgave fjernet fra listen",
    "admin_changed": "Rettet i administrationen",
}


def label(act: str) -> str:
    """The Danish words for a code; the code itself when it has none."""
    return LABELS.get(act, act)

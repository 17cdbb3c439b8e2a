"""Every case the product shall withstand: its number, what happens, and why it is open when no test covers it.

A test claims a case by @pytest.mark.case("T001"); the test that takes the protection away and sees the harm come
claims @pytest.mark.twin("T001"). `python -m tests.hold.page` draws the page that lists them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One fault or attack. `open` says why nothing covers it yet; empty when tests do."""

    number: str
    what: str
    open: str = ""


CARDS = (
    "the card's own lines are not received yet: what was bought before in the month is stated by the claimant"
)
SOAK = "make chaos goes on as long as it is told, but nothing judges yet how memory and connections grow over hours"
E_INVOICES = "e-invoices are not received yet; an XML file is refused like any other kind not on the list"

SECTIONS: dict[str, list[Case]] = {
    "Ledger and workflow": [
        Case("T001", "double click on endorse or approve"),
        Case("T002", "the same form sent again hours later"),
        Case("T003", "several vouchers endorsed at once for more than the balance"),
        Case("T004", "approve races with return, withdraw, reject"),
        Case("T005", "a voucher edited after it was endorsed"),
        Case("T006", "a payee's account changed between approval and payment"),
        Case("T007", "a state written past the transitions"),
        Case("T008", "steps skipped by posting to a later address"),
        Case("T009", "movements changed or deleted by SQL"),
        Case("T010", "a movement posted twice for one reference"),
        Case("T011", "a movement reversed twice, or a reversal reversed"),
        Case("T012", "amounts nobody can mean: nil, negative, three decimals, NaN, odd signs and spaces"),
        Case("T013", "a float anywhere near money"),
        Case("T014", "øre lost when an amount is split"),
        Case("T015", "the process killed between movement and state"),
        Case("T016", "two acts that wait for each other's rows"),
        Case("T017", "a row that another connection holds"),
        Case("T018", "a locked month while a voucher is under way"),
        Case("T019", "clocks that jump, summer time, New Year's night"),
        Case("T020", "a long random life of a cluster"),
        Case("T021", "a bank's answer twice, late, or for a payment nobody knows"),
        Case("T022", "a bank's answer that accepts a part"),
        Case("T023", "a payment file made or downloaded twice"),
        Case("T024", "a payment file changed on its way to the bank"),
        Case("T025", "the same receipt sent twice"),
        Case("T026", "two schedulers alive at once"),
        Case("T027", "a statement or report made twice for one month"),
        Case("T028", "the monthly card limit crossed by parallel vouchers", CARDS),
    ],
    "Delivery, processes, infrastructure": [
        Case("T029", "the broker is down when the act commits"),
        Case("T030", "the broker takes the connection and never answers"),
        Case("T031", "the broker is killed with messages in line"),
        Case("T032", "the broker is full, or throws messages away"),
        Case("T033", "a worker's child is killed in the middle of a task"),
        Case("T034", "the whole worker is killed in the middle of a task"),
        Case("T035", "the worker is asked to stop at an upgrade"),
        Case("T036", "a task that outlives the broker's patience"),
        Case("T037", "one message handed out five times at once"),
        Case("T038", "messages in any order"),
        Case("T039", "a message that fails or kills whoever takes it"),
        Case("T040", "a task for a row that is gone"),
        Case("T041", "a task nobody knows after an upgrade"),
        Case("T042", "a pickled message put into the broker"),
        Case("T043", "PostgreSQL restarted during traffic"),
        Case("T044", "PostgreSQL crashes"),
        Case("T045", "a slow database, or no connections left"),
        Case("T046", "no room on disk for uploads"),
        Case("T047", "a file stored and its row rolled back, or the reverse"),
        Case("T048", "a mail server that takes the connection and never answers"),
        Case("T049", "a mail server that drops the line after the mail"),
        Case("T050", "a mail server that refuses one of several people"),
        Case("T051", "the MitID broker down, slow or talking nonsense"),
        Case("T052", "the virus scanner down or stalled"),
        Case("T053", "the bank's or e-Boks' door answers half, late or not at all"),
        Case("T054", "the web process killed after commit, before its answer"),
        Case("T055", "random faults under load"),
        Case("T056", "hours of mixed load", SOAK),
        Case("T057", "beat stopped, or mails stuck"),
        Case("T058", "two sweepers at once"),
    ],
    "Uploads and papers": [
        Case("T059", "a file that is not what its name says"),
        Case("T060", "a file that is two kinds at once"),
        Case("T061", "a small file with a huge picture"),
        Case("T062", "a picture that crashes or hangs its decoder"),
        Case("T063", "rare picture formats"),
        Case("T064", "cut-off and empty files"),
        Case("T065", "PDF with scripts, actions, files or forms inside, however deep"),
        Case("T066", "PDF that unfolds to hundreds of megabytes"),
        Case("T067", "PDF with endless, huge or circling pages"),
        Case("T068", "PDF behind a password"),
        Case("T069", "damaged PDF that readers mend in silence"),
        Case("T070", "XML with DTD, entities, inclusion, odd encodings"),
        Case("T071", "XML of endless depth or size"),
        Case("T072", "an e-invoice with files inside", E_INVOICES),
        Case("T073", "an e-invoice whose sums do not add up", E_INVOICES),
        Case("T074", "an e-invoice that brings its own style sheet", E_INVOICES),
        Case("T075", "file names as weapons"),
        Case("T076", "a file opened from our own address"),
        Case("T077", "a guessed address into the store"),
        Case("T078", "huge files, many files, many fields, slow senders"),
        Case("T079", "one person fills the disk"),
        Case("T080", "place and owner hidden in photographs"),
        Case("T081", "a known virus"),
        Case("T082", "archives and office files"),
        Case("T083", "a PDF template that fetches from elsewhere"),
        Case("T084", "what people wrote in PDF, HTML and spreadsheets"),
        Case("T085", "a file exchanged after it was endorsed"),
        Case("T086", "a page nobody looked at"),
    ],
    "Access and separation of duties": [
        Case("T087", "any address without being signed in"),
        Case("T088", "anything of another cluster, by any verb, in any role"),
        Case("T089", "foreign numbers in form fields"),
        Case("T090", "fields posted that the form does not have"),
        Case("T091", "lists, counts, searches and errors that tell of other clusters"),
        Case("T092", "deciding one's own voucher"),
        Case("T093", "one person with two accounts decides twice"),
        Case("T094", "a role that ends while its owner is signed in"),
        Case("T095", "a member who moves to another cluster"),
        Case("T096", "money and decisions changed in the admin"),
        Case("T097", "staff who give themselves, or one alone another, a right"),
        Case("T098", "a payment batch released by its maker"),
        Case("T099", "new code that forgets the filter"),
        Case("T100", "one person's context left on a shared connection"),
    ],
    "Identity, session, browser": [
        Case("T101", "sign-in with wrong state, replayed code, foreign nonce, no PKCE"),
        Case("T102", "sign-in at too low a level, or talked down on the way"),
        Case("T103", "tokens of another audience, issuer, time, algorithm or person"),
        Case("T104", "an account taken over by its e-mail, or made by a stranger"),
        Case("T105", "a CPR number in logs, mails, addresses, sessions or tasks"),
        Case("T106", "staff without a second factor, and codes used twice"),
        Case("T107", "guessing of passwords, codes and invitations"),
        Case("T108", "stolen, fixed, idle and endless sessions"),
        Case("T109", "forms sent from elsewhere; signing out by a link"),
        Case("T110", "markup in every field that people write"),
        Case("T111", "framing, mixed content, missing headers"),
        Case("T112", "false hosts, open redirects, kept personal pages"),
        Case("T113", "error pages that tell too much"),
    ],
    "Personal data, audit, operations": [
        Case("T114", "the log of acts changed, cut or skipped"),
        Case("T115", "a CPR number shown, exported or printed"),
        Case("T116", "keys lost, changed or wrong"),
        Case(
            "T117",
            "asked to be forgotten, inside the five years and after",
            "erasing a person is not built yet; retention.toml says for every column how long it is kept",
        ),
        Case("T118", "restore from backup, to last night and to the minute"),
    ],
}

CASES = {case.number: case for section in SECTIONS.values() for case in section}

"""Words of the first floor, with their Danish labels."""

from django.db import models


class Role(models.TextChoices):
    """What a dated membership makes a person. Sources: the guide of April 2026; domain.md §1.2."""

    MEMBER = "member", "Klyngemedlem"
    COORDINATOR = "coordinator", "Klyngekoordinator"
    BOARD = "board_member", "Bestyrelsesmedlem"
    DEPUTY = "deputy", "Stedfortræder"
    SECRETARIAT = "secretariat", "PLO's klyngesekretariat"
    AUDITOR = "auditor", "Revisor"


CLUSTER_ROLES = (Role.MEMBER, Role.COORDINATOR, Role.BOARD, Role.DEPUTY)
NATIONAL_ROLES = (Role.SECRETARIAT, Role.AUDITOR)


class WithoutSecond(models.TextChoices):
    """Why a role over all clusters counts though no second person confirmed it."""

    SERVER = "server", "Oprettet på serveren"
    EARLIER = "earlier", "Fra før to skulle til"


class MemberKind(models.TextChoices):
    OWNER = "owner", "Ejerlæge"
    EMPLOYED = "employed", "Ansat læge"
    TRAINEE = "trainee", "Uddannelseslæge"
    STAFF = "staff", "Praksispersonale"


class Region(models.TextChoices):
    NORTH = "north", "Region Nordjylland"
    CENTRAL = "central", "Region Midtjylland"
    SOUTH = "south", "Region Syddanmark"
    ZEALAND = "zealand", "Region Sjælland"
    CAPITAL = "capital", "Region Hovedstaden"


class IdentityLevel(models.TextChoices):
    """NSIS levels (https://data.gov.dk/concept/core/nsis)."""

    LOW = "low", "Lav"
    SUBSTANTIAL = "substantial", "Betydelig"
    HIGH = "high", "Høj"


class IdentityKind(models.TextChoices):
    PRIVATE = "private", "Privat MitID"
    BUSINESS = "business", "MitID Erhverv"


class Bucket(models.TextChoices):
    """Where a krone of a cluster stands. A movement takes it from one bucket to another (ADR 0002)."""

    OUTSIDE = "outside", "Uden for kontoen"
    AVAILABLE = "available", "Til rådighed"
    RESERVED = "reserved", "Reserveret"
    PAID = "paid", "Udbetalt"


class MovementKind(models.TextChoices):
    OPENING = "opening", "Overført saldo"
    ALLOTMENT = "allotment", "Regionens indbetaling"
    RESERVE = "reserve", "Reservation"
    RELEASE = "release", "Frigivet reservation"
    PAY = "pay", "Udbetaling"
    BOUNCE = "bounce", "Betaling sendt tilbage"
    TRANSFER = "transfer", "Flyttet mellem klynger"
    CORRECTION = "correction", "Rettelse"


class TransferCause(models.TextChoices):
    """Why money goes from one cluster to another."""

    MERGE = "merge", "Sammenlægning"
    SPLIT = "split", "Deling"
    ERROR = "error", "Fejl"


class ContractRole(models.TextChoices):
    """What a contract with the cluster is about (domain.md §1.2, §1.8)."""

    COORDINATOR = "coordinator", "Klyngekoordinator"
    BOARD = "board_member", "Bestyrelsesmedlem"
    CONSULTANT = "consultant", "Konsulent eller facilitator"
    OTHER = "other", "Anden opgave"


class IncomeKind(models.TextChoices):
    """What the pay is for the one who gets it (domain.md §5)."""

    A = "a", "A-indkomst"
    B = "b", "B-indkomst"
    INVOICE = "invoice", "Faktura med CVR-nummer"


class ClinicNote(models.TextChoices):
    """How a clinic counts in its cluster's allotment, beside the year before."""

    SAME = "same", "Uændret"
    CHANGED = "changed", "Patienttallet er ændret"
    JOINED = "joined", "Ny i klyngen"
    LEFT = "left", "Ikke i klyngen længere"
    NO_COUNT = "no_count", "Mangler patienttal"
    NO_NUMBER = "no_number", "Intet ydernummer"


class BudgetHeading(models.TextChoices):
    """What a budget is divided into. By the names of the columns of Budget."""

    ALLOTMENT = "allotment", "Tildeling"
    MEETINGS = "meetings", "Møder"
    FEES = "fees", "Honorarer og kørsel"
    OTHER = "other", "Andet"


class ImportKind(models.TextChoices):
    CLUSTERS = "clusters", "Klynger"
    CLINICS = "clinics", "Klinikker"
    MEMBERS = "members", "Medlemmer og roller"
    ALLOTMENTS = "allotments", "Regionens indbetalinger"
    COUNTS = "patient_counts", "Patienttal"
    OPENINGS = "openings", "Åbningssaldi"


class ImportState(models.TextChoices):
    READING = "reading", "Læses"
    READY = "ready", "Klar til gennemsyn"
    APPLYING = "applying", "Indlæses"
    APPLIED = "applied", "Indlæst"
    REFUSED = "refused", "Afvist"


class PeriodStep(models.TextChoices):
    """What is done to a month of the books; the last step says how it stands (ADR 0033)."""

    LOCK = "lock", "Låst"
    ASK = "ask", "Bedt om at blive åbnet"
    OPEN = "open", "Åbnet igen"

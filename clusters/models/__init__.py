"""Tables of the first floor."""

from clusters.models.account import Account
from clusters.models.allotment import Allotment
from clusters.models.allotment_rate import AllotmentRate
from clusters.models.budget import Budget
from clusters.models.clinic import Clinic, PatientCount, ProviderNumber
from clusters.models.clinic_move import ClinicMove
from clusters.models.cluster import Cluster
from clusters.models.contract import Contract
from clusters.models.correction import Correction
from clusters.models.identity import Identity, Invitation
from clusters.models.import_run import ImportRun
from clusters.models.membership import Membership
from clusters.models.movement import Movement
from clusters.models.own_session import OwnSession
from clusters.models.period import PeriodLock
from clusters.models.person import Person
from clusters.models.transfer import Transfer
from clusters.models.user import User

__all__ = [
    "Account",
    "Allotment",
    "AllotmentRate",
    "Budget",
    "Clinic",
    "ClinicMove",
    "Cluster",
    "Contract",
    "Correction",
    "Identity",
    "ImportRun",
    "Invitation",
    "Membership",
    "Movement",
    "OwnSession",
    "PatientCount",
    "PeriodLock",
    "Person",
    "ProviderNumber",
    "Transfer",
    "User",
]

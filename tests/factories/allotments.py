"""Clinics as the register has them, and a year that can be booked."""

import datetime as dt
from decimal import Decimal

from clusters.actions.set_allotment_rate import confirm_rate, enter_rate
from clusters.models import AllotmentRate, Clinic, Cluster, PatientCount, ProviderNumber
from tests.people import LONG_AGO, People

REGISTER_DAY = dt.date(2026, 1, 31)


def clinic(cluster: Cluster, number: str, patients: int | None = None, *, name: str = "") -> Clinic:
    """A clinic with its number since long ago and, when given, its count of the register day of 2026."""
    made = Clinic.objects.create(cluster=cluster, name=name or f"Lægehus {number}")
    ProviderNumber.objects.create(clinic=made, number=number, valid_from=LONG_AGO)
    if patients is not None:
        count(made, patients)
    return made


def count(clinic: Clinic, patients: int, on: dt.date = REGISTER_DAY, version: int = 1) -> PatientCount:
    return PatientCount.objects.create(
        clinic=clinic, counted_on=on, group1_patients=patients, version=version
    )


def confirmed_rate(people: People, amount: str = "3.70", year: int = 2026) -> AllotmentRate:
    rate = AllotmentRate(year=year, amount=Decimal(amount), source="Regionens brev")
    return confirm_rate(enter_rate(rate, by=people.sara), by=people.sune)

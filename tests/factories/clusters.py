"""Money on a cluster's account, through the secretariat's own actions."""

from decimal import Decimal

from clusters.actions.record_allotment import record_allotment
from clusters.actions.set_opening_balance import confirm_opening_balance, enter_opening_balance
from clusters.models import Cluster, Movement, User
from tests.people import People
from tests.replay import replayed


@replayed
def fund(cluster: Cluster, amount: Decimal | str, *, by: User, payment: str = "test") -> Movement:
    """The region's payment in DKK, booked by a secretary; the opening balance stays unconfirmed."""
    return record_allotment(cluster, amount=Decimal(amount), payment=payment, by=by)


@replayed
def confirm_opening(people: People, amount: Decimal | str = "0.00") -> None:
    """The opening balance is entered by Sara and confirmed by Sune; from then on the account has a floor."""
    enter_opening_balance(people.cluster, amount=Decimal(amount), by=people.sara)
    confirm_opening_balance(people.cluster, amount=Decimal(amount), by=people.sune)

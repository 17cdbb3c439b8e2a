"""Under which heading of the budget each category of cost is counted."""

from clusters.enums import BudgetHeading
from expenses.enums import CostCategory

HEADING_OF = {
    CostCategory.LUNCH: BudgetHeading.MEETINGS,
    CostCategory.DINNER: BudgetHeading.MEETINGS,
    CostCategory.ROOM: BudgetHeading.MEETINGS,
    CostCategory.CONFERENCE_PACKAGE: BudgetHeading.MEETINGS,
    CostCategory.ACCOMMODATION: BudgetHeading.MEETINGS,
    CostCategory.DRINKS: BudgetHeading.MEETINGS,
    CostCategory.TRANSPORT: BudgetHeading.MEETINGS,
    CostCategory.SPEAKER: BudgetHeading.MEETINGS,
    CostCategory.GIFT: BudgetHeading.MEETINGS,
    CostCategory.FEE: BudgetHeading.FEES,
    CostCategory.CONSULTANT: BudgetHeading.FEES,
    CostCategory.MILEAGE: BudgetHeading.FEES,
    CostCategory.HARDWARE: BudgetHeading.OTHER,
    CostCategory.SUBSCRIPTION: BudgetHeading.OTHER,
    CostCategory.OTHER: BudgetHeading.OTHER,
}
SPENDING = (BudgetHeading.MEETINGS, BudgetHeading.FEES, BudgetHeading.OTHER)


def categories_of(heading: BudgetHeading) -> list[CostCategory]:
    return [category for category, its in HEADING_OF.items() if its == heading]

"""Third floor: what is claimed, with its papers."""

from django.apps import AppConfig


class ExpensesConfig(AppConfig):
    name = "expenses"
    label = "expenses"
    verbose_name = "Bilag"

"""Danish paths, English names."""

from django.urls import path

from approvals.views import (
    account,
    accounts,
    budget,
    dashboard,
    decide,
    fee_statements,
    home,
    papers,
    statement,
)

app_name = "approvals"
urlpatterns = [
    path("", home.home, name="home"),
    path("godkend/", dashboard.dashboard, name="dashboard"),
    path("godkend/<int:pk>/", decide.decide, name="decide"),
    path("godkend/<int:pk>/godkend/", decide.endorse, name="endorse"),
    path("godkend/<int:pk>/returner/", decide.turn_down, {"verb": "return"}, name="return"),
    path("godkend/<int:pk>/afvis/", decide.turn_down, {"verb": "reject"}, name="reject"),
    path("konto/", account.accounts, name="account"),
    path("konto/<slug:slug>/aarsregnskab/", accounts.show, name="annual_accounts"),
    path("konto/<slug:slug>/aarsregnskab/bestil/", accounts.ask, name="annual_accounts_ask"),
    path("konto/<slug:slug>/kontoudtog/", statement.show, name="statement"),
    path("konto/<slug:slug>/kontoudtog.csv", statement.table, name="statement_table"),
    path("konto/<slug:slug>/kontoudtog/bestil/", statement.ask, name="statement_ask"),
    path("mine-loensedler/", fee_statements.listed, name="fee_statements"),
    path("mine-loensedler/<int:pk>/", fee_statements.show, name="fee_statement"),
    path("mine-loensedler/<int:pk>/hent/", fee_statements.fetch, name="fee_statement_fetch"),
    path("papirer/<int:pk>/", papers.show, name="paper"),
    path("papirer/<int:pk>/hent/", papers.fetch, name="paper_fetch"),
    path("konto/budget/", budget.budgets, name="budget"),
    path("konto/<slug:slug>/budget/", budget.budget, name="budget_of"),
    path("konto/<slug:slug>/budget/ret/", budget.budget_set, name="budget_set"),
    path("konto/<slug:slug>/", account.account, name="account_of"),
]

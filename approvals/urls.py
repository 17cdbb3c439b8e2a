"""Danish paths, English names."""

from django.urls import path

from approvals.views import account, dashboard, decide, home

app_name = "approvals"
urlpatterns = [
    path("", home.home, name="home"),
    path("godkend/", dashboard.dashboard, name="dashboard"),
    path("godkend/<int:pk>/", decide.decide, name="decide"),
    path("godkend/<int:pk>/godkend/", decide.endorse, name="endorse"),
    path("godkend/<int:pk>/returner/", decide.turn_down, {"verb": "return"}, name="return"),
    path("godkend/<int:pk>/afvis/", decide.turn_down, {"verb": "reject"}, name="reject"),
    path("konto/", account.accounts, name="account"),
    path("konto/<slug:slug>/", account.account, name="account_of"),
]

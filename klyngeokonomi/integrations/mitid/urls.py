"""Where a MitID sign-in begins and ends. The answer's address is registered at the broker (docs/mitid.md)."""

from django.urls import path

from klyngeokonomi.integrations.mitid import views

urlpatterns = [
    path("mitid/", views.login, name="mitid_login"),
    path("mitid/svar/", views.callback, name="mitid_callback"),
]

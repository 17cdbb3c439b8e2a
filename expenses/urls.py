"""Danish paths, English names."""

from django.urls import path

from expenses.views import guide

app_name = "expenses"
urlpatterns = [
    path("vejledning/", guide.guide_show, name="guide"),
]

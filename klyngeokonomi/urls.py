"""Danish paths, English names. Each floor brings its own."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("approvals.urls")),
    path("", include("expenses.urls")),
    path("", include("meetings.urls")),
    path("", include("clusters.urls")),
    path("adgang/", include("allauth.urls")),
    path("plo/", admin.site.urls),
]

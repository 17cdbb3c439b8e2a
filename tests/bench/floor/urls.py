"""One view for each step."""

from django.urls import path

from tests.bench.floor import views

urlpatterns = [
    path("create/", views.create),
    path("<int:pk>/details/", views.details),
    path("<int:pk>/submit/", views.submit),
    path("<int:pk>/endorse/", views.endorse),
    path("<int:pk>/approve/", views.approve),
    path("list/", views.pending),
    path("healthz", views.healthz),
]

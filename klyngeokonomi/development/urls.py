"""Pages that only a developer's machine has: the mails that went out, and the shared parts of a screen."""

from django.urls import path

from klyngeokonomi.development import gallery, views

app_name = "development"

urlpatterns = [
    path("komponenter/", gallery.gallery, name="gallery"),
    path("mails/", views.mail_list, name="mail_list"),
    path("mails/<str:name>/", views.mail_show, name="mail_show"),
    path("mails/<str:name>/html/", views.mail_html, name="mail_html"),
    path("mails/<str:name>/fil/", views.mail_file, name="mail_file"),
]

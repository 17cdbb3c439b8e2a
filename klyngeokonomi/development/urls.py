from django.urls import path

from klyngeokonomi.development import views

app_name = "development"

urlpatterns = [
    path("mails/", views.mail_list, name="mail_list"),
    path("mails/<str:name>/", views.mail_show, name="mail_show"),
    path("mails/<str:name>/html/", views.mail_html, name="mail_html"),
    path("mails/<str:name>/fil/", views.mail_file, name="mail_file"),
]

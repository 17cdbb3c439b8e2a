"""Danish paths, English names."""

from django.urls import path

from clusters.views import deputy, members

app_name = "clusters"
urlpatterns = [
    path("medlemmer/", members.member_list, name="member_list"),
    path("medlemmer/stedfortraeder/<int:pk>/", deputy.answer, name="deputy_answer"),
    path("medlemmer/<str:slug>/", members.members_of, name="members_of"),
    path("medlemmer/<str:slug>/invitation/<int:pk>/", members.invite, name="member_invite"),
    path("medlemmer/<str:slug>/stedfortraeder/", deputy.appoint, name="deputy_appoint"),
    path("medlemmer/<str:slug>/stedfortraeder/<int:pk>/slut/", deputy.end, name="deputy_end"),
]

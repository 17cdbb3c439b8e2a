"""Danish paths, English names."""

from django.urls import path

from clusters.views import allotment, contract_acts, contracts, deputy, members

app_name = "clusters"
urlpatterns = [
    path("kontrakter/", contracts.contract_list, name="contract_list"),
    path("kontrakter/<int:pk>/", contracts.contract, name="contract"),
    path("kontrakter/<int:pk>/ret/", contract_acts.contract_change, name="contract_change"),
    path("kontrakter/<int:pk>/underskrevet/", contract_acts.contract_sign, name="contract_sign"),
    path("kontrakter/<int:pk>/bekraeft/", contract_acts.contract_confirm, name="contract_confirm"),
    path("kontrakter/<int:pk>/ophoer/", contract_acts.contract_stop, name="contract_stop"),
    path("kontrakter/<int:pk>/fjern/", contract_acts.contract_withdraw, name="contract_withdraw"),
    path("kontrakter/<int:pk>/fil/", contracts.contract_file, name="contract_file"),
    path("kontrakter/<slug:slug>/", contracts.contracts_of, name="contracts_of"),
    path("kontrakter/<slug:slug>/ny/", contract_acts.contract_new, name="contract_new"),
    path("konto/<str:slug>/tildeling/", allotment.allotment_of, name="allotment_of"),
    path("medlemmer/", members.member_list, name="member_list"),
    path("medlemmer/stedfortraeder/<int:pk>/", deputy.answer, name="deputy_answer"),
    path("medlemmer/<str:slug>/", members.members_of, name="members_of"),
    path("medlemmer/<str:slug>/invitation/<int:pk>/", members.invite, name="member_invite"),
    path("medlemmer/<str:slug>/stedfortraeder/", deputy.appoint, name="deputy_appoint"),
    path("medlemmer/<str:slug>/stedfortraeder/<int:pk>/slut/", deputy.end, name="deputy_end"),
]

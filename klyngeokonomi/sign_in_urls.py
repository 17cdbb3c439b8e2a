"""Every address of sign-in, by name. A list of what is open, not allauth's whole tree.

allauth's own tree also lets the signed-in set a password, add an address, or connect an account: each
would let a member in past MitID. Names that its code reverses but nobody may use lead to 404.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from clusters.views import invitation, own_sessions, sign_in

second_factor = [
    path("", mfa.index, name="mfa_index"),
    path("kode/", mfa.authenticate, name="mfa_authenticate"),
    path("bekraeft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("app/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/fjern/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("noegler/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("noegler/ny/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("noegler/bekraeft/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("noegler/log-ind/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("noegler/<int:pk>/fjern/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("noegler/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("koder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("koder/nye/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("koder/hent/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

password = [
    path("skift/", account.password_change, name="account_change_password"),
    path("glemt/", account.password_reset, name="account_reset_password"),
    path("glemt/sendt/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "ny/faerdig/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

closed = [
    path("lukket/1/", sign_in.closed, name="account_signup"),
    path("lukket/2/", sign_in.closed, name="account_email"),
    path("lukket/3/", sign_in.closed, name="account_set_password"),
    path("lukket/4/", sign_in.closed, name="account_email_verification_sent"),
    path("lukket/5/", sign_in.closed, name="socialaccount_signup"),
    path("lukket/6/", sign_in.closed, name="socialaccount_connections"),
]

urlpatterns = [
    path("", sign_in.choose, name="account_login"),
    path("medarbejder/", account.login, name="staff_login"),
    path("log-ud/", account.logout, name="account_logout"),
    path("spaerret/", account.account_inactive, name="account_inactive"),
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("steder/", own_sessions.show, name="own_sessions"),
    path("steder/log-ud/", own_sessions.end_others, name="own_sessions_end_others"),
    path("steder/<int:pk>/log-ud/", own_sessions.end, name="own_session_end"),
    path("invitation/<str:token>/", invitation.show, name="invitation"),
    path("", include("klyngeokonomi.integrations.mitid.urls")),
    path("totrin/", include(second_factor)),
    path("adgangskode/", include(password)),
    *closed,
]

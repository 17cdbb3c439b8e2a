"""One's second factor once more, at the moment of the act. Checked by allauth: counted, and a code is good once.

It opens nothing else: no session is marked by it.
"""

from typing import TYPE_CHECKING

from allauth.account.forms import ReauthenticateForm as ByPassword
from allauth.mfa.base.forms import ReauthenticateForm as ByCode
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings

if TYPE_CHECKING:
    from clusters.models import User

NO_FIT = "Koden passer ikke. Vent på den næste kode, og prøv igen."
NOT_YOURS = "Adgangskoden passer ikke. Prøv igen."
TOO_OFTEN = "Der er prøvet for mange gange. Vent fem minutter, og prøv igen."


class CodeForm(ByCode):
    code = forms.CharField(
        label="Engangskode",
        help_text="Fra din godkendelsesapp, eller en af dine gendannelseskoder.",
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Skriv koden fra din godkendelsesapp."},
    )

    def clean_code(self) -> str:
        """Raises ValidationError for another's code, a used one, and after too many."""
        code = _told(super().clean_code, NO_FIT)
        self.authenticator.record_usage()
        return code


class PasswordForm(ByPassword):
    """Where the second factor is off: development alone."""

    password = forms.CharField(
        label="Din adgangskode",
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": "Skriv din adgangskode."},
    )

    def clean_password(self) -> str:
        return _told(super().clean_password, NOT_YOURS)


def step_up_form(user: "User", data: object = None) -> CodeForm | PasswordForm:
    if settings.ADMIN_REQUIRES_SECOND_FACTOR or is_mfa_enabled(user):
        return CodeForm(data, user=user)
    return PasswordForm(data, user=user)


def _told(clean: object, wrong: str) -> str:
    """allauth's check with our own sentence."""
    try:
        return clean()
    except forms.ValidationError as error:
        often = error.code == "too_many_login_attempts"
        raise forms.ValidationError(TOO_OFTEN if often else wrong, code=error.code) from error

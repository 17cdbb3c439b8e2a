"""How people come in: members by MitID, staff by password and second factor; and how long they stay.

Environment: MITID_BROKER (neb, idura, or fake in development), MITID_CLIENT_ID, MITID_CLIENT_SECRET,
MITID_SERVER_URL, SECOND_FACTOR_KEY. klyngeokonomi/docs/mitid.md tells how each is obtained.
"""

from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured

from klyngeokonomi.env import env_bool, env_int, env_str
from klyngeokonomi.integrations.mitid import brokers
from klyngeokonomi.integrations.mitid.port import Broker

DEVELOPMENT = env_bool("DEVELOPMENT", False)
"""True only under settings/dev.py and test.py; unlocks what production must refuse."""


def mitid_broker() -> Broker:
    """The broker named by the environment. Raises ImproperlyConfigured with what is missing."""
    name = env_str("MITID_BROKER")
    if name == "fake":
        if not DEVELOPMENT:
            raise ImproperlyConfigured("MITID_BROKER=fake lets anyone in as anyone: set neb or idura.")
        return brokers.fake(env_str("MITID_SERVER_URL", "http://localhost:8001/op"))
    keys = {"client_id": env_str("MITID_CLIENT_ID"), "client_secret": env_str("MITID_CLIENT_SECRET")}
    if name == "neb":
        return brokers.neb(**keys, server_url=env_str("MITID_SERVER_URL", brokers.NEB_PRODUCTION))
    if name == "idura":
        return brokers.idura(**keys, server_url=env_str("MITID_SERVER_URL"))
    raise ImproperlyConfigured(f"MITID_BROKER must be neb, idura or fake, not {name!r}.")


MITID = mitid_broker()

ADMIN_REQUIRES_SECOND_FACTOR = env_bool("ADMIN_REQUIRES_SECOND_FACTOR", True)
"""Whether staff must enrol and use a second factor before anything opens. Off only in development."""
if not ADMIN_REQUIRES_SECOND_FACTOR and not DEVELOPMENT:
    raise ImproperlyConfigured("ADMIN_REQUIRES_SECOND_FACTOR cannot be turned off outside development.")

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60

SOCIALACCOUNT_PROVIDERS = brokers.allauth_providers(MITID)
SOCIALACCOUNT_ADAPTER = "clusters.adapters.MitIDAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_STORE_TOKENS = False

ACCOUNT_ADAPTER = "clusters.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    # Counted in the database, so they hold across processes and when the broker is down.
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "reset_password": "10/m/ip,3/h/key",
    "reset_password_from_key": "20/m/ip",
    "mitid": "60/m/ip",
    "invitation": "20/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("TRUSTED_PROXY_COUNT", 0)

MFA_ADAPTER = "clusters.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TRUST_ENABLED = False
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEVELOPMENT
MFA_TOTP_ISSUER = "Klyngeøkonomi"
MFA_TOTP_TOLERANCE = 0  # a used code is remembered for one period, so it may live no longer than that
MFA_RECOVERY_CODES_SHOW_ONCE = True
SECOND_FACTOR_KEY = env_str("SECOND_FACTOR_KEY", "development-only" if DEVELOPMENT else None)
"""Secret that staff's TOTP keys are encrypted with in the database."""
SECOND_FACTOR_OLD_KEYS = env_str("SECOND_FACTOR_OLD_KEYS", "").split()
"""Keys from before, which still read until `manage.py rotate_keys` has run (docs/mitid.md)."""

SESSION_ENGINE = "klyngeokonomi.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=8).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_LONGEST_SECONDS = SESSION_COOKIE_AGE
"""From sign-in, however busy: the session is ended on the server then."""
STAFF_IDLE_SECONDS = 30 * 60

"""Settings shared by all; safe for production, everything that differs comes from the environment."""

from pathlib import Path

from django.urls import reverse_lazy

from klyngeokonomi.database_url import databases
from klyngeokonomi.document_storage import storages
from klyngeokonomi.env import env_bool, env_int, env_list, env_str
from klyngeokonomi.logs import logging_settings
from klyngeokonomi.settings.bank import *  # noqa: F403 - how files reach the bank
from klyngeokonomi.settings.celery import *  # noqa: F403 - the CELERY_ settings, a room of their own
from klyngeokonomi.settings.csp import *  # noqa: F403 - the Content-Security-Policy
from klyngeokonomi.settings.payments import *  # noqa: F403 - who may release a payment run
from klyngeokonomi.settings.post import *  # noqa: F403 - how fee statements reach e-Boks
from klyngeokonomi.settings.sign_in import *  # noqa: F403 - MitID, staff sign-in, sessions
from klyngeokonomi.settings.vault import *  # noqa: F403 - the keys of the vault

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env_str("VAR_DIR", str(BASE_DIR / "var")))

SECRET_KEY = env_str("SECRET_KEY")
SECRET_KEY_FALLBACKS = [old for old in [env_str("SECRET_KEY_OLD", "")] if old]
"""The key before, while sessions and links made with it are still about."""
DEBUG = False
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
SITE_URL = env_str("SITE_URL", "https://localhost")
"""Address that links in mails begin with, without a final slash."""

INSTALLED_APPS = [
    "klyngeokonomi.apps.KlyngeokonomiConfig",
    "klyngeokonomi.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "klyngeokonomi.static_storage.StaticFiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "csp",
    "django_htmx",
    "django_structlog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "klyngeokonomi.documents.apps.DocumentsConfig",
    "klyngeokonomi.outbox.apps.OutboxConfig",
    "klyngeokonomi.audit.apps.AuditConfig",
    "clusters.apps.ClustersConfig",
    "meetings.apps.MeetingsConfig",
    "expenses.apps.ExpensesConfig",
    "approvals.apps.ApprovalsConfig",
    "klyngeokonomi.loading.Loaded",
]

MIDDLEWARE = [
    "klyngeokonomi.request_log.RequestLog",
    "klyngeokonomi.headers.security_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "clusters.views.session_rules.staff_session_rules",
    "klyngeokonomi.errors.show_refusals",
    "klyngeokonomi.unread_fields.tell_of_unread_fields",
]

ROOT_URLCONF = "klyngeokonomi.urls"
WSGI_APPLICATION = "klyngeokonomi.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "klyngeokonomi.navigation.navigation",
            ],
            "builtins": ["klyngeokonomi.templatetags.dansk", "klyngeokonomi.templatetags.components"],
        },
    }
]

DATABASES = databases(env_str("DATABASE_URL"), env_str("DATABASE_OWNER_URL", ""))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "clusters.User"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "klyngeokonomi_cache",
    }
}

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk")]
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["klyngeokonomi.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    ("css", BASE_DIR / "static" / "css"),
    ("js", BASE_DIR / "static" / "js"),
    ("img", BASE_DIR / "static" / "img"),
    ("dkfds", BASE_DIR / "static" / "node_modules" / "dkfds" / "dist"),
    ("htmx", BASE_DIR / "static" / "node_modules" / "htmx.org" / "dist"),
]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    *("jpg", "jpeg", "png", "gif", "webp", "zip", "gz", "br", "woff", "woff2"),
    *("ttf", "eot"),  # the design system names them for browsers that no longer exist
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "klyngeokonomi.static_storage.Storage"},
}

SEALED_TABLES = ["audit_record", "clusters_movement", "approvals_decision", "expenses_move"]
"""Evidence whose rows are chained by digests; the cellar that seals them knows none of them (ADR 0021)."""

DOCUMENT_STORAGE = env_str("DOCUMENT_STORAGE", "")
STORAGES |= storages(DOCUMENT_STORAGE)
"""Papers in an S3-compatible store when this is set (document_storage.py), else on the disk, under DOCUMENT_ROOT."""
DOCUMENT_ROOT = Path(env_str("DOCUMENT_ROOT", str(VAR_DIR / "documents")))
"""Where papers lie; never served by its address, only through an access check."""
ACCEL_LOCATION = env_str("ACCEL_LOCATION", "")
"""Where nginx has DOCUMENT_ROOT for itself; it sends the papers when this is set, else the web server does."""
DOCUMENT_MAX_BYTES = 20 * 1024 * 1024
DOCUMENT_MAX_PAGES = 60
DOCUMENT_MAX_PIXELS = 60_000_000
DOCUMENT_DAILY_COUNT = env_int("DOCUMENT_DAILY_COUNT", 200)
DOCUMENT_DAILY_BYTES = env_int("DOCUMENT_DAILY_BYTES", 500 * 1024 * 1024)
"""What one person may upload in 24 hours."""
DOCUMENT_READ_MEMORY = 768 * 1024 * 1024
DOCUMENT_READ_CPU_SECONDS = 60
DOCUMENT_READ_SECONDS = 120
"""Limits on the process that opens a paper: address space, CPU, and the clock on the wall (ADR 0005)."""
CLAMAV_URL = env_str("CLAMAV_URL", "")
"""unix:///run/clamav/clamd.ctl or tcp://host:3310. With it no paper is opened before the scanner has passed it."""
CLAMAV_SECONDS = 45
"""The most one scan may take; then the paper waits, and is tried again (ADR 0019)."""
CLAMAV_RETRY_SECONDS = 15
DATA_UPLOAD_MAX_NUMBER_FILES = 100
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env_str("EMAIL_HOST", "localhost")
EMAIL_PORT = env_int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env_str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env_str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = env_int("EMAIL_TIMEOUT", 15)
DEFAULT_FROM_EMAIL = env_str("DEFAULT_FROM_EMAIL", "Klyngeøkonomi <klyngeokonomi@localhost>")
PLO_EMAIL = env_str("PLO_EMAIL", "klyngesekretariat.plo@dadl.dk")
"""The secretariat's mailbox (the guide's own address)."""
PLO_PHONE = env_str("PLO_PHONE", "35 44 10 82")

SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
"""Asked over plain HTTP by what watches the machine; tells nothing about anyone."""
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "klyngeokonomi.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"

LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"

LOGGING = logging_settings(env_str("LOG_LEVEL", "INFO"), env_str("LOG_FORMAT", "json"))
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = DJANGO_STRUCTLOG_CELERY_TASK_START_LOG_LEVEL = 10
"""That something begins is told at DEBUG only; that it ended, and how, is the line."""

METRICS_TOKEN = env_str("METRICS_TOKEN", "")
"""Opens /metrics to who shows it as a bearer token; without one there is no such address."""
if METRICS_TOKEN:
    MIDDLEWARE = [
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        *MIDDLEWARE,
        "django_prometheus.middleware.PrometheusAfterMiddleware",
    ]
SENTRY_DSN = env_str("SENTRY_DSN", "")
RELEASE = env_str("RELEASE", "")
"""Errors are sent to a Sentry when its address is given (sentry.py); RELEASE names the version in them."""

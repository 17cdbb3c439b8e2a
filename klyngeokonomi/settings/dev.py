"""Development: works with no environment at all. The services are those that `make run` starts."""

import os

from klyngeokonomi.embedded import service_urls
from klyngeokonomi.embedded.places import web_port

for _name, _value in service_urls().items():
    os.environ.setdefault(_name, _value)
os.environ.setdefault("SECRET_KEY", "development-only-key-never-used-where-anyone-else-can-reach-it")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver")
os.environ.setdefault("SECURE_SSL_REDIRECT", "0")
os.environ.setdefault("SITE_URL", f"http://localhost:{web_port()}")
os.environ.setdefault("CSRF_TRUSTED_ORIGINS", os.environ["SITE_URL"])
os.environ.setdefault("EMAIL_PORT", str(web_port() + 2))
os.environ["DEVELOPMENT"] = "1"
os.environ.setdefault("LOG_FORMAT", "line")
os.environ.setdefault("BANK_SECONDS", "5")
os.environ.setdefault("POST_SECONDS", "5")
os.environ.setdefault("DIGITAL_POST_CVR", "12345678")
os.environ.setdefault("DIGITAL_POST_EBOKS_ID", "1")
os.environ.setdefault("DIGITAL_POST_MATERIAL_ID", "1")
os.environ.setdefault("ADMIN_REQUIRES_SECOND_FACTOR", "0")
os.environ.setdefault("MITID_BROKER", "fake")
os.environ.setdefault("MITID_SERVER_URL", f"http://localhost:{web_port() + 1}/op")

from klyngeokonomi.settings.base import *  # noqa: E402, F403 - the environment must be set first

SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
DEVELOPMENT_PAGES = True
MAILS_KEPT = os.environ.get("MAILS_KEPT") or VAR_DIR / "mails"  # noqa: F405

# Style sheets and scripts straight from where they lie: no collectstatic, no hashed names.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

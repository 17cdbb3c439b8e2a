"""Settings of a drill: the product's own, with its patience cut short so that a minute shows what an hour would."""

from klyngeokonomi.settings.test import *  # noqa: F403

EMAIL_TIMEOUT = 3
DOCUMENT_READ_SECONDS = 10
DOCUMENT_DAILY_COUNT = 1_000_000
DOCUMENT_DAILY_BYTES = 10**12

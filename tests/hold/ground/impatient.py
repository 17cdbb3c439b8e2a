"""Settings of the database drills: the product's own time limits, a tenth as long."""

from tests.hold.ground.brisk import *  # noqa: F403

DATABASES["default"]["OPTIONS"]["options"] = (  # noqa: F405
    "-c statement_timeout=1500 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=1500"
)

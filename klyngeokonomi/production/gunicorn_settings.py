"""gunicorn in production: `gunicorn --config python:klyngeokonomi.production.gunicorn_settings klyngeokonomi.wsgi`.

No access log: every request is one line of the product's own log, without query and address (ADR 0024).
"""

import os

from klyngeokonomi.logs import logging_settings

bind = "0.0.0.0:8000"
workers = int(os.environ.get("WEB_PROCESSES", "4"))
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 20
worker_tmp_dir = "/dev/shm"  # noqa: S108 - memory that every container has; signs of life are written there
control_socket_disable = True
logconfig_dict = logging_settings(os.environ.get("LOG_LEVEL", "INFO"), os.environ.get("LOG_FORMAT", "json"))

"""gunicorn in production: `gunicorn --config python:klyngeokonomi.production.gunicorn_settings klyngeokonomi.wsgi`.

No access log: every request is one line of the product's own log, without query and address (ADR 0024).
"""

import os
import shutil
from pathlib import Path
from typing import Any

from klyngeokonomi.logs import logging_settings

bind = "0.0.0.0:8000"
workers = int(os.environ.get("WEB_PROCESSES", "4"))
worker_class = "gthread"
preload_app = True
threads = 4
timeout = 60
graceful_timeout = 20
# Memory of the container's own; the processes write their signs of life there.
worker_tmp_dir = "/dev/shm"  # noqa: S108  # nosec B108
control_socket_disable = True
logconfig_dict = logging_settings(os.environ.get("LOG_LEVEL", "INFO"), os.environ.get("LOG_FORMAT", "json"))

if shared := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    # Where the web processes count together; what a former start counted is not theirs.
    shutil.rmtree(shared, ignore_errors=True)
    Path(shared).mkdir(parents=True)


def child_exit(server: Any, worker: Any) -> None:
    """A process that has ended takes its gauges with it; its counts stay."""
    if shared:
        from prometheus_client import multiprocess  # noqa: PLC0415 - reads the folder's name when it is loaded

        multiprocess.mark_process_dead(worker.pid)

"""The product's worker without its guards, for the twins that see the harm come: `celery -A tests.sabotaged worker`.

It sweeps nothing when it starts, lays no unknown task aside, opens pickled messages, refuses no settings, and its
broker hands a task out again after a second.
"""

import time
from pathlib import Path

import django
from celery.signals import task_rejected, task_unknown, worker_init, worker_ready

from klyngeokonomi.celery import app, refuse_wrong_settings

django.setup()

from klyngeokonomi.documents import tasks as papers  # noqa: E402 - Django's apps must be ready
from klyngeokonomi.outbox import tasks as mails  # noqa: E402

app.conf.accept_content = ["json", "pickle"]
app.conf.broker_transport_options = {
    **app.conf.broker_transport_options,
    "visibility_timeout": 1,
    "unacked_restore_interval": 1,
}
worker_init.disconnect(refuse_wrong_settings)
worker_ready.disconnect(mails.sweep_at_start)
worker_ready.disconnect(papers.sweep_at_start)
task_unknown.disconnect(mails.keep_unknown)
task_rejected.disconnect(mails.keep_misshapen)


@app.task(name="probe.slow")
def slow(file: str, seconds: float) -> None:
    """Have an effect that can be counted, and take longer than the broker waits."""
    with Path(file).open("a", encoding="ascii") as lines:
        lines.write("done\n")
    time.sleep(seconds)

"""A process loads without collecting, collects afterwards, and loads the pages only where they are shown."""

import gc
import subprocess
import sys

from django.apps import apps
from django.contrib import admin
from django.core.checks import Tags, run_checks
from django.core.checks.registry import registry

from clusters.models import ImportRun
from klyngeokonomi import loading
from klyngeokonomi.apps import check_pages
from klyngeokonomi.statement import Statement, put_together

WORKER = """
import gc, sys
from django.conf import settings
from klyngeokonomi import celery
assert settings.DEVELOPMENT and not gc.isenabled()
celery.app.loader.init_worker()
celery.refuse_wrong_settings()
assert gc.isenabled() and gc.get_freeze_count() > 10_000
print(sorted(set(sys.modules) & {"approvals.tasks", "klyngeokonomi.urls", "approvals.admin", "approvals.views"}))
"""


def test_the_last_app_to_be_ready_lets_the_collector_go_on() -> None:
    assert list(apps.get_app_configs())[-1].name == "klyngeokonomi.loading"
    loading.begin()
    assert not gc.isenabled()
    loading.end()
    assert gc.isenabled()


def test_a_worker_is_proven_and_ready_with_no_page_loaded() -> None:
    said = subprocess.run([sys.executable, "-c", WORKER], check=True, capture_output=True, text=True)
    assert said.stdout == "['approvals.tasks']\n"


def test_the_admins_pages_are_checked_though_nobody_loaded_them() -> None:
    assert check_pages in [check for check in registry.get_checks() if Tags.admin in check.tags]
    assert check_pages(None) == [] == run_checks(tags=[Tags.admin])
    assert len(admin.site._registry) > 10


def test_statements_are_put_together_before_there_is_a_database() -> None:
    """No database is allowed here."""
    statement, locking = (
        Statement(lambda name: ImportRun.objects.filter(pk=name)),
        Statement(lambda name: ImportRun.objects.select_for_update().filter(pk=name)),
    )
    put_together()
    assert "_ready" in vars(statement)
    assert "_ready" not in vars(locking)

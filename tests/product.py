"""The whole product, running: web server, worker, beat, broker, mail server and MitID broker on one database.

It is started once for all browser tests, with the rows of the migrations and nothing else; a test makes its own
people through Django's ORM, which is led to the product's database while the test lasts.
"""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from clusters.models import User
from klyngeokonomi import processes
from klyngeokonomi.celery import app
from klyngeokonomi.processes import Process
from tests import cluster, kept_rows
from tests.services import Broker, Mailbox, ended, environment_for, free_port, listen_to


@dataclass(frozen=True)
class Product:
    """What a browser test needs to know. `people_file` is what the fake MitID broker offers to click."""

    base_url: str
    mitid_url: str
    people_file: Path
    database: str
    documents: Path
    bank: Path
    digital_post: Path
    broker: Broker
    mailbox: Mailbox
    processes: list[Process]

    def sign_in(self, page: Any, user: User) -> None:
        """Give the page's browser a session of this user's, as after MitID or password and second factor."""
        client = Client()
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        cookie = client.cookies["sessionid"]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.base_url}])


@pytest.fixture(scope="session")
def running_product(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """All processes, up once; `product` is the fixture to ask for."""
    folder = tmp_path_factory.mktemp("product")
    name = f"test_product_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            database = stack.enter_context(cluster.fresh_database(name))
        broker = Broker(folder)
        stack.callback(broker.stop)
        broker.start()
        web, mail, mitid = free_port(), free_port(), free_port()
        site, people = f"http://localhost:{web}", folder / "fake_mitid_people.json"
        environment = {
            **environment_for(database),
            "DOCUMENT_ROOT": str(folder / "documents"),
            "ADMIN_REQUIRES_SECOND_FACTOR": "1",
            "REDIS_URL": broker.url,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail),
            "BANK_PORT": "file_drop",
            "BANK_FOLDER": str(folder / "bank"),
            "DIGITAL_POST_PORT": "file_drop",
            "DIGITAL_POST_FOLDER": str(folder / "digital_post"),
            "DIGITAL_POST_CVR": "12345678",
            "DIGITAL_POST_EBOKS_ID": "4711",
            "DIGITAL_POST_MATERIAL_ID": "42",
            "MAILS_KEPT": str(folder / "mails"),
            "SITE_URL": site,
            "CSRF_TRUSTED_ORIGINS": site,
            "MITID_SERVER_URL": f"http://localhost:{mitid}/op",
        }
        running = [
            processes.mail_catcher(environment, folder, port=mail, folder=folder / "mails"),
            processes.fake_mitid(environment, folder, port=mitid, people=people),
            processes.web(environment, folder, port=web, workers=2),
            processes.worker(environment, folder),
            processes.beat(environment, folder, folder / "beat"),
        ]
        running[-1].tied = signal.SIGKILL  # which it heeds when it stands still, too
        for process in running:
            process.launch()
            stack.enter_context(ended(process))
        for process in running:
            process.wait()
        mailbox = Mailbox(running[0], folder / "mails")
        documents = folder / "documents"
        yield Product(
            site,
            environment["MITID_SERVER_URL"],
            people,
            database,
            documents,
            folder / "bank",
            folder / "digital_post",
            broker,
            mailbox,
            running,
        )


@pytest.fixture
def product(
    running_product: Product, paper_store: None, django_db_blocker: Any, settings: Any
) -> Iterator[Product]:
    """The running product with nobody in it; afterwards its database, papers and mailbox are empty again."""
    before = app.conf.broker_url
    settings.SITE_URL = running_product.base_url
    settings.DOCUMENT_ROOT = running_product.documents
    settings.CELERY_BROKER_URL = running_product.broker.url
    listen_to(running_product.broker.url)
    clock = running_product.processes[-1]
    clock.signal(signal.SIGCONT)
    with django_db_blocker.unblock(), cluster.connected_to(running_product.database):
        yield running_product
        kept_rows.put_back(cluster.standing_owner(running_product.database))
    clock.signal(signal.SIGSTOP)  # till the next asks: sweeping empty tables took 4 % of a core
    shutil.rmtree(running_product.documents, ignore_errors=True)
    shutil.rmtree(running_product.bank, ignore_errors=True)
    shutil.rmtree(running_product.digital_post, ignore_errors=True)
    listen_to(before)
    for mail in running_product.mailbox.folder.glob("*.eml"):
        mail.unlink()

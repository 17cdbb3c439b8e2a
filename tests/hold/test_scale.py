"""Two web servers, three workers and two schedulers on one database and one broker: every mail exactly once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

import pytest
import requests

from clusters.models import Account
from expenses.models import Voucher
from expenses.states import VoucherState
from klyngeokonomi import processes
from klyngeokonomi.outbox.models import Message
from klyngeokonomi.processes import Process
from tests.at_once import at_once
from tests.factories.clusters import confirm_opening, fund
from tests.factories.expenses import voucher_at
from tests.hold.delivery import Delivery, wait_until
from tests.journeys.test_mail import browser_of
from tests.people import People, make_people
from tests.services import ended, free_port

pytestmark = [pytest.mark.services, pytest.mark.long]

VOUCHERS = 8


@pytest.fixture
def servers(delivery: Delivery) -> Iterator[list[Process]]:
    """Two web servers; and beside the worker and the scheduler that stand already, two and one more."""
    folder, site = delivery.folder, "http://localhost"
    ports = [free_port(), free_port()]
    trusted = ",".join(f"{site}:{port}" for port in ports)
    environment = {**delivery.environment, "SITE_URL": site, "CSRF_TRUSTED_ORIGINS": trusted}
    webs = [processes.web(environment, folder / str(port), port=port, workers=1) for port in ports]
    more = [processes.worker(environment, folder / name) for name in ("worker-2", "worker-3")]
    for number, worker in enumerate(more, start=2):
        worker.command += ["--hostname", f"worker-{number}@%h", "--concurrency", "1"]
    more.append(processes.beat(environment, folder / "beat-2", folder / "beat-2"))
    with ExitStack() as stack:
        for process in [*webs, *more]:
            process.launch()
            stack.enter_context(ended(process))
        for process in [*webs, *more]:
            process.wait()
        yield webs


@pytest.fixture
def people(delivery: Delivery) -> People:
    people = make_people()
    fund(people.cluster, "10000.00", by=people.sara)
    confirm_opening(people)
    return people


def press(people: People, web: Process, voucher: Voucher) -> requests.Response:
    return browser_of(people.karen, web)(f"/godkend/{voucher.pk}/godkend/", voucher)


@pytest.mark.case("T026")
def test_every_act_counts_once_and_every_mail_comes_once(
    delivery: Delivery, people: People, servers: list[Process]
) -> None:
    vouchers = [voucher_at(VoucherState.SUBMITTED, people, amount="100.00") for _ in range(VOUCHERS)]
    presses = [partial(press, people, web, voucher) for voucher in vouchers for web in servers]
    answers = []
    for begin in range(0, len(presses), 4):
        answers += at_once(presses[begin : begin + 4])
    assert Counter(answer.status_code for answer in answers) == {302: VOUCHERS, 409: VOUCHERS}
    assert Account.objects.get(cluster=people.cluster).reserved == 100 * VOUCHERS
    wait_until(lambda: not Message.objects.unsent().exists(), "the last mail")
    expected = Counter(Message.objects.values_list("message_id", flat=True))
    assert Counter(delivery.server.message_ids) == expected
    assert Message.objects.filter(key__endswith=":endorsed").count() == VOUCHERS
    assert not Message.objects.filter(unknown_outcomes__gt=0).exists()

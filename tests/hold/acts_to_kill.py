"""A process of its own whose children do one act each and die where they are told: `python -m tests.hold.acts_to_kill`.

Reads one JSON object a line ({"action", "voucher", "by", "point", "whole", "documents"}) and answers with how the
child ended, as waitpid says it. `whole` false takes the act's transaction away; `documents` is where the papers lie.
Ends when its input does.
"""

import contextlib
import json
import os
import signal
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django
import pytest
from django.conf import settings
from django.urls import reverse


def main() -> None:
    """Fork for each order, so that Django, the acts and the addresses their mails name are loaded once."""
    django.setup()
    _acts()
    reverse("approvals:home")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _obey(**json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _obey(*, action: str, voucher: int, by: int, point: str, whole: bool, documents: str) -> None:
    from clusters.models import User
    from expenses.models import Voucher
    from klyngeokonomi.development.fault_plans import during

    acts = _acts()
    settings.DOCUMENT_ROOT = Path(documents)
    if not whole:
        _take_the_transaction_away()
    with during({point: partial(os.kill, os.getpid(), signal.SIGKILL)}):
        acts[action](Voucher.objects.get(pk=voucher), by=User.objects.get(pk=by))
    os._exit(0)


def _acts() -> dict[str, Any]:
    from approvals.actions.approve_voucher import approve_voucher
    from approvals.actions.endorse_voucher import endorse_voucher
    from approvals.actions.reject_voucher import reject_voucher
    from approvals.actions.run_fees import compose_run, finish_run
    from approvals.actions.undo_approval import undo_approval
    from approvals.models import FeeRun
    from expenses.actions.submit_voucher import submit_voucher

    return {
        "submit": submit_voucher,
        "endorse": endorse_voucher,
        "approve": approve_voucher,
        "reject": partial(reject_voucher, reason="Det er ikke en klyngeudgift."),
        "undo": partial(undo_approval, reason="Dobbelt."),
        "compose": lambda voucher, by: compose_run(FeeRun.objects.get().pk),
        "finish": lambda voucher, by: finish_run(FeeRun.objects.get().pk),
    }


def _take_the_transaction_away() -> None:
    from klyngeokonomi import act
    from tests.hold.sabotage import without_row_locks

    act.transaction = SimpleNamespace(atomic=contextlib.nullcontext)
    without_row_locks(pytest.MonkeyPatch())


if __name__ == "__main__":
    main()

"""Faults strike where they are laid, once, and nothing can lay them in production."""

import os
import subprocess
import sys

import pytest

from klyngeokonomi import faults
from klyngeokonomi.development import fault_plans
from tests.klyngeokonomi.settings.test_base import PRODUCTION, ROOT

PASS_A_POINT = (
    "import django; django.setup(); from klyngeokonomi import faults; faults.point('here.now'); print('on')"
)


def test_a_laid_fault_is_met_once(tmp_path):
    fault_plans.lay(tmp_path, "here.now", "raise")
    before = faults.follow(None)
    try:
        fault_plans.read_from_folder(tmp_path)
        faults.point("elsewhere.now")
        with pytest.raises(fault_plans.PlannedFault, match=r"here\.now"):
            faults.point("here.now")
        faults.point("here.now")
    finally:
        faults.follow(before)


def test_a_plan_lasts_as_long_as_its_block():
    met = []
    with fault_plans.during({"here.now": lambda: met.append(1)}):
        faults.point("here.now")
        faults.point("there.now")
    faults.point("here.now")
    assert met == [1]


def test_a_fault_nobody_knows_is_an_error(tmp_path):
    fault_plans.lay(tmp_path, "here.now", "explode")
    before = faults.follow(None)
    try:
        fault_plans.read_from_folder(tmp_path)
        with pytest.raises(ValueError, match="explode"):
            faults.point("here.now")
    finally:
        faults.follow(before)


@pytest.mark.parametrize(("module", "code"), [("test", -9), ("base", 0)])
def test_only_the_development_settings_have_faults(tmp_path, module, code):
    fault_plans.lay(tmp_path, "here.now", "kill")
    environment = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}},
        **(PRODUCTION if module == "base" else {}),
        "FAULT_FOLDER": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": f"klyngeokonomi.settings.{module}",
    }
    answer = subprocess.run(
        [sys.executable, "-c", PASS_A_POINT], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert (answer.returncode, answer.stdout.strip()) == (code, "" if code else "on"), answer.stderr

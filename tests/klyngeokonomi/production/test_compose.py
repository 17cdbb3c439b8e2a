"""docker-compose.yml and the Dockerfile: every container is shut, watched, and has what it needs and no more."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.house import tree
from tests.klyngeokonomi.production.compose import SECRETS, compose, image_tree

COMPOSE = compose()
SERVICES = COMPOSE["services"]
DOCKERFILE = tree.text(tree.ROOT / "Dockerfile")
TEMPLATE = tree.text(tree.ROOT / "klyngeokonomi" / "production" / "nginx.conf.template")
PRODUCT = ["migrate", "tools", "web", "worker", "beat"]
EACH = pytest.mark.parametrize("name", SERVICES)


def test_the_processes_are_those_of_the_product() -> None:
    assert set(SERVICES) == {
        "postgres",
        "redis",
        "migrate",
        "web",
        "worker",
        "beat",
        "nginx",
        "clamav",
        "tools",
        "mail",
    }
    assert [name for name, one in SERVICES.items() if one.get("profiles")] == ["tools", "mail"]
    assert [name for name, one in SERVICES.items() if "ports" in one] == ["nginx", "mail"]
    assert all(
        port.startswith("127.0.0.1:") for name in ("nginx", "mail") for port in SERVICES[name]["ports"]
    )


@EACH
def test_every_container_is_shut(name: str) -> None:
    one = SERVICES[name]
    assert one["read_only"] is (name != "clamav")
    assert one["cap_drop"] == ["ALL"]
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert one["logging"]["options"] == {"max-size": "20m", "max-file": "5"}
    assert "privileged" not in one
    built = one.get("build", {}).get("target")
    assert one.get("user", "0") != "0" or built
    if built:
        stage = DOCKERFILE.split(f" AS {built}\n")[1].split("\nFROM ")[0]
        assert re.findall(r"(?m)^USER (.+)$", stage)[-1] == "10001:10001"


@EACH
def test_every_container_is_watched_and_bounded(name: str) -> None:
    one = SERVICES[name]
    if name in ("migrate", "tools"):
        assert (one["restart"], one["healthcheck"]) == ("no", {"disable": True})
        return
    assert one["restart"] == "unless-stopped"
    assert one["healthcheck"]["test"][0] == "CMD"
    assert one["healthcheck"]["timeout"]
    assert name == "mail" or one["mem_limit"]


@EACH
def test_every_image_is_one_version(name: str) -> None:
    image = SERVICES[name]["image"]
    assert re.fullmatch(r"klyngeokonomi(-nginx|-tools)?:local|[a-z/]+:v?\d+\.\d+(\.\d+)?(-bookworm)?", image)


def test_every_base_of_the_images_is_one_version() -> None:
    stages = set(re.findall(r"(?m)^FROM \S+ AS (\S+)", DOCKERFILE))
    bases = set(re.findall(r"(?m)^FROM (\S+)", DOCKERFILE)) - stages
    assert bases
    assert all(re.fullmatch(r"[a-z]+:\d+\.\d+\.\d+(-slim)?-bookworm(-slim)?", base) for base in bases)


@EACH
def test_secrets_come_from_files_and_only_where_they_are_read(name: str) -> None:
    one = SERVICES[name]
    environment, given = one.get("environment", {}), set(one.get("secrets", []))
    read = {
        value.removeprefix("/run/secrets/") for key, value in environment.items() if key.endswith("_FILE")
    }
    assert read == given <= set(COMPOSE["secrets"]) == set(SECRETS)
    plain = {key for key in environment if re.search("SECRET|PASSWORD|TOKEN|DATABASE_URL", key)}
    plain -= {key for key in plain if key.endswith("_OLD")}  # set for the days of a change of keys alone
    assert all(key.endswith("_FILE") for key in plain)
    assert ("database_owner_url" in given) == (name in ("migrate", "tools"))
    assert ("postgres_password" in given) == (name == "postgres")


def test_every_variable_the_product_is_given_is_one_it_reads() -> None:
    source = "".join(tree.text(path) for path in tree.code())
    read = set(re.findall(r'(?:env_\w+|environ(?:\.get)?)[(\[]\s*"(\w+)"', source))
    prefixes = re.findall(r'files_connection\(\s*"(\w+)"', source)
    read |= {one + rest for one in prefixes for rest in re.findall(r'f"{prefix}(_[A-Z_]+)"', source)}
    read |= {f"{one}_SFTP_{rest}" for one in prefixes for rest in ("HOST", "USER", "HOST_KEY")}
    given = {key.removesuffix("_FILE") for name in PRODUCT for key in SERVICES[name]["environment"]}
    assert given - {"PROMETHEUS_MULTIPROC_DIR"} - read == set()


def test_nginx_is_given_exactly_the_names_its_template_has() -> None:
    assert set(re.findall(r"\$\{(\w+)\}", TEMPLATE)) == set(SERVICES["nginx"]["environment"])


def test_nginx_and_the_product_agree() -> None:
    nginx, web = SERVICES["nginx"]["environment"], SERVICES["web"]["environment"]
    assert nginx["ACCEL_LOCATION"] == web["ACCEL_LOCATION"]
    assert nginx["SITE_HOST"] == web["ALLOWED_HOSTS"]
    papers = "documents:" + nginx["DOCUMENT_ROOT"]
    assert SERVICES["web"]["volumes"] == SERVICES["worker"]["volumes"][:1] == [papers]
    assert SERVICES["worker"]["volumes"][1:] == [
        "./bank:" + SERVICES["worker"]["environment"]["BANK_FOLDER"],
        "./digital_post:" + SERVICES["worker"]["environment"]["DIGITAL_POST_FOLDER"],
    ]
    assert SERVICES["nginx"]["volumes"] == [f"{papers}:ro"]
    assert int(nginx["MAX_BODY"].removesuffix("m")) * 2**20 > settings.DOCUMENT_MAX_BYTES
    page = tree.text(tree.ROOT / "templates" / "413.html")
    assert f"tilsammen fylde {nginx['MAX_BODY'].removesuffix('m')} MB" in page
    assert f"må fylde {settings.DOCUMENT_MAX_BYTES // 2**20} MB" in page


def test_the_database_and_the_broker_reach_nobody_outside() -> None:
    assert COMPOSE["networks"]["data"] == {"internal": True}
    assert {name: SERVICES[name]["networks"] for name in ("postgres", "redis", "beat", "migrate")} == {
        name: ["data"] for name in ("postgres", "redis", "beat", "migrate")
    }
    assert SERVICES["nginx"]["networks"] == ["edge"]


def test_the_lock_that_runs_is_a_part_of_the_other_without_what_develops() -> None:
    def locked(name: str) -> set[str]:
        return set(re.findall(r"(?m)^([a-z0-9][\w.-]*==\S+)", tree.text(tree.ROOT / name)))

    runs, develops = locked("requirements.lock"), locked("requirements-dev.lock")
    assert runs < develops
    dev = tomllib.loads(tree.text(tree.ROOT / "pyproject.toml"))["project"]["optional-dependencies"]["dev"]
    names = {re.split(r"[\[><=~]", one)[0] for one in dev}
    assert names - {line.split("==")[0] for line in develops} == set()
    assert names & {line.split("==")[0] for line in runs} == set()


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product's files as they lie in the image, the design system beside them as the first stage brings it."""
    app = image_tree(tmp_path_factory.mktemp("image") / "app")
    (app / "static" / "node_modules").symlink_to(tree.ROOT / "static" / "node_modules")
    return app


def started(image: Path, name: str, *command: str, **also: str) -> subprocess.CompletedProcess[str]:
    """A command in the image's tree with exactly the environment of a service; what it may not import is not there."""
    secrets = image.parent / "secrets"
    secrets.mkdir(exist_ok=True)
    for secret, value in SECRETS.items():
        (secrets / secret).write_text(value)
    environment = {
        key: str("" if value is None else value).replace("/run/secrets", str(secrets))
        for key, value in SERVICES[name]["environment"].items()
        if key != "PROMETHEUS_MULTIPROC_DIR"
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=image,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "klyngeokonomi.settings.base"}
        | environment
        | also,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.services
@pytest.mark.parametrize("name", ["web", "migrate"])
def test_the_product_starts_with_what_it_is_given_and_nothing_is_to_remark(
    image: Path, name: str, broker: Any
) -> None:
    found = started(
        image,
        name,
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        REDIS_URL=broker.url,
    )
    assert (found.returncode, found.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        found.stderr
    )


def test_neither_tests_nor_development_are_in_the_image(image: Path) -> None:
    parts = {path.relative_to(image).as_posix() for path in image.glob("*")}
    assert {"klyngeokonomi", "clusters", "templates", "static", "manage.py", "requirements.lock"} <= parts
    assert not {"tests", "var", ".venv", ".git", "secrets", "docker-compose.yml"} & parts
    assert not (image / "klyngeokonomi" / "development").exists()

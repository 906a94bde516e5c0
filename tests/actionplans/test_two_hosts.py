"""Two web hosts that share a database, a store for files, a secret and the journal of seals, and nothing else."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from actionplans.models import Print, Version
from actionplans.persistence.load import read_document
from actionplans.printing.orders import order_for
from actionplans.publishing import jobs as publishing_jobs
from actionplans.publishing.publish import state_of
from actionplans.views.prints import about_of
from config import evidence
from tests import builders
from tests.workers import environment, wait_until, workers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.usefixtures("queued"),
]


@pytest.fixture
def store(settings, monkeypatch, tmp_path) -> Iterator[dict[str, str]]:
    """What each host is told of the store, in its environment; the tests use it too."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
    boto3.client("s3", endpoint_url=address, region_name="us-east-1", **keys).create_bucket(Bucket="evidence")
    told = {"EVIDENCE_STORAGE": "s3", "S3_BUCKET": "evidence", "S3_ENDPOINT_URL": address}
    told |= {"S3_ACCESS_KEY": "key", "S3_SECRET_KEY": "secret", "SEALS_JOURNAL": "store"}
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | {"default": evidence.storage(production=False)}
    settings.MEDIA_ROOT = tmp_path / "tests" / "evidence"
    settings.SEALS_JOURNAL = Path("store")
    yield told
    server.stop()


@contextmanager
def host(folder: Path, told: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """A web server with a folder of its own: its address and its environment."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = environment() | told | {"DATA_DIR": str(folder)}
    folder.mkdir()
    (folder / "static").mkdir()
    static = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(static, cwd=settings.BASE_DIR, env=env, check=True)
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "2"]
    process = subprocess.Popen([*command, "--no-control-socket"], cwd=settings.BASE_DIR, env=env)
    try:
        wait_until(lambda: answers(port))
        yield f"http://127.0.0.1:{port}", env
    finally:
        process.terminate()
        process.wait()


def answers(port: int) -> bool:
    with closing(socket.socket()) as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def test_both_hand_out_the_same_print_and_agree_on_the_versions(cast, store, client_for, tmp_path):
    plan = builders.make_plan(cast.board, recommendations=1, actions=2, notes=1)
    order = order_for(plan)
    from actionplans.printing import jobs

    with workers(1, DATA_DIR=str(tmp_path / "worker"), **store):
        key = jobs.begin(order, about_of(plan, order))
        asked = publishing_jobs.ask(
            plan, by=cast.manager, note="Agreed", marking=plan.marking, number=1, state=state_of(read_document(plan))
        )
        wait_until(lambda: jobs.job_status(key).state == "printed")
        wait_until(lambda: publishing_jobs.how_far(asked).step == "published")
    cookie = client_for("manager").cookies[settings.SESSION_COOKIE_NAME].value
    made = Print.objects.get(key=key)
    given, said = [], []
    for name in ("first", "second"):
        with host(tmp_path / name, store) as (address, env):
            page = reverse("actionplans:print_file", args=[plan.board.slug, plan.slug, key])
            request = urllib.request.Request(address + page, headers={"Cookie": f"sessionid={cookie}"})
            with urllib.request.urlopen(request) as answer:
                given.append(answer.read())
            check = [sys.executable, "manage.py", "check_versions"]
            done = subprocess.run(check, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=True)
            said.append(done.stdout)
        assert not (tmp_path / name / "evidence").exists()  # it keeps nothing of it
    assert given[0] == given[1]
    assert len(given[0]) == made.size
    assert said[0] == said[1]
    assert "The journal of seals (seals/ in the store for files) agrees: 1 version." in said[0]
    assert Version.objects.count() == 1

"""Files in an S3-compatible store: a moto server on this machine, over HTTP."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from actionplans.models import Evidence
from actionplans.operations import notes
from actionplans.printing import jobs
from actionplans.printing.orders import order_for
from actionplans.views.prints import about_of
from config import evidence
from tests import made_files as made
from tests.builders import make_import, make_plan
from tests.prints import refused
from tests.shown import shown

ROOT = Path(django_settings.BASE_DIR)
KEYS = {"S3_ACCESS_KEY": "key", "S3_SECRET_KEY": "secret"}


@pytest.fixture(scope="session")
def server():
    from moto.server import ThreadedMotoServer

    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    host, port = made.get_host_and_port()
    yield f"http://{host}:{port}"
    made.stop()


@pytest.fixture
def bucket(server, settings, monkeypatch, tmp_path):
    """An empty bucket in which the site stores its files; returns a client to examine it."""
    import boto3

    client = boto3.client(
        "s3", endpoint_url=server, region_name="us-east-1", aws_access_key_id="key", aws_secret_access_key="secret"
    )
    urllib.request.urlopen(urllib.request.Request(f"{server}/moto-api/reset", method="POST")).close()
    client.create_bucket(Bucket="evidence")
    named = {
        "EVIDENCE_STORAGE": "s3",
        "S3_BUCKET": "evidence",
        "S3_ENDPOINT_URL": server,
        "S3_PREFIX": "boards",
        **KEYS,
    }
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    settings.MEDIA_ROOT = tmp_path / "work"
    settings.STORAGES = settings.STORAGES | {"default": evidence.storage(production=True)}
    return client


@pytest.fixture
def plan(cast, bucket):
    return make_plan(cast.board, recommendations=1, actions=1, notes=0)


@pytest.fixture
def kept(plan, client_for) -> Evidence:
    file = SimpleUploadedFile("minutes.pdf", made.pdf())
    page = reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, "99.1"])
    answer = client_for("lead").post(page, {"text": "Minutes.", "when": "today", "file": file}, follow=True)
    assert "Your note is saved" in shown(answer)
    return Evidence.objects.get()


def keys(bucket) -> list[str]:
    return [item["Key"] for item in bucket.list_objects_v2(Bucket="evidence").get("Contents", ())]


def test_a_file_goes_from_the_page_into_the_store_and_back(plan, bucket, kept, client_for, settings):
    assert keys(bucket) == [f"boards/{plan.board_id}/{kept.uid}"]
    answer = client_for("member").get(reverse("actionplans:evidence", args=[plan.board.slug, kept.uid]))
    stored = bucket.get_object(Bucket="evidence", Key=f"boards/{kept.file.name}")["Body"].read()
    assert stored.startswith(b"%PDF-")
    assert b"".join(answer.streaming_content) == stored
    assert answer["Content-Disposition"] == 'attachment; filename="minutes.pdf"'
    assert answer["Content-Length"] == str(kept.size)
    assert not list(Path(settings.MEDIA_ROOT).rglob(kept.uid))
    assert (
        client_for("observer").get(reverse("actionplans:evidence", args=[plan.board.slug, kept.uid])).status_code == 403
    )


def test_no_address_leads_to_a_file(bucket, kept, server):
    with pytest.raises(ValueError, match="have no address"):
        _ = kept.file.url
    everybody = "http://acs.amazonaws.com/groups/global/AllUsers"
    grants = bucket.get_object_acl(Bucket="evidence", Key=f"boards/{kept.file.name}")["Grants"]
    assert everybody not in [grant["Grantee"].get("URI") for grant in grants]
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{server}/evidence/boards/{kept.file.name}")


def test_nothing_stored_is_ever_overwritten(bucket):
    first = default_storage.save("1/same", io.BytesIO(b"first"))
    second = default_storage.save("1/same", io.BytesIO(b"second"))
    assert first != second
    assert default_storage.open(first).read() == b"first"


def test_a_file_that_is_missing_or_changed_is_said_to_be_and_not_handed_out(plan, bucket, kept, client_for):
    client, page = client_for("member"), reverse("actionplans:evidence", args=[plan.board.slug, kept.uid])
    bucket.put_object(Bucket="evidence", Key=f"boards/{kept.file.name}", Body=b"%PDF-1.7 something else")
    changed = client.get(page)
    assert changed.status_code == 503
    assert "“minutes.pdf” is not what was attached" in shown(changed)
    bucket.delete_object(Bucket="evidence", Key=f"boards/{kept.file.name}")
    missing = client.get(page)
    assert missing.status_code == 503
    assert "“minutes.pdf” is missing from where this site keeps its files" in shown(missing)


def test_a_store_that_refuses_costs_a_sentence_and_no_word(plan, bucket, client_for):
    bucket.delete_bucket(Bucket="evidence")
    page = reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, "99.1"])
    file = SimpleUploadedFile("minutes.pdf", made.pdf())
    answer = client_for("lead").post(page, {"text": "We met.", "when": "today", "file": file})
    assert answer.status_code == 422
    assert "“minutes.pdf” could not be stored just now" in shown(answer)
    assert "We met.</textarea>" in shown(answer)
    assert not Evidence.objects.exists()


def test_stored_files_are_bound_into_a_pack_and_no_copy_stays(plan, cast, bucket, kept, settings):
    notes.add_note(plan.actions.get(), by=cast.lead, text="x", files=[SimpleUploadedFile("count.txt", b"12")])
    order = order_for(plan, edition="evidence", bind=True)
    assert [(file.path, file.stored) for file in order.files] == [
        ("", kept.file.name),
        (None, Evidence.objects.get(name="count.txt").file.name),
    ]
    key = jobs.begin(order, about_of(plan, order, internal=False))
    job = jobs.job_status(key)
    assert job.state == "printed", job
    import pikepdf

    with pikepdf.open(job.file) as pdf:
        assert len(pdf.pages) == job.pages
    import pypdfium2

    printed = pypdfium2.PdfDocument(job.file.open().read())
    words = " ".join(page.get_textpage().get_text_range() for page in printed)
    assert "Neither a PDF nor a picture: not bound in." in " ".join(words.split())
    assert "not kept here" not in words
    assert "minutes.pdf" in words
    assert not list(jobs.work_home().iterdir())
    assert f"boards/{job.file.name}" in keys(bucket)
    assert jobs.begin(order_for(plan, edition="evidence", bind=True), about_of(plan, order, internal=False)) == key


def test_the_command_line_binds_stored_files_in_too(plan, kept, tmp_path):
    call_command(
        "export_plan", f"fenmarsh/{plan.slug}", edition="evidence", bind=True, output=str(tmp_path / "pack.pdf")
    )
    import pypdfium2

    words = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "pack.pdf"))
    assert "not kept here" not in words
    assert "Bound in" in words


def test_a_print_that_failed_brings_its_files_again(plan, kept):
    order = order_for(plan, edition="evidence", bind=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(jobs, "WORKER", "no_such_module")
        key = jobs.begin(order, about_of(plan, order, internal=False))
    refused(key)
    jobs.begin_again(key)
    assert jobs.job_status(key).state == "printed"


def test_check_evidence_reads_the_store(plan, cast, bucket, kept):
    make_import(cast.board, plan=plan)

    def check() -> str:
        out = io.StringIO()
        try:
            call_command("check_evidence", stdout=out)
        except CommandError as error:
            return f"{out.getvalue()}! {error}"
        return out.getvalue()

    assert "fenmarsh: 2 files, all as they came" in check()
    bucket.put_object(Bucket="evidence", Key=f"boards/{plan.board_id}/left", Body=b"x")
    bucket.put_object(Bucket="evidence", Key=f"boards/{kept.file.name}", Body=b"x" * kept.size)
    output = check()
    assert "changed: “minutes.pdf”" in output
    assert f"nothing speaks of {plan.board_id}/left" in output
    bucket.delete_object(Bucket="evidence", Key=f"boards/{kept.file.name}")
    assert "missing: “minutes.pdf”" in check()


def test_setting_a_brought_in_file_aside_takes_it_from_the_store(
    cast, bucket, client_for, django_capture_on_commit_callbacks
):
    taken = make_import(cast.board)
    assert len(keys(bucket)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        client_for("manager").post(reverse("actionplans:import_aside", args=[cast.board.slug, taken.uid]))
    assert keys(bucket) == []


# settings ---------------------------------------------------------------------------------------------------------------

WHOLE = {"EVIDENCE_STORAGE": "s3", "S3_BUCKET": "evidence", "S3_ENDPOINT_URL": "https://s3.example.org", **KEYS}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"EVIDENCE_STORAGE": "ftp"}, "EVIDENCE_STORAGE is “ftp”: it must be local or s3."),
        ({"S3_BUCKET": ""}, "S3_BUCKET is not set"),
        ({"S3_ACCESS_KEY": ""}, "S3_ACCESS_KEY is not set"),
        ({"S3_SECRET_KEY": ""}, "S3_SECRET_KEY is not set"),
        ({"S3_ENDPOINT_URL": ""}, "S3_REGION is not set"),
        ({"S3_ENDPOINT_URL": "s3.example.org"}, "S3_ENDPOINT_URL is “s3.example.org”: it must be an address"),
        ({"S3_ENDPOINT_URL": "http://s3.example.org"}, "it must begin with https://"),
        ({"S3_ENCRYPTION": "rot13"}, "S3_ENCRYPTION is “rot13”: it must be AES256 or aws:kms"),
        ({"S3_KMS_KEY": "k"}, "S3_KMS_KEY is set, but S3_ENCRYPTION is not aws:kms."),
    ],
)
def test_a_setting_that_is_missing_or_unusable_is_named_in_a_sentence_at_the_start(monkeypatch, changed, sentence):
    from django.core.exceptions import ImproperlyConfigured

    for name, value in (WHOLE | changed).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=sentence):
        evidence.storage(production=True)


def test_settings_say_what_the_store_is_asked(monkeypatch):
    more = {
        "S3_ENCRYPTION": "aws:kms",
        "S3_KMS_KEY": "k",
        "S3_ROLE": "yes",
        "S3_ENDPOINT_URL": "",
        "S3_REGION": "eu-west-2",
    }
    for name, value in (WHOLE | more).items():
        monkeypatch.setenv(name, value)
    options = evidence.storage(production=True)["OPTIONS"]
    assert options["object_parameters"] == {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "k"}
    assert (options["region_name"], options["addressing_style"]) == ("eu-west-2", "virtual")
    assert "access_key" not in options


def test_what_speaks_to_a_store_is_loaded_only_where_a_setting_asks_for_one():
    program = (
        "import json, sys, django; django.setup(); import config.urls;"
        "from django.core.files.storage import default_storage; default_storage.exists('x');"
        "sys.stdout.write(json.dumps([m for m in ('boto3', 'botocore', 'storages', 'puremagic', 'olefile') if m in sys.modules]))"
    )
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "EVIDENCE_STORAGE": "local"}
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert json.loads(said.stdout) == []
